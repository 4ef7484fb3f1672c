/** The canvas, and in the job Changes the revisions beside it or in its place. */
import { useEffect, useRef } from 'react'
import { type Comparison, useComparison } from '../../../state/changes/comparison.ts'
import { useRevisionNames } from '../../../state/changes/names.ts'
import { useChanges } from '../../../state/changes/store.ts'
import { type Unread as UnreadHalf, useUnread } from '../../../state/changes/unread.ts'
import { fitView } from '../../../state/view.ts'
import { cx } from '../../../ui/classes.ts'
import { EmptyState } from '../../../ui/frame/EmptyState.tsx'
import { Canvas } from '../Canvas.tsx'
import { ViewStrip } from '../chrome/ViewStrip.tsx'
import { keepWhole } from '../view/show.ts'
import styles from './changes.module.css'
import { RevisionView } from './RevisionView.tsx'

/** Two pictures have less room each, and another revision may reach further: what was shown whole stays whole. */
function useFit(arrangement: string, comparison: Comparison | null): void {
  const arranged = useRef(arrangement)
  const before = comparison?.before
  const after = comparison?.isNow === false ? comparison.after : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another picture, an edit is not
  useEffect(() => {
    if (arranged.current !== arrangement) fitView()
    else keepWhole(fitView)
    arranged.current = arrangement
  }, [arrangement, before, after])
}

export function CanvasArea() {
  const comparison = useComparison()
  const isSide = useChanges((state) => state.view === 'side')
  const names = useRevisionNames()
  const isCovered = comparison !== null && !comparison.isNow
  const isBeside = comparison !== null && isSide
  const unread = useUnread()
  // The half that cannot be shown keeps its place and says why.
  const half =
    isSide && unread ? <Unread {...unread} name={names[unread.side === 'before' ? 'base' : 'head']} /> : null
  useFit(`${isBeside || half !== null} ${isCovered}`, comparison)
  return (
    <div className={styles.frame}>
      <div className={styles.area}>
        {comparison && isBeside ? (
          <div className={styles.past}>
            <RevisionView comparison={comparison} side="before" name="Before" detail={names.base} />
          </div>
        ) : null}
        {unread?.side === 'before' ? half : null}
        <div className={styles.present}>
          {/* What lies beneath a revision can neither be seen nor reached. */}
          <div className={styles.live} inert={isCovered}>
            <Canvas />
          </div>
          {isBeside && !isCovered ? <Tag name="After" detail={names.head} /> : null}
          {unread === undefined ? null : (
            <Tag name="Not compared" detail={half === null ? unread.words : 'what is open now'} />
          )}
          {isCovered ? (
            <div className={styles.over}>
              <RevisionView comparison={comparison} side="after" name="After" detail={names.head} />
              <ViewStrip />
            </div>
          ) : null}
        </div>
        {unread?.side === 'after' ? half : null}
      </div>
    </div>
  )
}

/** In the place of a revision's picture. */
function Unread({ side, words, name }: UnreadHalf & { readonly name: string }) {
  return (
    <section className={cx(styles.past, styles.unread)} aria-label={`${SIDES[side]}: ${name}`}>
      <p className={styles.tag}>
        <strong>{SIDES[side]}</strong> {name}
      </p>
      <EmptyState title={words} text="Choose another revision, or look at its lines beside." />
    </section>
  )
}

const SIDES = { before: 'Before', after: 'After' } as const

/** What the canvas shows, below its tools. */
function Tag({ name, detail }: { readonly name: string; readonly detail: string }) {
  return (
    <p className={cx(styles.tag, styles.below)} title={detail}>
      <strong>{name}</strong> {detail}
    </p>
  )
}
