import { findAction, runAction } from '../../../actions/index.ts'
import { useDocument } from '../../../state/document.ts'
import type { Threat } from '../../../state/threats.ts'
import { Kbd } from '../../../ui/Tooltip.tsx'
import styles from './Decisions.module.css'

const DRAFT = [
  ['review.ticket', 'Keep with ticket'],
  ['review.keep', 'Keep'],
  ['review.reject', 'Reject'],
  ['review.not-applicable', 'Not applicable'],
  ['review.accept', 'Accept risk'],
  ['review.wont-fix', "Won't fix"],
  ['review.mitigated', 'Mitigated'],
  ['review.edit', 'Edit'],
] as const

const RISK = DRAFT.filter(([id]) => id !== 'review.keep' && id !== 'review.not-applicable').map(
  ([id, label]) => [id, id === 'review.ticket' ? 'Ticket' : label] as const,
)

const WIDER = [
  ['review.target-analysed', 'Mark target analysed'],
  ['review.all-analysed', 'Mark everything left analysed'],
  ['review.add', 'Add a risk here'],
] as const

/** What can be decided about the threat in hand, each with its key. */
export function Decisions({ threat }: { readonly threat: Threat }) {
  const readOnly = useDocument((state) => state.readOnly)
  if (readOnly)
    return <p className={styles.readOnly}>This model cannot be written, so nothing can be decided.</p>
  return (
    <footer className={styles.footer}>
      <div className={styles.grid}>
        {(threat.kind === 'draft' ? DRAFT : RISK).map(([id, label]) => (
          <Decision key={id} id={id} label={label} />
        ))}
      </div>
      <div className={styles.wider}>
        {(threat.kind === 'draft' ? WIDER : WIDER.slice(2)).map(([id, label]) => (
          <Decision key={id} id={id} label={label} />
        ))}
      </div>
    </footer>
  )
}

function Decision({ id, label }: { readonly id: string; readonly label: string }) {
  const key = findAction(id)?.keys?.[0]
  return (
    <button
      type="button"
      className={styles.decision}
      aria-keyshortcuts={key}
      onClick={(event) => {
        // The next threat is in hand; its card gets the focus, not this button again.
        event.currentTarget.blur()
        void runAction(id)
      }}
    >
      <span>{label}</span>
      {key === undefined ? null : <Kbd keys={key} />}
    </button>
  )
}
