import { titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { CERTAINTY_NAMES } from '../../state/elements/labels.ts'
import { reviewThreat } from '../../state/review/review.ts'
import { keep, unreject } from '../../state/threats/analysis.ts'
import { statusWords, type Threat } from '../../state/threats/threats.ts'
import { DraftMarks } from '../../ui/marks/DraftMarks.tsx'
import { CategoryMark, SeverityMark } from '../../ui/marks/Marks.tsx'
import styles from './Threats.module.css'

/** Pixels; every row has it, so that only the visible ones are drawn. */
export const ROW_HEIGHT = 30

/** One threat in a line, with its quick decisions under the pointer and in the row in hand. */
export function Row({
  id,
  index,
  model,
  threat,
  inHand,
  inGroup,
  onTake,
}: {
  readonly id: string
  readonly index: number
  readonly model: Model
  readonly threat: Threat
  readonly inHand: boolean
  /** It is listed below its group. */
  readonly inGroup: boolean
  readonly onTake: () => void
}) {
  const words = threat.kind === 'draft' ? threat.draft : threat.kind === 'risk' ? threat.risk : null
  const certainty = words?.certainty
  const reason =
    threat.kind === 'rejected'
      ? threat.rejected.reason
      : threat.kind === 'risk'
        ? threat.risk.justification
        : undefined
  const decision = reason ? `${statusWords(threat)}: ${reason}` : statusWords(threat)
  const target = titleOf(model, threat.target)
  const ticket = threat.kind === 'risk' ? threat.risk.ticket : undefined
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={inHand}
      className={styles.row}
      data-kind={threat.kind}
      data-member={inGroup || undefined}
      onClick={onTake}
      onDoubleClick={() => reviewThreat(threat)}
    >
      <td>{threat.severity ? <SeverityMark severity={threat.severity} /> : null}</td>
      <td>
        <CategoryMark category={threat.category} />
      </td>
      <td title={target}>{target}</td>
      <td title={threat.title}>
        <span className={styles.cell}>
          <span className={styles.words}>{threat.title}</span>
          {threat.kind === 'draft' ? <DraftMarks draft={threat.draft} /> : null}
        </span>
      </td>
      <td>{certainty ? CERTAINTY_NAMES[certainty] : null}</td>
      <td title={decision}>{decision}</td>
      <td title={ticket}>
        {ticket}
        <Quick threat={threat} />
      </td>
    </tr>
  )
}

/** For the pointer; the same decisions have keys, so they are no tab stops. */
function Quick({ threat }: { readonly threat: Threat }) {
  const choices: readonly (readonly [string, () => void])[] =
    threat.kind === 'rejected'
      ? [['Restore', () => unreject(threat)]]
      : threat.kind === 'draft'
        ? [
            ['Keep', () => keep(threat)],
            ['Ticket', () => reviewThreat(threat, 'ticket')],
            ['Reject', () => reviewThreat(threat, 'reject')],
          ]
        : threat.resolved
          ? [['Edit', () => reviewThreat(threat, 'edit')]]
          : [
              ['Ticket', () => reviewThreat(threat, 'ticket')],
              ['Accept', () => reviewThreat(threat, 'accept')],
            ]
  return (
    <span className={styles.quick}>
      {choices.map(([label, run]) => (
        <button
          key={label}
          type="button"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            run()
          }}
        >
          {label}
        </button>
      ))}
    </span>
  )
}
