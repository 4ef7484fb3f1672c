import type { Document } from '../../../../shared/model/document.ts'
import { passOfRisk } from '../../../../shared/triage/passes.ts'
import { findAction, runAction } from '../../../actions/index.ts'
import type { AddItem } from '../../../state/review/queues.ts'
import { countInScope } from '../../../state/review/review.ts'
import { useReview } from '../../../state/review/store.ts'
import type { Threat } from '../../../state/threats/threats.ts'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import styles from './Decisions.module.css'
import { ScopeRow } from './ScopeRow.tsx'

type Choices = readonly (readonly [id: string, label: string])[]

/** First what the pass asks, each question a row of its own; then what can be decided at once, and about more. */
interface Offered {
  readonly asked: readonly Choices[]
  readonly atOnce: Choices
  readonly wider: Choices
}

const ADD = ['review.add-risk', 'Add a risk here'] as const
const EDIT = ['review.edit', 'Edit'] as const
const RESOLVE: Choices = [
  ['review.ticket', 'Ticket'],
  ['review.accept', 'Accept risk'],
  ['review.wont-fix', "Won't fix"],
  ['review.mitigated', 'Mitigated'],
]
const TEST: Choices = [
  ['review.true', 'Yes'],
  ['review.false', 'No'],
  ['review.unknown', 'Unknown'],
]

const OFFERED: Readonly<Record<'draft' | 'test' | 'resolve' | 'question' | 'remark' | 'proposal', Offered>> =
  {
    draft: {
      asked: [
        [
          ['review.reject', 'Reject'],
          ['review.keep', 'Keep'],
          ['review.not-applicable', 'Not applicable'],
          EDIT,
        ],
      ],
      atOnce: [['review.ticket', 'Keep with ticket'], ...RESOLVE.slice(1)],
      wider: [
        ['review.target-analysed', 'Mark target analysed'],
        ['review.all-analysed', 'Mark everything left analysed'],
        ADD,
      ],
    },
    test: { asked: [TEST], atOnce: [...RESOLVE, EDIT, ADD], wider: [] },
    resolve: { asked: [RESOLVE], atOnce: [['review.reject', 'Reject'], EDIT, ADD], wider: [] },
    question: {
      asked: [
        [
          ['review.add-found', 'Add risk'],
          ['review.covered', 'Covered'],
          ['review.skip', 'Skip'],
        ],
      ],
      atOnce: [],
      wider: [],
    },
    remark: { asked: [remarkChoices('Answer')], atOnce: [], wider: [] },
    proposal: { asked: [remarkChoices('Accept')], atOnce: [], wider: [] },
  }

function remarkChoices(answer: string): Choices {
  return [
    ['review.add-found', 'Add risk'],
    ['review.covered', answer],
    ['review.skip', 'Dismiss'],
  ]
}

/** What can be decided about what is in hand, each with its key. */
export function Decisions({
  document,
  item,
}: {
  readonly document: Document
  readonly item: Threat | AddItem
}) {
  useReview((state) => state.scope)
  const { asked, atOnce, wider } = offeredFor(item)
  const count = countInScope()
  return (
    <footer className={styles.footer}>
      <ScopeRow document={document} />
      {asked.map((choices) => (
        <div key={choices[0]?.[0]} className={styles.grid} data-three={choices.length === 3 ? '' : undefined}>
          {choices.map(([id, label]) => (
            <Decision key={id} id={id} label={label} count={SINGLE.has(id) ? 1 : count} />
          ))}
        </div>
      ))}
      {atOnce.length > 0 ? (
        <div className={styles.atOnce}>
          {atOnce.map(([id, label]) => (
            <Decision key={id} id={id} label={label} count={SINGLE.has(id) ? 1 : count} />
          ))}
        </div>
      ) : null}
      {wider.length > 0 ? (
        <div className={styles.wider}>
          {wider.map(([id, label]) => (
            <Decision key={id} id={id} label={label} count={1} />
          ))}
        </div>
      ) : null}
    </footer>
  )
}

/** About the one in hand alone. */
const SINGLE: ReadonlySet<string> = new Set([
  'review.edit',
  'review.unknown',
  'review.add-risk',
  'review.add-found',
])

function offeredFor(item: Threat | AddItem): Offered {
  if (item.kind === 'missing') return OFFERED.question
  if (item.kind === 'remark') return item.remark.kind === 'not-applicable' ? OFFERED.proposal : OFFERED.remark
  if (item.kind !== 'risk') return OFFERED.draft
  if (passOfRisk(item.risk) === 'test') return OFFERED.test
  const { resolve } = OFFERED
  // Somebody may know by now.
  return item.risk.question === undefined ? resolve : { ...resolve, asked: [TEST, ...resolve.asked] }
}

function Decision({
  id,
  label,
  count,
}: {
  readonly id: string
  readonly label: string
  readonly count: number
}) {
  const key = findAction(id)?.keys?.[0]
  return (
    <button
      type="button"
      className={styles.decision}
      aria-keyshortcuts={key}
      onClick={(event) => {
        // The next one is in hand; its card gets the focus, not this button again.
        event.currentTarget.blur()
        void runAction(id)
      }}
    >
      <span>{count > 1 ? `${label} ${count}` : label}</span>
      {key === undefined ? null : <Kbd keys={key} />}
    </button>
  )
}
