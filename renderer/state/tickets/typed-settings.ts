import type { TrackerSettings } from '../../../shared/protocol/tickets.ts'

const FIELDS = ['address', 'project', 'label', 'account', 'issueType'] as const

/**
 * What a form shows once settings were saved: the saved words, but those typed since stay. `before` is what
 * was saved until then, `sent` what the form asked to save; null when the change came from elsewhere.
 */
export function takeSaved(
  typed: TrackerSettings,
  before: TrackerSettings,
  saved: TrackerSettings,
  sent: TrackerSettings | null,
): TrackerSettings {
  const fields = FIELDS.map((field) => {
    const isTaken = typed[field] === before[field] || typed[field] === sent?.[field]
    return [field, isTaken ? saved[field] : typed[field]] as const
  })
  return { ...saved, ...Object.fromEntries(fields) }
}
