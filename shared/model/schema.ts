/**
 * The threat model as data. Attributes that a person has not stated are absent, never defaulted:
 * an unknown attribute is a question, not a fact. Words and value lists are Threagile's
 * (https://github.com/Threagile/threagile, MIT) where Threagile has them.
 */
import { z } from 'zod'

export const CATEGORIES = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
] as const
export const KINDS = ['external', 'process', 'store'] as const
export const STATUSES = [
  'unchecked',
  'in-discussion',
  'in-progress',
  'mitigated',
  'accepted',
  'false-positive',
  'wont-fix',
] as const
/** How far a mitigation has come: intended, being built, or in the system. */
export const MITIGATION_STATUSES = ['planned', 'in-progress', 'landed'] as const
export const CONFIDENTIALITIES = [
  'public',
  'internal',
  'restricted',
  'confidential',
  'strictly-confidential',
] as const
/** Integrity and availability share one scale. */
export const CRITICALITIES = ['archive', 'operational', 'important', 'critical', 'mission-critical'] as const
export const CERTAINTIES = ['stated', 'inferred', 'speculative'] as const
export const LIKELIHOODS = ['unlikely', 'likely', 'very-likely', 'frequent'] as const
export const IMPACTS = ['low', 'medium', 'high', 'very-high'] as const
export const SEVERITIES = ['low', 'medium', 'elevated', 'high', 'critical'] as const

export const categorySchema = z.enum(CATEGORIES)
export const kindSchema = z.enum(KINDS)
export const statusSchema = z.enum(STATUSES)
const mitigationStatusSchema = z.enum(MITIGATION_STATUSES)
const confidentialitySchema = z.enum(CONFIDENTIALITIES)
const criticalitySchema = z.enum(CRITICALITIES)
export const certaintySchema = z.enum(CERTAINTIES)
const likelihoodSchema = z.enum(LIKELIHOODS)
const impactSchema = z.enum(IMPACTS)
export const riskSeveritySchema = z.enum(SEVERITIES)

const names = z.array(z.string()).readonly()

export const dataAssetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
    confidentiality: confidentialitySchema.optional(),
    integrity: criticalitySchema.optional(),
    availability: criticalitySchema.optional(),
    quantity: z.string().optional(),
    origin: z.string().optional(),
    owner: z.string().optional(),
    tags: names,
  })
  .readonly()

export const componentSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: kindSchema,
    /** Id of the zone that directly holds it; null is outside. */
    zone: z.string().nullable(),
    description: z.string().optional(),
    /** A short remark shown with the title, verbatim: `(third party)` in the plain-text DFD. */
    note: z.string().optional(),
    technologies: names,
    tags: names,
    machine: z.string().optional(),
    encryption: z.string().optional(),
    size: z.string().optional(),
    usage: z.string().optional(),
    owner: z.string().optional(),
    internet: z.boolean().optional(),
    multiTenant: z.boolean().optional(),
    redundant: z.boolean().optional(),
    customDeveloped: z.boolean().optional(),
    usedByHuman: z.boolean().optional(),
    confidentiality: confidentialitySchema.optional(),
    integrity: criticalitySchema.optional(),
    availability: criticalitySchema.optional(),
    dataProcessed: names,
    dataStored: names,
    formatsAccepted: names,
    /** Why it is not analysed; absent when it is in scope. */
    outOfScope: z.string().optional(),
  })
  .readonly()

export const flowSchema = z
  .object({
    /** Unique among the flows that leave `from`; the flow's ref is `<from>><id>`. */
    id: z.string(),
    from: z.string(),
    to: z.string(),
    title: z.string(),
    description: z.string().optional(),
    /** Threagile's word or any other, as written; `technology.ts` knows which are encrypted. */
    protocol: z.string().optional(),
    authentication: z.string().optional(),
    authorization: z.string().optional(),
    usage: z.string().optional(),
    vpn: z.boolean().optional(),
    ipFiltered: z.boolean().optional(),
    readonly: z.boolean().optional(),
    dataSent: names,
    dataReceived: names,
    tags: names,
  })
  .readonly()

export const boundarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    /** A zone encloses components and zones; a line is crossed by the flows it names. */
    kind: z.enum(['zone', 'line']),
    /** Threagile's boundary type of a zone (`network-cloud-provider` ...). */
    type: z.string().optional(),
    description: z.string().optional(),
    /** Id of the enclosing zone; null for lines and for zones directly in outside. */
    parent: z.string().nullable(),
    /** Refs of the flows a line crosses; empty for zones. */
    crossedBy: names,
    tags: names,
  })
  .readonly()

const sourceSchema = z
  .object({
    by: z.enum(['person', 'rules', 'llm']),
    rule: z.string().optional(),
    prompt: z.string().optional(),
    llm: z.string().optional(),
    date: z.string().optional(),
    /** Key of the draft it was: says that it was decided, whatever words it has by now. */
    draft: z.string().optional(),
    /** Format of another tool's file that it came with; the next three are that file's words, verbatim. */
    format: z.string().optional(),
    id: z.string().optional(),
    status: z.string().optional(),
    severity: z.string().optional(),
  })
  .readonly()

export const riskSchema = z
  .object({
    id: z.string(),
    /** A component id, a flow ref, or `boundary:<id>`. */
    target: z.string(),
    category: categorySchema,
    /** Empty where the file gives only a description. */
    title: z.string(),
    description: z.string().optional(),
    assumption: z.string().optional(),
    mitigation: z.string().optional(),
    status: statusSchema,
    /** Why it is accepted, won't be fixed or is false. */
    justification: z.string().optional(),
    /** Who accepted it. */
    acceptedBy: z.string().optional(),
    /** ISO date (YYYY-MM-DD) of the last day on which the acceptance holds; absent: it does not end. */
    acceptedUntil: z.string().optional(),
    /** Links, commits or words that show that it is mitigated; absent where there are none. */
    evidence: names.optional(),
    /** Ids of the model's mitigations that answer it, besides what `mitigation` says; absent where there are none. */
    mitigations: names.optional(),
    ticket: z.string().optional(),
    owner: z.string().optional(),
    likelihood: likelihoodSchema.optional(),
    impact: impactSchema.optional(),
    certainty: certaintySchema.optional(),
    /** What has to be found out before it can be decided; gone once somebody knows. */
    question: z.string().optional(),
    source: sourceSchema.optional(),
  })
  .readonly()

/** What is done against threats: one mitigation answers many risks, and a risk can need many. */
export const mitigationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
    status: mitigationStatusSchema,
    ticket: z.string().optional(),
    owner: z.string().optional(),
    /** Links, commits or words that show that it landed. */
    evidence: names,
  })
  .readonly()

const rejectedSchema = z
  .object({
    category: categorySchema,
    title: z.string(),
    reason: z.string(),
    /** The draft's key, so that the same draft is not offered again. */
    key: z.string(),
  })
  .readonly()

export const analysisSchema = z
  .object({
    target: z.string(),
    /** ISO date (YYYY-MM-DD) of the last review. */
    reviewed: z.string().optional(),
    fingerprint: z.string().optional(),
    /** Reason by category. */
    notApplicable: z.partialRecord(categorySchema, z.string()).readonly(),
    rejected: z.array(rejectedSchema).readonly(),
    /** What was said to questions about what is missing, by the question's id. */
    answered: z.record(z.string(), z.string()).readonly().optional(),
    /** Why the target is not analysed; counts as analysed. */
    outOfScope: z.string().optional(),
  })
  .readonly()

export const modelSchema = z
  .object({
    title: z.string(),
    description: z.string().optional(),
    dataAssets: z.array(dataAssetSchema).readonly(),
    components: z.array(componentSchema).readonly(),
    flows: z.array(flowSchema).readonly(),
    boundaries: z.array(boundarySchema).readonly(),
    risks: z.array(riskSchema).readonly(),
    // What an older version kept for recovery has none.
    mitigations: z.array(mitigationSchema).readonly().default([]),
    analyses: z.array(analysisSchema).readonly(),
    notes: names,
    /** Ids of packs of rules that are used besides those that always are. */
    rulePacks: names.optional(),
    /** By the id of a rule or pack that drafts nothing here: why. */
    rulesOff: z.record(z.string(), z.string()).readonly().optional(),
  })
  .readonly()

const FLAG_KINDS = ['not-in-diagram', 'likely-fiction'] as const
/** A doubt about a draft's words, shown with it; it never removes the draft. */
const flagSchema = z.object({ kind: z.enum(FLAG_KINDS), text: z.string() }).readonly()

/** A threat nobody has reviewed; it lives beside the model, never in it. */
export const draftSchema = z
  .object({
    id: z.string(),
    /** Says "the same draft" across runs: hash of target, category and what proposed it. */
    key: z.string(),
    target: z.string(),
    category: categorySchema,
    title: z.string(),
    description: z.string(),
    assumption: z.string(),
    mitigation: z.string(),
    certainty: certaintySchema,
    severity: riskSeveritySchema,
    /** Ids of the rules that fired, the strongest first. */
    rules: names,
    /** The facts of this target that made them fire, in words. */
    facts: names,
    /** Refs of the elements that a language model's draft rests on. */
    evidence: names.exactOptional(),
    flags: z.array(flagSchema).readonly().exactOptional(),
    source: sourceSchema,
  })
  .readonly()

const REMARK_KINDS = ['not-applicable', 'cannot-assess', 'question'] as const
/** What a language model says that is no threat: a person takes it into the model or dismisses it. */
export const remarkSchema = z
  .object({
    /** Hash of target, category, kind and words: the same remark across runs. */
    id: z.string(),
    kind: z.enum(REMARK_KINDS),
    /** A component id or a flow ref. */
    target: z.string(),
    /** Of `not-applicable` and `cannot-assess`; a question may name one. */
    category: categorySchema.exactOptional(),
    /** The reason, what would be needed, or the question. */
    text: z.string(),
    /** Why the question matters. */
    why: z.string().exactOptional(),
    /** A person wants to hear no more of it: kept so that it does not come again, and shown nowhere. */
    dismissed: z.literal(true).exactOptional(),
    source: sourceSchema,
  })
  .readonly()

export type Category = z.infer<typeof categorySchema>
export type Kind = z.infer<typeof kindSchema>
export type Status = z.infer<typeof statusSchema>
export type MitigationStatus = z.infer<typeof mitigationStatusSchema>
export type Confidentiality = z.infer<typeof confidentialitySchema>
export type Criticality = z.infer<typeof criticalitySchema>
export type Certainty = z.infer<typeof certaintySchema>
export type RiskSeverity = z.infer<typeof riskSeveritySchema>
export type DataAsset = z.infer<typeof dataAssetSchema>
export type Component = z.infer<typeof componentSchema>
export type Flow = z.infer<typeof flowSchema>
export type Boundary = z.infer<typeof boundarySchema>
export type Source = z.infer<typeof sourceSchema>
export type Risk = z.infer<typeof riskSchema>
export type Mitigation = z.infer<typeof mitigationSchema>
export type Rejected = z.infer<typeof rejectedSchema>
export type Analysis = z.infer<typeof analysisSchema>
export type Model = z.infer<typeof modelSchema>
export type Flag = z.infer<typeof flagSchema>
export type Draft = z.infer<typeof draftSchema>
export type Remark = z.infer<typeof remarkSchema>

export const EMPTY_MODEL: Model = {
  title: 'Threat model',
  dataAssets: [],
  components: [],
  flows: [],
  boundaries: [],
  risks: [],
  mitigations: [],
  analyses: [],
  notes: [],
}
