import { Fragment } from 'react'
import type { Model, Risk } from '../../../../shared/model/schema.ts'
import { mitigationsOf } from '../../../../shared/triage/decisions.ts'
import { isExpired } from '../../../../shared/triage/resolution.ts'
import { MITIGATION_STATUS_NAMES } from '../../../state/elements/labels.ts'
import { today } from '../../../state/resolutions/today.ts'

/** What was decided on a risk and what shows it, as rows of a list of parts. */
export function Resolution({ model, risk }: { readonly model: Model; readonly risk: Risk }) {
  const { acceptedBy, acceptedUntil, justification, evidence = [], status } = risk
  const ended = isExpired(risk, today())
  const until = acceptedUntil && `${ended ? 'Expired on' : 'Until'} ${acceptedUntil}`
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Why', justification],
    ['Accepted', status === 'accepted' ? [acceptedBy, until].filter(Boolean).join(', ') : undefined],
    ...mitigationsOf(model, risk).map(
      ({ title, status: word }) => ['Mitigated by', `${title} (${MITIGATION_STATUS_NAMES[word]})`] as const,
    ),
    ...evidence.map((text) => ['Evidence', text] as const),
  ]
  return rows.map(([name, text]) =>
    text ? (
      <Fragment key={`${name} ${text}`}>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </Fragment>
    ) : null,
  )
}
