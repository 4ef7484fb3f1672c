import { ChevronDown, ChevronRight } from 'lucide-react'
import { plural } from '../../../shared/core/text.ts'
import type { GroupDecision, TableRow } from '../../state/threats/groups.ts'
import { DraftMarks } from '../../ui/marks/DraftMarks.tsx'
import { CategoryMark, SeverityMark } from '../../ui/marks/Marks.tsx'
import styles from './Threats.module.css'

export type GroupRowData = Extract<TableRow, { kind: 'group' }>

const QUICK: readonly (readonly [GroupDecision, string])[] = [
  ['keep', 'Keep all'],
  ['accept', 'Accept all'],
  ['reject', 'Reject all'],
]

/** The same threat over many targets: one row that opens, and one decision for all. */
export function GroupRow({
  id,
  index,
  group: { title, members, isOpen },
  inHand,
  onTake,
  onToggle,
  onDecide,
}: {
  readonly id: string
  readonly index: number
  readonly group: GroupRowData
  readonly inHand: boolean
  readonly onTake: () => void
  readonly onToggle: () => void
  readonly onDecide: (decision: GroupDecision) => void
}) {
  const [first] = members
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={inHand}
      aria-expanded={isOpen}
      className={styles.row}
      data-kind="group"
      onClick={onTake}
      onDoubleClick={onToggle}
    >
      <td>{first?.severity ? <SeverityMark severity={first.severity} /> : null}</td>
      <td>{first ? <CategoryMark category={first.category} /> : null}</td>
      <td>
        <button
          type="button"
          tabIndex={-1}
          className={styles.toggle}
          aria-label={`${isOpen ? 'Close' : 'Open'} the group ${title}`}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
        >
          <Icon size={14} aria-hidden />
          {plural(members.length, 'target')}
        </button>
      </td>
      <td title={title}>
        <span className={styles.cell}>
          <span className={styles.words}>{title}</span>
          {first ? <DraftMarks draft={first.draft} /> : null}
        </span>
      </td>
      <td />
      <td>Draft</td>
      <td>
        <span className={styles.quick}>
          {QUICK.map(([decision, label]) => (
            <button
              key={decision}
              type="button"
              tabIndex={-1}
              onClick={(event) => {
                event.stopPropagation()
                onDecide(decision)
              }}
            >
              {label}
            </button>
          ))}
        </span>
      </td>
    </tr>
  )
}
