import { Check, Sparkles, WandSparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { isOpenRemark } from '../../../../shared/triage/remarks.ts'
import { runAction } from '../../../actions/index.ts'
import { draftThreats } from '../../../state/analysis.ts'
import { isUnsaved, useDocument } from '../../../state/document.ts'
import { leftIn, outcomeOf, type Queue, setReview } from '../../../state/review/review.ts'
import { progressOfDocument, questionsIn } from '../../../state/selectors.ts'
import { select, setUi } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Chip } from '../../../ui/Marks.tsx'
import { Kbd } from '../../../ui/Tooltip.tsx'
import { Remarks } from '../adding/Remarks.tsx'
import styles from './EndPage.module.css'

/** What is shown when nothing waits in a queue: where to begin, what is left, or what was achieved. */
export function EndPage({
  document,
  queue,
  search,
}: {
  readonly document: Document
  readonly queue: Queue
  readonly search: string
}) {
  const { targets, analysed, openDrafts, unresolvedRisks } = progressOfDocument(document)
  if (search !== '' && (queue === 'drafts' ? openDrafts : unresolvedRisks) > 0) {
    return (
      <EmptyState
        title="Nothing in the queue matches"
        text={`No threat has "${search}" in its title, target or category.`}
        action={<Button onClick={() => setReview({ search: '' })}>Show the whole queue</Button>}
      />
    )
  }
  if (targets === 0) {
    return <EmptyState title="Nothing to review" text="Draw or type components and flows first." />
  }
  if (
    document.drafts.length === 0 &&
    !document.remarks?.some(isOpenRemark) &&
    document.model.risks.length === 0 &&
    analysed === 0
  ) {
    return (
      <EmptyState
        title="No threats yet"
        text="Draft them from the rules: offline, at once, and the same every time. Nothing enters the model until you keep it."
        action={
          <>
            <Button variant="primary" icon={WandSparkles} onClick={() => draftThreats()}>
              Draft threats
            </Button>
            <Button variant="quiet" icon={Sparkles} onClick={() => void runAction('llm.draft')}>
              Draft with the language model
            </Button>
          </>
        }
      />
    )
  }
  return <Outcome document={document} queue={queue} />
}

function Outcome({ document, queue }: { readonly document: Document; readonly queue: Queue }) {
  const { tickets, accepted, wontFix, mitigated, rejected, notApplicable } = outcomeOf(document.model)
  const { targets } = progressOfDocument(document)
  const left = leftIn(document)
  const { isDone } = left
  const unsaved = useDocument(isUnsaved)
  const made: readonly (readonly [number, string, ReactNode?])[] = [
    [tickets.length, tickets.length === 1 ? 'ticket' : 'tickets', <Tickets key="tickets" ids={tickets} />],
    [accepted, 'accepted'],
    [wontFix, "won't fix"],
    [mitigated, 'mitigated'],
    [rejected, 'rejected'],
    [notApplicable, 'not applicable'],
  ]
  const title = isDone
    ? 'The review is finished'
    : queue === 'drafts'
      ? 'No draft is open'
      : 'Every risk is resolved'
  return (
    <div className={styles.page}>
      <span className={styles.sign} data-done={isDone || undefined}>
        <Check size={20} aria-hidden />
      </span>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>
        {isDone
          ? `All ${plural(targets, 'target')} are analysed and every risk has a ticket or a decision.`
          : 'What was decided so far, and what is left.'}
      </p>
      <dl className={styles.made}>
        {made
          .filter(([count]) => count > 0)
          .map(([count, words, more]) => (
            <div key={words}>
              <dt>{count}</dt>
              <dd>
                {words}
                {more}
              </dd>
            </div>
          ))}
      </dl>
      <ul className={styles.left}>
        {left.drafts > 0 && queue === 'unresolved' ? (
          <Left words={`${plural(left.drafts, 'draft')} not reviewed`} action="Review them" to="drafts" />
        ) : null}
        {left.risks > 0 && queue === 'drafts' ? (
          <Left
            words={`${plural(left.risks, 'risk')} without a decision`}
            action="Resolve them"
            to="unresolved"
          />
        ) : null}
        {left.targets > 0 ? (
          <li>
            <span>{plural(left.targets, 'target')} not marked analysed</span>
            <Button onClick={() => void runAction('review.all-analysed')}>
              Mark analysed <Kbd keys="Shift+D" />
            </Button>
          </li>
        ) : null}
        {left.remarks > 0 ? (
          <li>
            <span>{`${plural(left.remarks, 'remark')} of the language model ${left.remarks === 1 ? 'waits' : 'wait'}`}</span>
          </li>
        ) : null}
      </ul>
      <Remarks document={document} />
      <Questions document={document} />
      <div className={styles.buttons}>
        <Button
          variant={isDone && unsaved ? 'primary' : 'quiet'}
          disabled={!unsaved}
          onClick={() => void runAction('file.save')}
        >
          {unsaved ? 'Save' : 'Saved'} {unsaved ? <Kbd keys="Mod+S" /> : null}
        </Button>
        <Button variant="quiet" onClick={() => void runAction('review.add')}>
          Add a risk <Kbd keys="R" />
        </Button>
        <Button variant="quiet" onClick={() => draftThreats()}>
          Draft again
        </Button>
        <Button variant="quiet" icon={Sparkles} onClick={() => void runAction('llm.questions')}>
          Ask business-logic questions
        </Button>
      </div>
    </div>
  )
}

function Left({
  words,
  action,
  to,
}: {
  readonly words: string
  readonly action: string
  readonly to: Queue
}) {
  return (
    <li>
      <span>{words}</span>
      <Button
        onClick={() => {
          setReview({ queue: to, ask: null, search: '' })
          setUi({ focusedThreat: null })
        }}
      >
        {action}
      </Button>
    </li>
  )
}

/** What the model does not say; the answer goes into the inspector of the target. */
function Questions({ document }: { readonly document: Document }) {
  const questions = [...questionsIn(document).values()].flat()
  if (questions.length === 0) return null
  return (
    <details className={styles.questions}>
      <summary>{plural(questions.length, 'question')} the model leaves open</summary>
      <ul>
        {questions.map(({ target, attribute, question }) => (
          <li key={`${target} ${attribute}`}>
            <button
              type="button"
              onClick={() => {
                setUi({ mode: 'draw' })
                select([target])
                reveal([target])
              }}
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

const SHOWN = 12

function Tickets({ ids }: { readonly ids: readonly string[] }) {
  return (
    <span className={styles.tickets}>
      {ids.slice(0, SHOWN).map((id) => (
        <Chip key={id}>{id}</Chip>
      ))}
      {ids.length > SHOWN ? `and ${ids.length - SHOWN} more` : null}
    </span>
  )
}
