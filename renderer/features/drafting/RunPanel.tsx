import { Download, RotateCcw, Square, X } from 'lucide-react'
import { plural } from '../../../shared/core/text.ts'
import type { Run } from '../../../shared/protocol/llm.ts'
import { runAction } from '../../actions/index.ts'
import { useDocument } from '../../state/document.ts'
import { countsOf, isRetryable, runWords, useDrafting } from '../../state/llm/drafting.ts'
import { draftChanged } from '../../state/llm/preview.ts'
import { putRunAway, takeWaiting, waitingResults } from '../../state/llm/run.ts'
import { Button, IconButton } from '../../ui/controls/Button.tsx'
import { costWords, tokensWords } from '../../ui/plan/plan-words.ts'
import styles from './RunPanel.module.css'
import { RunRow } from './RunRow.tsx'

/** A run of the language model, target by target, as it stands. */
export function RunPanel() {
  const run = useDrafting((state) => state.run)
  const problem = useDrafting((state) => state.problem)
  if (!run) return null
  return (
    <section className={styles.panel} aria-label="Language model run">
      <Head run={run} />
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem.message} {problem.hint}
        </p>
      ) : null}
      <Elsewhere run={run} />
      <ul className={styles.items} aria-label="Requests">
        {run.items.map((item) => (
          <RunRow key={item.id} item={item} canRetry={run.state !== 'running'} />
        ))}
      </ul>
    </section>
  )
}

function Head({ run }: { readonly run: Run }) {
  const stopping = useDrafting((state) => state.stopping)
  const late = useDrafting((state) => state.late)
  const { ended, drafts, remarks, failed } = countsOf(run.items)
  const retryable = run.items.filter((item) => isRetryable(item, late))
  const isRunning = run.state === 'running'
  const share = run.items.length === 0 ? 100 : (ended / run.items.length) * 100
  return (
    <header className={styles.head}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Answered"
        aria-valuemin={0}
        aria-valuemax={run.items.length}
        aria-valuenow={ended}
      >
        <div
          className={styles.bar}
          data-done={(run.state === 'done' && failed === 0) || undefined}
          style={{ width: `${share}%` }}
        />
      </div>
      <p className={styles.words} role="status">
        <strong>{runWords(run)}</strong>
        <span>{plural(drafts, 'draft')}</span>
        {remarks > 0 ? <span>{plural(remarks, 'remark')}</span> : null}
        <span>{run.usage.cost === null ? 'cost not known' : `${costWords(run.usage.cost)} so far`}</span>
        <span className={styles.more}>
          {tokensWords(run.usage.inputTokens + run.usage.cachedTokens)} sent,{' '}
          {tokensWords(run.usage.outputTokens)} back
        </span>
      </p>
      <div className={styles.buttons}>
        {isRunning ? (
          <Button icon={Square} disabled={stopping} onClick={() => void runAction('llm.stop')}>
            Stop
          </Button>
        ) : (
          <>
            {retryable.length > 0 ? (
              <Button icon={RotateCcw} onClick={() => void runAction('llm.retry')}>
                {retryable.some(({ state }) => state === 'failed') ? 'Retry failed' : 'Ask the rest'}
              </Button>
            ) : null}
            {late.size > 0 ? (
              <Button icon={RotateCcw} onClick={() => void draftChanged([...late])}>
                Draft what changed
              </Button>
            ) : null}
            <Button variant="quiet" icon={Download} onClick={() => void runAction('llm.save-recording')}>
              Save recording
            </Button>
            <IconButton icon={X} label="Put the run away" onClick={putRunAway} />
          </>
        )}
      </div>
    </header>
  )
}

/** What came while another model was open waits for its own. */
function Elsewhere({ run }: { readonly run: Run }) {
  const path = useDocument((state) => state.path)
  const taken = useDrafting((state) => state.taken)
  if (path !== run.path) {
    return (
      <p className={styles.note}>
        This run is over {run.path}; nothing of it goes into the model that is open.
      </p>
    )
  }
  const waiting = waitingResults(run, taken).length
  if (waiting === 0) return null
  return (
    <p className={styles.note}>
      {plural(waiting, 'answer')} came while another model was open.{' '}
      <Button onClick={takeWaiting}>Take {waiting === 1 ? 'it' : 'them'}</Button>
    </p>
  )
}
