/**
 * OTM's free attributes. What a model holds and OTM has no place for stands there under `fenceline.`, so that a
 * written file reads back as the same model; whatever else a person set becomes a line of the description.
 */
import { parseJson } from '../../../core/json/parse.ts'
import type { Component, DataAsset, Flow, Risk } from '../../../model/schema.ts'
import { CERTAINTIES, CONFIDENTIALITIES, CRITICALITIES, type Mitigation } from '../../../model/schema.ts'

type Kind = 'text' | 'flag' | 'list' | readonly string[]
/** Fields of an element by name, with what they hold; a list of words is closed. */
export type Fields<T> = Readonly<Partial<Record<keyof T & string, Kind>>>

export const COMPONENT_FIELDS: Fields<Component> = {
  machine: 'text',
  encryption: 'text',
  size: 'text',
  usage: 'text',
  owner: 'text',
  internet: 'flag',
  multiTenant: 'flag',
  redundant: 'flag',
  customDeveloped: 'flag',
  usedByHuman: 'flag',
  confidentiality: CONFIDENTIALITIES,
  integrity: CRITICALITIES,
  availability: CRITICALITIES,
  formatsAccepted: 'list',
}
export const FLOW_FIELDS: Fields<Flow> = {
  authentication: 'text',
  authorization: 'text',
  usage: 'text',
  vpn: 'flag',
  ipFiltered: 'flag',
  readonly: 'flag',
}
export const ASSET_FIELDS: Fields<DataAsset> = {
  quantity: 'text',
  origin: 'text',
  owner: 'text',
  tags: 'list',
}
export const MITIGATION_FIELDS: Fields<Mitigation> = { ticket: 'text', owner: 'text', evidence: 'list' }
/** At a threat's place, since the same threat may stand in many. */
export const RISK_FIELDS: Fields<Risk> = {
  assumption: 'text',
  mitigation: 'text',
  justification: 'text',
  acceptedBy: 'text',
  acceptedUntil: 'text',
  evidence: 'list',
  ticket: 'text',
  owner: 'text',
  certainty: CERTAINTIES,
  question: 'text',
}

export const OWN = 'fenceline.'

/** What the attributes say about the fields; words that a closed list lacks say nothing. */
export function readOwn<T>(attributes: ReadonlyMap<string, string>, fields: Fields<T>): Partial<T> {
  const found: Record<string, unknown> = {}
  for (const [field, kind] of Object.entries(fields) as [string, Kind][]) {
    const word = attributes.get(OWN + field)
    const value = word === undefined ? undefined : heldIn(word, kind)
    if (value !== undefined) found[field] = value
  }
  return found as Partial<T>
}

function heldIn(word: string, kind: Kind): unknown {
  if (kind === 'text') return word
  if (kind === 'list') return listOf(word)
  if (kind === 'flag') return word === 'true' ? true : word === 'false' ? false : undefined
  return kind.includes(word) ? word : undefined
}

/** The fields as attributes; undefined where the element does not state one. */
export function printOwn<T extends object>(
  element: T,
  fields: Fields<T>,
): readonly (readonly [attribute: string, value: string | undefined])[] {
  return (Object.keys(fields) as (keyof T & string)[]).map((field) => [OWN + field, printed(element[field])])
}

function printed(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.length === 0 ? undefined : printList(value)
  return value === undefined ? undefined : String(value)
}

/** Several words in one attribute. */
export function printList(words: readonly string[]): string {
  return JSON.stringify(words)
}

/** The words of an attribute that holds several; none of one that a person wrote otherwise. */
export function listOf(word: string): readonly string[] {
  const { root } = parseJson(word)
  return root?.kind === 'array'
    ? root.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : []
}

/** What a drawing tool writes where nobody chose anything. */
const UNSET = /^(?:|select|not selected|n\/a|none selected)$/iu
/** Said elsewhere, or about the drawing alone. */
const SILENT =
  /^(?:name|dataflow order|default|show boundary threats|reason for out of scope|out of scope)$/iu

/** `Label: value` of every attribute that a person set and that no field takes. */
export function linesOf(attributes: ReadonlyMap<string, string>): readonly string[] {
  return [...attributes].flatMap(([label, value]) =>
    label.startsWith(OWN) || SILENT.test(label.trim()) || UNSET.test(value.trim())
      ? []
      : [`${label}: ${value}`],
  )
}

/** Numbers that OTM demands and nobody stated; they stand in the file and say nothing. */
export function unratedIn(attributes: ReadonlyMap<string, string>): readonly string[] {
  return listOf(attributes.get(`${OWN}unrated`) ?? '')
}

/** Why it is out of scope, as the Threat Modeling Tool exports it; undefined where it is in scope. */
export function outOfScopeOf(attributes: ReadonlyMap<string, string>): string | undefined {
  const own = attributes.get(`${OWN}outOfScope`)
  if (own !== undefined) return own || undefined
  const of = (wanted: string) =>
    [...attributes].find(([label]) => label.trim().toLowerCase() === wanted)?.[1].trim()
  if (!/^(?:true|yes)$/iu.test(of('out of scope') ?? '')) return undefined
  return of('reason for out of scope') || 'Marked as out of scope'
}

/** A description with lines below that its element says elsewhere; what it says itself is not said again. */
export function describe(text: string | undefined, lines: readonly string[]): string | undefined {
  const own = text ?? ''
  const more = lines.filter((line) => !own.includes(line))
  const whole = [own, more.join('\n')].filter((part) => part !== '').join('\n\n')
  return whole === '' ? undefined : whole
}

/** What is left of a description without those lines: the text that the file holds as the description. */
export function undescribe(whole: string | undefined, lines: readonly string[]): string | undefined {
  const more = lines.join('\n')
  if (whole === undefined || whole === more) return undefined
  if (more === '' || !whole.endsWith(`\n\n${more}`)) return whole
  return whole.slice(0, -more.length - 2)
}
