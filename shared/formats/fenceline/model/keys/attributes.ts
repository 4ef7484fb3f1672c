/** The words of the file for the members of the model: one table serves reading and writing. */

import { type Tree, values } from '../../../../core/yaml/printing/tree.ts'
import {
  CERTAINTIES,
  CONFIDENTIALITIES,
  CRITICALITIES,
  IMPACTS,
  LIKELIHOODS,
  MITIGATION_STATUSES,
  STATUSES,
} from '../../../../model/schema.ts'

/** `date`: a day as YYYY-MM-DD; `list`: names in any order; `ordered`: in the file's order; an array: one of these words. */
type AttributeType = 'text' | 'flag' | 'date' | 'list' | 'ordered' | readonly string[]

export interface Attribute {
  readonly key: string
  readonly member: string
  readonly type: AttributeType
}

const attribute = (key: string, member: string, type: AttributeType = 'text'): Attribute => ({
  key,
  member,
  type,
})

const RATINGS: readonly Attribute[] = [
  attribute('confidentiality', 'confidentiality', CONFIDENTIALITIES),
  attribute('integrity', 'integrity', CRITICALITIES),
  attribute('availability', 'availability', CRITICALITIES),
]

export const DATA_ASSET: readonly Attribute[] = [
  attribute('description', 'description'),
  attribute('tags', 'tags', 'list'),
  attribute('origin', 'origin'),
  attribute('owner', 'owner'),
  attribute('quantity', 'quantity'),
  ...RATINGS,
]

export const COMPONENT: readonly Attribute[] = [
  attribute('note', 'note'),
  attribute('description', 'description'),
  attribute('technologies', 'technologies', 'list'),
  attribute('tags', 'tags', 'list'),
  attribute('usage', 'usage'),
  attribute('size', 'size'),
  attribute('machine', 'machine'),
  attribute('encryption', 'encryption'),
  attribute('owner', 'owner'),
  attribute('internet', 'internet', 'flag'),
  attribute('multi_tenant', 'multiTenant', 'flag'),
  attribute('redundant', 'redundant', 'flag'),
  attribute('custom_developed_parts', 'customDeveloped', 'flag'),
  attribute('used_as_client_by_human', 'usedByHuman', 'flag'),
  ...RATINGS,
  attribute('data_assets_processed', 'dataProcessed', 'list'),
  attribute('data_assets_stored', 'dataStored', 'list'),
  attribute('data_formats_accepted', 'formatsAccepted', 'list'),
]

export const FLOW: readonly Attribute[] = [
  attribute('description', 'description'),
  attribute('protocol', 'protocol'),
  attribute('authentication', 'authentication'),
  attribute('authorization', 'authorization'),
  attribute('usage', 'usage'),
  attribute('vpn', 'vpn', 'flag'),
  attribute('ip_filtered', 'ipFiltered', 'flag'),
  attribute('readonly', 'readonly', 'flag'),
  attribute('tags', 'tags', 'list'),
  attribute('data_assets_sent', 'dataSent', 'list'),
  attribute('data_assets_received', 'dataReceived', 'list'),
]

export const BOUNDARY: readonly Attribute[] = [
  attribute('description', 'description'),
  attribute('tags', 'tags', 'list'),
]

export const RISK: readonly Attribute[] = [
  attribute('title', 'title'),
  attribute('description', 'description'),
  attribute('assumption', 'assumption'),
  attribute('mitigation', 'mitigation'),
  attribute('mitigations', 'mitigations', 'list'),
  attribute('likelihood', 'likelihood', LIKELIHOODS),
  attribute('impact', 'impact', IMPACTS),
  attribute('status', 'status', STATUSES),
  attribute('justification', 'justification'),
  attribute('accepted_by', 'acceptedBy'),
  attribute('accepted_until', 'acceptedUntil', 'date'),
  attribute('evidence', 'evidence', 'ordered'),
  attribute('ticket', 'ticket'),
  attribute('owner', 'owner'),
  attribute('question', 'question'),
  attribute('certainty', 'certainty', CERTAINTIES),
]

export const MITIGATION: readonly Attribute[] = [
  attribute('description', 'description'),
  attribute('status', 'status', MITIGATION_STATUSES),
  attribute('ticket', 'ticket'),
  attribute('owner', 'owner'),
  attribute('evidence', 'evidence', 'ordered'),
]

export const SOURCE: readonly Attribute[] = [
  attribute('by', 'by', ['person', 'rules', 'llm']),
  attribute('rule', 'rule'),
  attribute('prompt', 'prompt'),
  attribute('llm', 'llm'),
  attribute('date', 'date'),
  attribute('draft', 'draft'),
  attribute('format', 'format'),
  attribute('id', 'id'),
  attribute('status', 'status'),
  attribute('severity', 'severity'),
]

/** The attributes of an element as pairs of a file; what it does not have is undefined. */
export function pairsOf(
  element: object,
  of: readonly Attribute[],
): (readonly [key: string, value: Tree | undefined])[] {
  const members = element as Readonly<Record<string, unknown>>
  return of.map(({ key, member, type }) => {
    const value = members[member]
    if (Array.isArray(value)) return [key, values(value as string[], type === 'list' ? 'set' : 'value')]
    return [key, typeof value === 'string' || typeof value === 'boolean' ? value : undefined]
  })
}
