import { titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { keep, unreject } from '../../state/analysis.ts'
import { CERTAINTY_NAMES } from '../../state/labels.ts'
import { reviewThreat } from '../../state/review.ts'
import { statusWords, type Threat } from '../../state/threats.ts'
import { CategoryMark, SeverityMark } from '../../ui/Marks.tsx'
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
  onTake,
}: {
  readonly id: string
  readonly index: number
  readonly model: Model
  readonly threat: Threat
  readonly inHand: boolean
  readonly onTake: (threat: Threat) => void
}) {
  const words = threat.kind === 'draft' ? threat.draft : threat.kind === 'risk' ? threat.risk : null
  const certainty = words?.certainty
  const reason =
    threat.kind === 'rejected'
      ? threat.rejected.reason
      : threat.kind === 'risk'
        ? threat.risk.justification
        : undefined
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: see the grid
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={inHand}
      className={styles.row}
      data-kind={threat.kind}
      style={{ top: index * ROW_HEIGHT }}
      onClick={() => onTake(threat)}
      onDoubleClick={() => reviewThreat(threat)}
    >
      <Cell>{threat.severity ? <SeverityMark severity={threat.severity} /> : null}</Cell>
      <Cell>
        <CategoryMark category={threat.category} />
      </Cell>
      <Cell title={titleOf(model, threat.target)}>{titleOf(model, threat.target)}</Cell>
      <Cell title={threat.title}>{threat.title}</Cell>
      <Cell>{certainty ? CERTAINTY_NAMES[certainty] : null}</Cell>
      <Cell title={reason}>
        {statusWords(threat)}
        {reason ? `: ${reason}` : null}
      </Cell>
      <Cell>{threat.kind === 'risk' ? threat.risk.ticket : null}</Cell>
      <Quick threat={threat} />
    </div>
  )
}

function Cell({
  title,
  children,
}: {
  readonly title?: string | undefined
  readonly children: React.ReactNode
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: see the grid
    <span role="gridcell" title={title}>
      {children}
    </span>
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
