import type { ReactNode } from 'react'
import type { Progress } from '../../../shared/analysis/coverage.ts'
import { plural } from '../../../shared/core/text.ts'
import styles from './ProgressLine.module.css'

/** How far the review of the whole model is, as a bar and in words. */
export function ProgressLine({
  progress,
  end,
}: {
  readonly progress: Progress
  /** Stands at the end of the line where what is left is said elsewhere. */
  readonly end?: ReactNode
}) {
  const { targets, analysed, openDrafts, unresolvedRisks, stale } = progress
  const left = [
    openDrafts > 0 ? plural(openDrafts, 'open draft') : null,
    unresolvedRisks > 0 ? plural(unresolvedRisks, 'unresolved risk') : null,
    stale > 0 ? `${stale} stale` : null,
  ].filter((words) => words !== null)
  const isDone = targets > 0 && analysed === targets && left.length === 0
  return (
    <div className={styles.progress} data-done={isDone || undefined}>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ width: `${targets === 0 ? 0 : (analysed / targets) * 100}%` }} />
      </div>
      <p className={styles.words}>
        <span>
          {analysed} of {plural(targets, 'target')} analysed
        </span>
        {end ?? (left.length > 0 ? <span className={styles.left}>{left.join(' · ')}</span> : null)}
      </p>
    </div>
  )
}
