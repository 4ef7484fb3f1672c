import { Check, Sparkles } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { runAction } from '../../../actions/index.ts'
import { isUnsaved, useDocument } from '../../../state/document.ts'
import { leftIn, outcomeOf } from '../../../state/review/outcome.ts'
import { askSkipped } from '../../../state/review/review.ts'
import { goTo, type Pass, useReview } from '../../../state/review/store.ts'
import { progressOfDocument, questionsIn } from '../../../state/selectors.ts'
import { draftThreats } from '../../../state/threats/analysis.ts'
import { useOffersTickets } from '../../../state/tickets/filing.ts'
import { select, setUi } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { Chip } from '../../../ui/marks/Marks.tsx'
import styles from './End.module.css'

/** The last page: what a review came to, what is left of it, and what follows. */
export function Summary({ document, ref }: { readonly document: Document; readonly ref: Ref<HTMLElement> }) {
  const skipped = useReview((state) => state.skipped)
  const left = leftIn(document, skipped)
  const { isDone } = left
  const { targets } = progressOfDocument(document)
  return (
    <section ref={ref} tabIndex={-1} className={styles.page} aria-labelledby="summary">
      <span className={styles.sign} data-done={isDone || undefined}>
        <Check size={20} aria-hidden />
      </span>
      <h2 id="summary" className={styles.title}>
        {isDone ? 'The review is finished' : 'What the review came to'}
      </h2>
      <p className={styles.text}>
        {isDone
          ? `All ${plural(targets, 'target')} are analysed and every risk has a ticket or a decision.`
          : 'What was decided so far, and what is left.'}
      </p>
      <Made document={document} />
      <ul className={styles.left} aria-label="What is left">
        <Left
          count={left.prune}
          words={`${plural(left.prune, 'draft')} not reviewed`}
          action="Prune"
          to="prune"
        />
        <Left
          count={left.test}
          words={`${plural(left.test, 'assumption')} not tested`}
          action="Pressure-test"
          to="test"
        />
        <Left
          count={left.add}
          words={`${plural(left.add, 'question')} not answered`}
          action="Answer"
          to="add"
        />
        <Left
          count={left.resolve}
          words={`${plural(left.resolve, 'risk')} without a decision`}
          action="Resolve"
          to="resolve"
        />
        {left.targets > 0 ? (
          <li>
            <span>{plural(left.targets, 'target')} not marked analysed</span>
            <Button onClick={() => void runAction('review.all-analysed')}>
              Mark analysed <Kbd keys="Shift+D" />
            </Button>
          </li>
        ) : null}
        {left.skipped > 0 ? (
          <li>
            <span>{plural(left.skipped, 'question')} skipped</span>
            <Button onClick={askSkipped}>Ask again</Button>
          </li>
        ) : null}
      </ul>
      <Questions document={document} />
      <Next isDone={isDone} />
    </section>
  )
}

function Made({ document }: { readonly document: Document }) {
  const {
    tickets,
    accepted,
    acceptedUntil,
    wontFix,
    mitigated,
    rejected,
    notApplicable,
    answered,
    analysed,
  } = outcomeOf(document)
  const made: readonly (readonly [number, string, ReactNode?])[] = [
    [tickets.length, tickets.length === 1 ? 'ticket' : 'tickets', <Tickets key="tickets" ids={tickets} />],
    [accepted, 'accepted', <Accepted key="accepted" until={acceptedUntil} />],
    [wontFix, "won't fix"],
    [mitigated, 'mitigated'],
    [rejected, 'rejected'],
    [notApplicable, 'not applicable'],
    [answered, answered === 1 ? 'question answered' : 'questions answered'],
    [analysed, analysed === 1 ? 'target analysed' : 'targets analysed'],
  ]
  return (
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
  )
}

function Left({
  count,
  words,
  action,
  to,
}: {
  readonly count: number
  readonly words: string
  readonly action: string
  readonly to: Pass
}) {
  if (count === 0) return null
  return (
    <li>
      <span>{words}</span>
      <Button onClick={() => goTo(to)}>{action}</Button>
    </li>
  )
}

/** What is there to do with a reviewed model. */
function Next({ isDone }: { readonly isDone: boolean }) {
  const offersTickets = useOffersTickets()
  const unsaved = useDocument(isUnsaved)
  return (
    <div className={styles.buttons}>
      <Button
        variant={isDone && unsaved ? 'primary' : 'quiet'}
        disabled={!unsaved}
        onClick={() => void runAction('file.save')}
      >
        {unsaved ? 'Save' : 'Saved'} {unsaved ? <Kbd keys="Mod+S" /> : null}
      </Button>
      {offersTickets ? (
        <Button variant="quiet" onClick={() => void runAction('tickets.create')}>
          Create tickets
        </Button>
      ) : null}
      <Button variant="quiet" onClick={() => void runAction('export.open')}>
        Export the report
      </Button>
      <Button variant="quiet" onClick={() => void runAction('review.add-risk')}>
        Add a risk <Kbd keys="R" />
      </Button>
      <Button variant="quiet" onClick={() => draftThreats()}>
        Draft again
      </Button>
      <Button variant="quiet" icon={Sparkles} onClick={() => void runAction('llm.questions')}>
        Ask business-logic questions
      </Button>
    </div>
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

/** When the first of the accepted risks has to be decided on again. */
function Accepted({ until }: { readonly until: string | undefined }) {
  if (until === undefined) return null
  return <span className={styles.until}>the first until {until}</span>
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
