/** Keys that look like a known one misspelt. Every other unknown key is the author's own and stays unmentioned. */
import { nearestSlip } from '../../../../core/nearest.ts'
import type { MapNode } from '../../../../core/yaml/source-node.ts'
import { idOfEntry } from '../../threagile/entry-ids.ts'
import type { Named, Reading } from '../reading.ts'
import { Memory } from '../remembered/memory.ts'
import {
  ANALYSIS_KEYS,
  ASSET_KEYS,
  BOUNDARY_KEYS,
  COMPONENT_KEYS,
  FLOW_KEYS,
  IGNORED,
  MITIGATION_KEYS,
  RISK_KEYS,
  ROOT,
  RULES_KEYS,
  THREAGILE_ROOT,
} from './file-keys.ts'

/** Words that other YAML files use as well. */
const COMMON = ['description', 'mitigations', 'rules']

/** True when the map has at least one section of a model; any other YAML file is not one. */
export function hasModelKey(root: MapNode): boolean {
  return ROOT.some((key) => !COMMON.includes(key) && root.byKey.has(key))
}

/** Elements have no more to tell than their problems. */
const CHECKED = {}
const knownElements = new Memory<typeof CHECKED>()

export function reportNearMisses(reading: Reading, root: MapNode): void {
  const checkAll = (section: string, check: (reading: Reading, node: MapNode, id: string) => void) => {
    for (const named of maps(root, section)) {
      knownElements.read(reading, named, [section, named.id], (own, node) => {
        check(own, node, named.id)
        return CHECKED
      })
    }
  }
  check(reading, root, [...ROOT, ...THREAGILE_ROOT])
  checkAll('data_assets', (own, node, id) => check(own, node, OF_ASSET, `data:${id}`))
  checkAll('technical_assets', (own, node, id) => {
    check(own, node, OF_COMPONENT, id)
    for (const link of maps(node, 'communication_links')) check(own, link.node, OF_FLOW, `${id}>${link.id}`)
  })
  checkAll('trust_boundaries', (own, node, id) => check(own, node, OF_BOUNDARY, `boundary:${id}`))
  checkAll('mitigations', (own, node, id) => check(own, node, MITIGATION_KEYS, `mitigation:${id}`))
  checkAll('risk_analysis', (own, node, id) => check(own, node, ANALYSIS_KEYS, `analysis:${id}`))
  const rules = root.byKey.get('rules')?.value
  if (rules?.kind === 'map') check(reading, rules, RULES_KEYS)
  const risks = root.byKey.get('identified_risks')?.value
  for (const { value } of risks?.kind === 'list' ? risks.items : []) {
    if (value.kind === 'map') check(reading, value, RISK_KEYS)
  }
}

const OF_ASSET = [...ASSET_KEYS, ...IGNORED]
const OF_COMPONENT = [...COMPONENT_KEYS, ...IGNORED]
const OF_FLOW = [...FLOW_KEYS, ...IGNORED]
const OF_BOUNDARY = [...BOUNDARY_KEYS, ...IGNORED]

function check(reading: Reading, node: MapNode, known: readonly string[], elementId?: string): void {
  for (const entry of node.entries) {
    if (entry.origin !== 'own' || known.includes(entry.key)) continue
    const close = nearestSlip(entry.key, known)
    if (close === undefined || node.byKey.has(close)) continue
    const message = `The key "${entry.key}" means nothing here. Did you mean "${close}"?`
    reading.report('info', 'unknown-key', message, entry.keySpan, elementId)
  }
}

function maps(parent: MapNode, section: string): readonly Named[] {
  const map = parent.byKey.get(section)?.value
  if (map?.kind !== 'map') return []
  return [...map.byKey.values()].flatMap((entry) =>
    entry.value.kind === 'map' ? [{ id: idOfEntry(entry), entry, node: entry.value }] : [],
  )
}
