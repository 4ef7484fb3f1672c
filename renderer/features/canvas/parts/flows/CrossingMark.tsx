import { countInMark, diamond, MARK_HALF, tick } from '../../../../../shared/model/drawing/ink.ts'
import type { Point } from '../../../../../shared/model/layout.ts'
import type { Mark } from '../../../../../shared/report/marks.ts'
import { cx } from '../../../../ui/classes.ts'
import styles from './flows.module.css'

/** Id of the hatch that the canvas defines once. */
export const HATCH = 'fenceline-hatch'

/**
 * The diamond where a flow meets a boundary: hollow, filled when analysed, hatched when stale, with
 * the number of open drafts. A crossing of several boundaries carries its number on the first.
 */
export function CrossingMark({
  flow,
  at,
  mark,
  isMain,
  name,
  lit,
  layer,
}: {
  readonly flow: string
  readonly at: Point
  readonly mark: Mark
  readonly isMain: boolean
  readonly name: string
  readonly lit: boolean
  readonly layer: number
}) {
  const half = isMain ? MARK_HALF.main : MARK_HALF.other
  const size = half * 2 + 2
  const middle = half + 1
  const outline = diamond(middle, half)
  const count = countInMark(mark.drafts)
  return (
    <span className={styles.spot} style={{ left: at.x, top: at.y, zIndex: layer + 1 }}>
      <span
        role="img"
        aria-label={isMain ? name : undefined}
        aria-hidden={!isMain}
        title={isMain ? name : undefined}
        className={cx(styles.mark, styles[mark.state], lit && styles.lit)}
        data-flow={flow}
        data-state={mark.state}
      >
        <svg width={size} height={size} aria-hidden>
          <path className={styles.diamond} d={outline} />
          {mark.state === 'stale' ? <path d={outline} fill={`url(#${HATCH})`} /> : null}
          {isMain && mark.state === 'analysed' && mark.drafts === 0 ? (
            <path className={styles.check} d={tick(middle)} />
          ) : null}
        </svg>
        {isMain && mark.drafts > 0 ? (
          <span className={cx(styles.count, count.length > 2 && styles.small)}>{count}</span>
        ) : null}
      </span>
    </span>
  )
}
