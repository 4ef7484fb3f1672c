/** What a person answered to a finding. Pytm gives four words for it and takes any text. */
import type { Risk, Status } from '../../../model/schema.ts'

/** The first that matches the start of the answer; Markdown around the word is usual. */
const STATUSES: readonly (readonly [RegExp, Status])[] = [
  [/^\W*(?:to be mitigated|to mitigate)\b/iu, 'in-progress'],
  [/^\W*(?:mitigated|fixed|avoided)\b/iu, 'mitigated'],
  [/^\W*(?:accepted|transferred)\b/iu, 'accepted'],
  [/^\W*(?:false[ -]positive|not applicable)\b/iu, 'false-positive'],
]
const TRANSFERRED = 'Transferred: those who use the system have to mitigate it.'

export type Decision = Pick<Risk, 'status'> & Partial<Pick<Risk, 'justification' | 'mitigation'>>

/** An answer of words of its own is one that somebody still talks about. */
export function decisionOf(response: string, mitigation: string): Decision {
  const status =
    STATUSES.find(([pattern]) => pattern.test(response))?.[1] ??
    (response === '' ? 'unchecked' : 'in-discussion')
  const hasMore = /^\W*\w[\w -]{0,14}[^\w\s]*\s\W*\w/u.test(response)
  if (status === 'accepted' || status === 'false-positive') {
    const why = hasMore ? response : /^\W*transferred/iu.test(response) ? TRANSFERRED : ''
    return { status, ...textOf('justification', why), ...textOf('mitigation', mitigation) }
  }
  const done = hasMore && status !== 'unchecked' ? response : ''
  return { status, ...textOf('mitigation', [done, mitigation].filter(Boolean).join('\n\n')) }
}

function textOf<K extends 'justification' | 'mitigation'>(key: K, text: string): Partial<Record<K, string>> {
  return text === '' ? {} : ({ [key]: text } as Record<K, string>)
}
