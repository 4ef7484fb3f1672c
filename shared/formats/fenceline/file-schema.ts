/** The shape of a model file for editors and other tools: what `readModel` understands. */
import { z } from 'zod'
import { categorySchema, STATUSES } from '../../model/schema.ts'
import {
  type Attribute,
  BOUNDARY,
  COMPONENT,
  DATA_ASSET,
  FLOW,
  MITIGATION,
  RISK,
  SOURCE,
} from './model/keys/attributes.ts'

const KINDS = ['external-entity', 'process', 'datastore'] as const
const text = z.string()
const names = z.array(text)

function shapeOf(attributes: readonly Attribute[]): Record<string, z.ZodType> {
  return Object.fromEntries(attributes.map(({ key, type }) => [key, schemaOf(type).optional()]))
}

function schemaOf(type: Attribute['type']): z.ZodType {
  if (type === 'text') return text
  if (type === 'date') return text.regex(/^\d{4}-\d{2}-\d{2}$/)
  if (type === 'flag') return z.boolean()
  return type === 'list' || type === 'ordered' ? names : z.enum(type as readonly [string, ...string[]])
}

const flow = z.looseObject({ title: text.optional(), target: text.optional(), ...shapeOf(FLOW) })

const component = z.looseObject({
  title: text.optional(),
  type: z.enum(KINDS).optional(),
  inside_trust_boundary: text.optional(),
  technology: text.optional(),
  ...shapeOf(COMPONENT),
  out_of_scope: z.union([text, z.boolean()]).optional(),
  justification_out_of_scope: text.optional(),
  communication_links: z.record(text, flow.nullable()).optional(),
})

const boundary = z.looseObject({
  title: text.optional(),
  type: text
    .describe('A kind of zone, or "line" for a boundary that the flows in crossed_by cross')
    .optional(),
  ...shapeOf(BOUNDARY),
  technical_assets_inside: names.optional(),
  trust_boundaries_nested: names.optional(),
  crossed_by: names.optional(),
})

const risk = z.looseObject({
  id: text,
  category: categorySchema,
  asset: text.optional(),
  link: text.describe('<component id>><link id>').optional(),
  boundary: text.optional(),
  ...shapeOf(RISK),
  status: z.enum(STATUSES).optional(),
  source: z.looseObject(shapeOf(SOURCE)).optional(),
})

const mitigation = z.looseObject({ title: text.optional(), ...shapeOf(MITIGATION) })

const analysis = z.looseObject({
  reviewed: text.optional(),
  fingerprint: text.optional(),
  out_of_scope: text.optional(),
  not_applicable: z.partialRecord(categorySchema, text).optional(),
  rejected: z
    .array(z.looseObject({ category: categorySchema, title: text, reason: text, key: text }))
    .optional(),
  answered: z
    .record(text, text)
    .describe('What was said to questions about what is missing, by the question')
    .optional(),
})

/** Unknown keys are allowed everywhere: they survive in the file. */
export const fileSchema = z.looseObject({
  title: text.optional(),
  description: text.optional(),
  data_assets: z
    .record(text, z.looseObject({ title: text.optional(), ...shapeOf(DATA_ASSET) }).nullable())
    .optional(),
  technical_assets: z.record(text, component.nullable()).optional(),
  trust_boundaries: z.record(text, boundary.nullable()).optional(),
  identified_risks: z.array(risk).optional(),
  mitigations: z
    .record(text, mitigation.nullable())
    .describe('What is done against the threats, by an id that risks name under mitigations')
    .optional(),
  risk_analysis: z.record(text, analysis.nullable()).optional(),
  notes: names.optional(),
  rules: z
    .looseObject({
      packs: names.describe('Packs of rules that are used besides those that always are').optional(),
      off: z.record(text, text).describe('Why a rule or pack drafts nothing here, by its id').optional(),
    })
    .optional(),
})
