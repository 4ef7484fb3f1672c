/** Keys that look like a known one misspelt. Every other unknown key is the author's own and stays unmentioned. */
import { nearestSlip } from '../../../../core/nearest.ts'
import type { MapNode } from '../../../../core/yaml/source-node.ts'
import { idOfEntry } from '../../threagile/entry-ids.ts'
import type { Reading } from '../reading.ts'
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

export function reportNearMisses(reading: Reading, root: MapNode): void {
  const check = (node: MapNode, known: readonly string[], elementId?: string) => {
    for (const entry of node.entries) {
      if (entry.origin !== 'own' || known.includes(entry.key)) continue
      const close = nearestSlip(entry.key, known)
      if (close === undefined || node.byKey.has(close)) continue
      const message = `The key "${entry.key}" means nothing here. Did you mean "${close}"?`
      reading.report('info', 'unknown-key', message, entry.keySpan, elementId)
    }
  }
  check(root, [...ROOT, ...THREAGILE_ROOT])
  for (const { key, node } of maps(root, 'data_assets'))
    check(node, [...ASSET_KEYS, ...IGNORED], `data:${key}`)
  for (const { key, node } of maps(root, 'technical_assets')) {
    check(node, [...COMPONENT_KEYS, ...IGNORED], key)
    for (const link of maps(node, 'communication_links'))
      check(link.node, [...FLOW_KEYS, ...IGNORED], `${key}>${link.key}`)
  }
  for (const { key, node } of maps(root, 'trust_boundaries'))
    check(node, [...BOUNDARY_KEYS, ...IGNORED], `boundary:${key}`)
  for (const { key, node } of maps(root, 'mitigations')) check(node, MITIGATION_KEYS, `mitigation:${key}`)
  for (const { key, node } of maps(root, 'risk_analysis')) check(node, ANALYSIS_KEYS, `analysis:${key}`)
  const rules = root.byKey.get('rules')?.value
  if (rules?.kind === 'map') check(rules, RULES_KEYS)
  const risks = root.byKey.get('identified_risks')?.value
  for (const { value } of risks?.kind === 'list' ? risks.items : []) {
    if (value.kind === 'map') check(value, RISK_KEYS)
  }
}

function maps(parent: MapNode, section: string): readonly { key: string; node: MapNode }[] {
  const map = parent.byKey.get(section)?.value
  if (map?.kind !== 'map') return []
  return [...map.byKey.values()].flatMap((entry) =>
    entry.value.kind === 'map' ? [{ key: idOfEntry(entry), node: entry.value }] : [],
  )
}
