/** Which keys and values may stand at a place of the model file. */
import {
  type Attribute,
  BOUNDARY,
  COMPONENT,
  DATA_ASSET,
  FLOW,
  MITIGATION,
  RISK,
  SOURCE,
} from '../../formats/fenceline/model/keys/attributes.ts'
import {
  ANALYSIS_KEYS,
  ASSET_KEYS,
  BOUNDARY_KEYS,
  COMPONENT_KEYS,
  FLOW_KEYS,
  MITIGATION_KEYS,
  RISK_KEYS,
  ROOT,
  RULES_KEYS,
} from '../../formats/fenceline/model/keys/file-keys.ts'
import { flowRef } from '../../model/ids.ts'
import * as words from '../../model/names/words.ts'
import { titleOf } from '../../model/queries.ts'
import { CATEGORIES, type Model } from '../../model/schema.ts'
import type { CompletionOption } from '../suggesting/completion.ts'

export type MapKind =
  | 'root'
  | 'component'
  | 'flow'
  | 'boundary'
  | 'data'
  | 'risk'
  | 'source'
  | 'mitigation'
  | 'analysis'
  | 'reasons'
  | 'rejected'
  | 'rules'

/** Each map of the file by its path; `*` is any id. */
const MAPS: readonly (readonly [path: string, kind: MapKind])[] = [
  ['', 'root'],
  ['data_assets *', 'data'],
  ['technical_assets *', 'component'],
  ['technical_assets * communication_links *', 'flow'],
  ['trust_boundaries *', 'boundary'],
  ['identified_risks -', 'risk'],
  ['identified_risks - source', 'source'],
  ['mitigations *', 'mitigation'],
  ['risk_analysis *', 'analysis'],
  ['risk_analysis * not_applicable', 'reasons'],
  ['risk_analysis * rejected -', 'rejected'],
  ['rules', 'rules'],
]

const KEYS: Readonly<Record<MapKind, readonly string[]>> = {
  root: ROOT,
  component: COMPONENT_KEYS,
  flow: FLOW_KEYS,
  boundary: BOUNDARY_KEYS,
  data: ASSET_KEYS,
  risk: RISK_KEYS,
  source: SOURCE.map(({ key }) => key),
  mitigation: MITIGATION_KEYS,
  analysis: ANALYSIS_KEYS,
  reasons: CATEGORIES,
  rejected: ['category', 'title', 'reason', 'key'],
  rules: RULES_KEYS,
}

const ATTRIBUTES: Readonly<Partial<Record<MapKind, readonly Attribute[]>>> = {
  component: COMPONENT,
  flow: FLOW,
  boundary: BOUNDARY,
  data: DATA_ASSET,
  risk: RISK,
  source: SOURCE,
  mitigation: MITIGATION,
}

/** Whose value is a map or a list of its own below it. */
const HOLDERS = new Set([
  'data_assets',
  'technical_assets',
  'trust_boundaries',
  'identified_risks',
  'mitigations',
  'risk_analysis',
  'notes',
  'communication_links',
  'technical_assets_inside',
  'trust_boundaries_nested',
  'crossed_by',
  'source',
  'not_applicable',
  'rejected',
  'rules',
  'packs',
  'off',
])

export function mapAt(path: readonly string[]): MapKind | undefined {
  return MAPS.find(([known]) => matches(known, path))?.[1]
}

function matches(known: string, path: readonly string[]): boolean {
  const names = known === '' ? [] : known.split(' ')
  return names.length === path.length && names.every((name, at) => name === '*' || name === path[at])
}

export function listKeys(kind: MapKind): readonly string[] {
  return KEYS[kind]
}

export function isHolder(kind: MapKind, key: string): boolean {
  const type = ATTRIBUTES[kind]?.find((attribute) => attribute.key === key)?.type
  return HOLDERS.has(key) || type === 'list' || type === 'ordered'
}

/** Words that a key's value or list may hold; undefined for free text. */
export function listValues(
  kind: MapKind,
  key: string,
  model: Model,
): readonly CompletionOption[] | undefined {
  const ids = IDS[`${kind} ${key}`]
  if (ids) return ids(model)
  const type = ATTRIBUTES[kind]?.find((attribute) => attribute.key === key)?.type
  const own =
    WORDS[`${kind} ${key}`] ?? (type === 'flag' ? ['true', 'false'] : Array.isArray(type) ? type : undefined)
  return (own as readonly string[] | undefined)?.map((label) => ({ label, kind: 'value' }))
}

/** What may be a key under a path that holds elements by id: a link's target, a review's target. */
export function listIds(path: readonly string[], model: Model): readonly CompletionOption[] {
  if (matches('technical_assets * communication_links', path)) {
    return components(model).filter(({ label }) => label !== path[1])
  }
  return matches('risk_analysis', path) ? [...components(model), ...flows(model)] : []
}

function components(model: Model): readonly CompletionOption[] {
  return model.components.map(({ id, title }) => option(id, title, 'component'))
}

function flows(model: Model): readonly CompletionOption[] {
  return model.flows.map((flow) => option(flowRef(flow), titleOf(model, flowRef(flow)), 'flow'))
}

function dataAssets(model: Model): readonly CompletionOption[] {
  return model.dataAssets.map(({ id, title }) => option(id, title, 'data'))
}

function mitigations(model: Model): readonly CompletionOption[] {
  return model.mitigations.map(({ id, title }) => option(id, title, 'value'))
}

function boundaries(model: Model, only?: 'zone'): readonly CompletionOption[] {
  return model.boundaries
    .filter(({ kind }) => only === undefined || kind === only)
    .map(({ id, title }) => option(id, title, 'boundary'))
}

function option(label: string, title: string, kind: CompletionOption['kind']): CompletionOption {
  return { label, kind, ...(title === label ? {} : { detail: title }) }
}

const IDS: Readonly<Record<string, (model: Model) => readonly CompletionOption[]>> = {
  'component inside_trust_boundary': (model) => boundaries(model, 'zone'),
  'component data_assets_processed': dataAssets,
  'component data_assets_stored': dataAssets,
  'flow target': components,
  'flow data_assets_sent': dataAssets,
  'flow data_assets_received': dataAssets,
  'boundary technical_assets_inside': components,
  'boundary trust_boundaries_nested': (model) => boundaries(model, 'zone'),
  'boundary crossed_by': flows,
  'risk asset': components,
  'risk link': flows,
  'risk mitigations': mitigations,
  'risk boundary': (model) => boundaries(model),
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  'component type': ['process', 'external-entity', 'datastore'],
  'component technology': words.TECHNOLOGIES,
  'component technologies': words.TECHNOLOGIES,
  'component usage': words.USAGES,
  'component size': words.SIZES,
  'component machine': words.MACHINES,
  'component encryption': words.ENCRYPTIONS,
  'component data_formats_accepted': words.FORMATS,
  'flow protocol': words.PROTOCOLS,
  'flow authentication': words.AUTHENTICATIONS,
  'flow authorization': words.AUTHORIZATIONS,
  'flow usage': words.USAGES,
  'boundary type': ['line', ...words.ZONE_TYPES],
  'data quantity': words.QUANTITIES,
  'risk category': CATEGORIES,
  'rejected category': CATEGORIES,
}
