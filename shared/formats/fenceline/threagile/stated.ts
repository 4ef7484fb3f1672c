/** What an entry states, as against what stands in it only because Threagile's schema demands a value. */
import type { MapNode, SourceNode } from '../../../core/yaml/source-node.ts'
import { knownTechnologies, ownKey, UNKNOWN, UNSTATED, wordFor } from './dress.ts'
import { type EntryKind, FIELDS, modelWord } from './words.ts'

const BLANKS = new Map(
  Object.values(FIELDS).flatMap((fields) => fields.map(({ key, blank }) => [key, blank] as const)),
)
const STATUS: EntryKind = 'tracking'
const WORDS = new Map(
  [...FIELDS.data, ...FIELDS.asset, ...FIELDS.link, ...FIELDS[STATUS]].map((field) => [field.key, field]),
)
const ZONE = FIELDS.boundary.find(({ key }) => key === 'type')

/** True where the entry says that nobody stated the value, and nobody changed it since. */
export function isUnstated(node: MapNode, key: string): boolean {
  const list = node.byKey.get(UNSTATED)?.value
  if (list?.kind !== 'list') return false
  if (!list.items.some(({ value }) => value.kind === 'scalar' && value.text === key)) return false
  const text = textOf(node.byKey.get(key)?.value)
  if (key === 'type') return text === ZONE?.blank
  const blank = BLANKS.get(key)
  return blank !== undefined && typeof blank !== 'object' && text === String(blank)
}

/** The model's word where a near one stands in for it; a word that was changed since counts itself. */
export function statedWord(node: MapNode, key: string, written: string): string {
  const own = textOf(node.byKey.get(ownKey(key))?.value)
  const field = key === 'type' ? ZONE : WORDS.get(key)
  if (own === undefined || !field) return modelWord(key, written)
  const isTheirs = [true, false].some((isHead) => wordFor(field, own, isHead) === written)
  return isTheirs ? own : modelWord(key, written)
}

/** As `statedWord`, for data formats. */
export function statedList(node: MapNode, key: string, written: readonly string[]): readonly string[] {
  const own = textsOf(node.byKey.get(ownKey(key))?.value)
  if (own.length === 0) return written
  if (key === 'technologies') return isSame(knownTechnologies(own), written) ? own : written
  const field = WORDS.get(key)
  const near = (isHead: boolean) => own.map((word) => (field ? wordFor(field, word, isHead) : word))
  return [true, false].some((isHead) => written.every((word) => near(isHead).includes(word))) ? own : written
}

/** Technologies of an entry with one word for them. */
export function statedTechnologies(node: MapNode, single: string): readonly string[] {
  const own = textsOf(node.byKey.get(ownKey('technologies'))?.value)
  if (own.length > 0 && (knownTechnologies(own)[0] ?? UNKNOWN) === single) return own
  return isUnstated(node, 'technology') ? [] : [single]
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each))
}

function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.type !== 'null' ? node.text : undefined
}

function textsOf(node: SourceNode | undefined): readonly string[] {
  return node?.kind === 'list' ? node.items.flatMap(({ value }) => textOf(value) ?? []) : []
}
