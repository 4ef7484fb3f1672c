/** The keys that mean something, by the map they stand in, in the order in which a new file has them. */
import { type Attribute, BOUNDARY, COMPONENT, DATA_ASSET, FLOW, MITIGATION, RISK } from './attributes.ts'

const keysOf = (attributes: readonly Attribute[]) => attributes.map(({ key }) => key)
/** Threagile's own, which mean nothing here but are no slips. */
export const IGNORED = [
  'id',
  'usage',
  'justification_cia_rating',
  'diagram_tweak_weight',
  'diagram_tweak_constraint',
]

export const ROOT = [
  'title',
  'description',
  'data_assets',
  'technical_assets',
  'trust_boundaries',
  'identified_risks',
  'mitigations',
  'risk_analysis',
  'notes',
  'rules',
]
/** Of a Threagile file; a file that has only these is a part of a model. */
export const THREAGILE_ROOT = [
  'threagile_version',
  'includes',
  'author',
  'business_criticality',
  'tags_available',
  'shared_runtimes',
  'individual_risk_categories',
  'custom_risk_categories',
  'risk_tracking',
]
export const ASSET_KEYS = ['title', ...keysOf(DATA_ASSET)]
export const COMPONENT_KEYS = [
  'title',
  'type',
  'inside_trust_boundary',
  'technology',
  'out_of_scope',
  'justification_out_of_scope',
  'communication_links',
  ...keysOf(COMPONENT),
]
export const FLOW_KEYS = ['title', 'target', ...keysOf(FLOW)]
export const BOUNDARY_KEYS = [
  'title',
  'type',
  'technical_assets_inside',
  'trust_boundaries_nested',
  'crossed_by',
  ...keysOf(BOUNDARY),
]
export const RISK_KEYS = ['id', 'category', 'asset', 'link', 'boundary', 'source', ...keysOf(RISK)]
export const MITIGATION_KEYS = ['title', ...keysOf(MITIGATION)]
export const RULES_KEYS = ['packs', 'off']
export const ANALYSIS_KEYS = [
  'reviewed',
  'fingerprint',
  'not_applicable',
  'rejected',
  'answered',
  'out_of_scope',
]
