/** How the model's words are written on screen. */
import type {
  Category,
  Certainty,
  Kind,
  MitigationStatus,
  RiskSeverity,
  Status,
} from '../../../shared/model/schema.ts'

export const CATEGORY_NAMES: Record<Category, string> = {
  spoofing: 'Spoofing',
  tampering: 'Tampering',
  repudiation: 'Repudiation',
  'information-disclosure': 'Information disclosure',
  'denial-of-service': 'Denial of service',
  'elevation-of-privilege': 'Elevation of privilege',
}

export const STATUS_NAMES: Record<Status, string> = {
  unchecked: 'Unchecked',
  'in-discussion': 'In discussion',
  'in-progress': 'In progress',
  mitigated: 'Mitigated',
  accepted: 'Accepted',
  'false-positive': 'False positive',
  'wont-fix': "Won't fix",
}

export const MITIGATION_STATUS_NAMES: Record<MitigationStatus, string> = {
  planned: 'Planned',
  'in-progress': 'In progress',
  landed: 'Landed',
}

export const KIND_NAMES: Record<Kind, string> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}

export const CERTAINTY_NAMES: Record<Certainty, string> = {
  stated: 'Stated',
  inferred: 'Inferred',
  speculative: 'Speculative',
}

export const SEVERITY_NAMES: Record<RiskSeverity, string> = {
  low: 'Low',
  medium: 'Medium',
  elevated: 'Elevated',
  high: 'High',
  critical: 'Critical',
}

/** "mission-critical" as a person reads it: "Mission critical". */
export function readable(word: string): string {
  const text = word.replaceAll('-', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
