/** Keys that look like a known one misspelt. Every other unknown key is the author's own and stays unmentioned. */
import type { MapNode } from '../yaml/source-node.ts'
import { type Attribute, BOUNDARY, COMPONENT, DATA_ASSET, FLOW, RISK } from './attributes.ts'
import type { Reading } from './reading.ts'

const keysOf = (attributes: readonly Attribute[]) => attributes.map(({ key }) => key)
/** Threagile's own, which mean nothing here but are no slips. */
const IGNORED = [
  'id',
  'usage',
  'justification_cia_rating',
  'diagram_tweak_weight',
  'diagram_tweak_constraint',
]

const ROOT = [
  'title',
  'description',
  'data_assets',
  'technical_assets',
  'trust_boundaries',
  'identified_risks',
  'risk_analysis',
  'notes',
]
const ASSET_KEYS = ['title', ...keysOf(DATA_ASSET), ...IGNORED]
const COMPONENT_KEYS = [
  'title',
  'type',
  'inside_trust_boundary',
  'technology',
  'out_of_scope',
  'justification_out_of_scope',
  'communication_links',
  ...keysOf(COMPONENT),
  ...IGNORED,
]
const FLOW_KEYS = ['title', 'target', ...keysOf(FLOW), ...IGNORED]
const BOUNDARY_KEYS = [
  'title',
  'type',
  'technical_assets_inside',
  'trust_boundaries_nested',
  'crossed_by',
  ...keysOf(BOUNDARY),
  ...IGNORED,
]
const RISK_KEYS = ['id', 'category', 'asset', 'link', 'boundary', 'source', ...keysOf(RISK)]
const ANALYSIS_KEYS = ['reviewed', 'fingerprint', 'not_applicable', 'rejected', 'out_of_scope']

/** True when the map has at least one section of a model; any other YAML file is not one. */
export function hasModelKey(root: MapNode): boolean {
  return ROOT.some((key) => key !== 'description' && root.byKey.has(key))
}

export function reportNearMisses(reading: Reading, root: MapNode): void {
  const check = (node: MapNode, known: readonly string[], elementId?: string) => {
    for (const entry of node.entries) {
      if (entry.origin !== 'own' || known.includes(entry.key)) continue
      const close = nearest(entry.key, known)
      if (close === undefined || node.byKey.has(close)) continue
      const message = `The key "${entry.key}" means nothing here. Did you mean "${close}"?`
      reading.report('info', 'unknown-key', message, entry.keySpan, elementId)
    }
  }
  check(root, ROOT)
  for (const { key, node } of maps(root, 'data_assets')) check(node, ASSET_KEYS, `data:${key}`)
  for (const { key, node } of maps(root, 'technical_assets')) {
    check(node, COMPONENT_KEYS, key)
    for (const link of maps(node, 'communication_links')) check(link.node, FLOW_KEYS, `${key}>${link.key}`)
  }
  for (const { key, node } of maps(root, 'trust_boundaries')) check(node, BOUNDARY_KEYS, `boundary:${key}`)
  for (const { key, node } of maps(root, 'risk_analysis')) check(node, ANALYSIS_KEYS, `analysis:${key}`)
  const risks = root.byKey.get('identified_risks')?.value
  for (const { value } of risks?.kind === 'list' ? risks.items : []) {
    if (value.kind === 'map') check(value, RISK_KEYS)
  }
}

function maps(parent: MapNode, section: string): readonly { key: string; node: MapNode }[] {
  const map = parent.byKey.get(section)?.value
  if (map?.kind !== 'map') return []
  return [...map.byKey.values()].flatMap(({ key, value }) =>
    value.kind === 'map' ? [{ key, node: value }] : [],
  )
}

/** Two slips at most, one in short words, none in very short ones. */
function nearest(text: string, words: readonly string[]): string | undefined {
  let least = text.length < 4 ? 1 : text.length < 8 ? 2 : 3
  let best: string | undefined
  for (const word of words) {
    if (Math.abs(word.length - text.length) >= least) continue
    const slips = slipsBetween(text, word)
    if (slips >= least) continue
    best = word
    least = slips
  }
  return best
}

function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
