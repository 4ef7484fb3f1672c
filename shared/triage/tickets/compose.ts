/** The words of a ticket before a person edits them: what can happen, where, what it rests on and what to do. */

import { riskTitle } from '../../model/names/risk-title.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import type { Kind, Model, Risk } from '../../model/schema.ts'

/** The shortest of the trackers' limits: GitLab and Jira take 255 characters. */
export const MAX_TITLE = 255
const KINDS: Readonly<Record<Kind, string>> = {
  external: 'external entity',
  process: 'process',
  store: 'data store',
}

/** One line: the threat, and its target or how many there are. */
export function composeTitle(model: Model, risks: readonly Risk[]): string {
  const [first] = risks
  if (!first) return ''
  const threat = oneLine(riskTitle(first)) || first.category
  const place = risks.length === 1 ? oneLine(titleOf(model, first.target)) : `${risks.length} targets`
  const title = threat.toLowerCase().includes(place.toLowerCase()) ? threat : `${threat} (${place})`
  return cutLine(title)
}

/** What the risks have in common is said once; what differs is said at its target. */
export function composeBody(model: Model, risks: readonly Risk[]): string {
  const said = (field: 'description' | 'assumption' | 'mitigation') => shared(risks, field)
  const parts = [
    ...said('description'),
    `## ${risks.length === 1 ? 'Target' : 'Targets'}`,
    risks.map((risk) => `- ${place(model, risk)}${differing(risks, risk)}`).join('\n'),
    ...section('Assumption', said('assumption')),
    ...section('Mitigation', [...said('mitigation'), ...planned(model, risks)]),
    ...facts(risks),
    `From the threat model “${oneLine(model.title)}”, ${risks.length === 1 ? 'risk' : 'risks'} ${ids(risks)}.`,
  ]
  return parts.join('\n\n')
}

function section(title: string, paragraphs: readonly string[]): readonly string[] {
  return paragraphs.length === 0 ? [] : [`## ${title}`, ...paragraphs]
}

/** The model's own mitigations that answer any of the risks, as one list. */
function planned(model: Model, risks: readonly Risk[]): readonly string[] {
  const wanted = new Set(risks.flatMap(({ mitigations }) => mitigations ?? []))
  const titles = model.mitigations
    .filter(({ id }) => wanted.has(id))
    .map(({ title }) => `- ${oneLine(title)}`)
  return titles.length === 0 ? [] : [titles.join('\n')]
}

/** The field's words where all risks agree on them; nothing where none has any or they differ. */
function shared(
  risks: readonly Risk[],
  field: 'description' | 'assumption' | 'mitigation',
): readonly string[] {
  const [first = '', ...others] = new Set(risks.map((risk) => plain(risk[field] ?? '')))
  return others.length === 0 && first !== '' ? [first] : []
}

function differing(risks: readonly Risk[], risk: Risk): string {
  const fields = ['description', 'assumption', 'mitigation'] as const
  const own = fields.flatMap((field) => {
    const text = oneLine(risk[field] ?? '')
    return shared(risks, field).length > 0 || text === '' ? [] : [text]
  })
  return risks.length === 1 || own.length === 0 ? '' : `: ${own.join(' ')}`
}

/** "API Gateway (process)", "Browser → API Gateway (flow, https)". */
function place(model: Model, { target }: Risk): string {
  const index = indexOf(model)
  const component = index.components.get(target)
  const flow = index.flows.get(target)
  const what = component
    ? KINDS[component.kind]
    : flow
      ? ['flow', oneLine(flow.protocol ?? '')].filter(Boolean).join(', ')
      : 'boundary'
  return `${oneLine(titleOf(model, target))} (${what})`
}

function facts(risks: readonly Risk[]): readonly string[] {
  const [first] = risks
  if (!first) return []
  const agreed = (value: (risk: Risk) => string | undefined) => {
    const [only, ...others] = new Set(risks.map(value))
    return others.length === 0 ? only : undefined
  }
  const rows = [
    ['Category', first.category.replaceAll('-', ' ')],
    ['Likelihood', agreed((risk) => risk.likelihood)],
    ['Impact', agreed((risk) => risk.impact)],
    ['Owner', agreed((risk) => risk.owner)],
  ] as const
  const lines = rows.flatMap(([name, value]) => (value ? [`- ${name}: ${oneLine(value)}`] : []))
  return ['## Rating', lines.join('\n')]
}

function ids(risks: readonly Risk[]): string {
  return risks.map(({ id }) => oneLine(id)).join(', ')
}

/** Paragraphs stay; nothing in them begins like a heading or an item of ours. */
function plain(text: string): string {
  return text
    .split(/\n\s*\n/u)
    .map((paragraph) => oneLine(paragraph).replace(/^(?:#+|-)\s+/u, ''))
    .filter(Boolean)
    .join('\n\n')
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}

function cutLine(text: string): string {
  const characters = [...text]
  return characters.length <= MAX_TITLE ? text : `${characters.slice(0, MAX_TITLE - 1).join('')}…`
}
