import { Check, Hourglass, Sparkles, WandSparkles } from 'lucide-react'
import type { Ref } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { runAction } from '../../../actions/index.ts'
import { leftIn } from '../../../state/review/outcome.ts'
import { firstLeft, isPassDone, isUntouched, type PassCounts } from '../../../state/review/queues.ts'
import { askSkipped } from '../../../state/review/review.ts'
import { type Pass, setReview, useReview } from '../../../state/review/store.ts'
import { progressOfDocument } from '../../../state/selectors.ts'
import { draftThreats } from '../../../state/threats/analysis.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { EmptyState } from '../../../ui/frame/EmptyState.tsx'
import styles from './End.module.css'

const TITLES: Record<Pass, string> = {
  prune: 'No draft is open',
  test: 'Every assumption is tested',
  add: 'Nothing is left to ask',
  resolve: 'Every tested risk is resolved',
}

/** While the passes before it hold what may come here. */
const EARLY: Partial<Record<Pass, string>> = {
  test: 'No risk waits to be tested',
  resolve: 'No tested risk waits for a decision',
}

const NEXT: Record<Pass | 'summary', (counts: PassCounts) => string> = {
  prune: ({ prune }) => `Prune ${plural(prune, 'draft')}`,
  test: ({ test }) => `Pressure-test ${plural(test, 'risk')}`,
  add: ({ add }) => `Answer ${plural(add, 'question')}`,
  resolve: ({ resolve }) => `Resolve ${plural(resolve, 'risk')}`,
  summary: () => 'Show what it came to',
}

/** What is shown when nothing waits in a pass: where to begin, that the words find nothing, or where to go on. */
export function PassEnd({
  document,
  pass,
  ref,
}: {
  readonly document: Document
  readonly pass: Pass
  readonly ref: Ref<HTMLElement>
}) {
  const search = useReview((state) => state.search)
  const skipped = useReview((state) => state.skipped)
  const left = leftIn(document, skipped)
  if (search !== '' && left[pass] > 0) {
    return (
      <EmptyState
        title="Nothing in the queue matches"
        text={`Nothing has "${search}" in its words, target or category.`}
        action={<Button onClick={() => setReview({ search: '' })}>Show the whole queue</Button>}
      />
    )
  }
  if (progressOfDocument(document).targets === 0) {
    return <EmptyState title="Nothing to review" text="Draw or type components and flows first." />
  }
  if (isUntouched(document) && pass !== 'add') return <Begin />
  const next = firstLeft(left)
  const isDone = isPassDone(left, pass)
  return (
    <section ref={ref} tabIndex={-1} className={styles.page} aria-labelledby="pass-end">
      <span className={styles.sign} data-done={isDone || undefined}>
        {isDone ? <Check size={20} aria-hidden /> : <Hourglass size={18} aria-hidden />}
      </span>
      <h2 id="pass-end" className={styles.title}>
        {(isDone ? undefined : EARLY[pass]) ?? TITLES[pass]}
      </h2>
      {pass === 'add' && left.skipped > 0 ? (
        <p className={styles.text}>
          {plural(left.skipped, 'question')} skipped for now.{' '}
          <Button variant="quiet" onClick={askSkipped}>
            Ask again
          </Button>
        </p>
      ) : null}
      {pass === 'prune' && left.targets > 0 ? (
        <p className={styles.text}>
          {`${plural(left.targets, 'target')} not marked analysed: nobody has said yet that nothing more is there.`}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => void runAction('review.go-on')}>
          {NEXT[next](left)} <Kbd keys="Enter" />
        </Button>
        {pass === 'prune' && left.targets > 0 ? (
          <Button onClick={() => void runAction('review.all-analysed')}>
            Mark analysed <Kbd keys="Shift+D" />
          </Button>
        ) : null}
        <Button variant="quiet" onClick={() => void runAction('review.add-risk')}>
          Add a risk <Kbd keys="R" />
        </Button>
      </div>
    </section>
  )
}

function Begin() {
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
