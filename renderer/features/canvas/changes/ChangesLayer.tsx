/** What the job Changes adds to the elements of the page: only what is near the view is in it. */
import { memo, useMemo } from 'react'
import { diffMarkInWords } from '../../../../shared/diff/marks/marks.ts'
import type { OverlayItem } from '../../../../shared/diff/marks/overlay/overlay.ts'
import { SIGN_STEP, type Sign } from '../../../../shared/diff/marks/overlay/signs.ts'
import { isUnder } from '../../../../shared/diff/marks/overlay/strokes.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Comparison } from '../../../state/changes/comparison.ts'
import { lookAtElement } from '../../../state/changes/in-hand.ts'
import { SignMark } from '../../../ui/changes/SignMark.tsx'
import { cx } from '../../../ui/classes.ts'
import { LAYER } from '../elements.ts'
import { farAt } from '../far.ts'
import type { Overlay } from '../overview/painting/painter.ts'
import { useStage } from '../stage/stage-state.ts'
import { useCamera } from '../view/camera.ts'
import styles from './changes.module.css'
import { itemsIn } from './overlay-index.ts'

export function ChangesLayer({
  comparison,
  overlay,
}: {
  readonly comparison: Comparison
  readonly overlay: Overlay
}) {
  const isPicture = useStage((state) => state.isPicture)
  const coverage = useStage((state) => state.coverage)
  const scale = useCamera(({ zoom }) => farAt(zoom).ink)
  const { items, inHand } = overlay
  const near = useMemo(() => {
    const all = coverage ? itemsIn(items, coverage) : []
    return { all, beneath: all.filter(hasBeneath) }
  }, [items, coverage])
  // The picture has them painted on it.
  if (isPicture) return null
  return (
    <>
      <svg className={styles.layer} style={{ zIndex: LAYER.flow - 1 }} width="1" height="1" aria-hidden>
        {near.beneath.map((item) => (
          <Beneath key={item.key} item={item} />
        ))}
      </svg>
      <svg
        className={styles.layer}
        style={{ zIndex: LAYER.note + 2 }}
        width="1"
        height="1"
        role="presentation"
      >
        {near.all.map((item) => (
          <Above
            key={item.key}
            item={item}
            scale={scale}
            isHeld={item.ref === inHand}
            comparison={comparison}
          />
        ))}
      </svg>
    </>
  )
}

function hasBeneath({ strokes, words }: OverlayItem): boolean {
  return words.length > 0 || strokes.some(({ look }) => isUnder(look))
}

const Beneath = memo(function Beneath({ item }: { readonly item: OverlayItem }) {
  return (
    <g>
      {item.strokes.map(({ look, d }) =>
        isUnder(look) ? <path key={`${look} ${d}`} className={styles[look]} d={d} /> : null,
      )}
      {item.words.map(({ text, at, isBoundary }) => (
        <text
          key={`${at.y} ${text}`}
          className={cx(styles.gone, isBoundary && styles.boundary)}
          x={at.x}
          y={at.y}
        >
          {text}
        </text>
      ))}
    </g>
  )
})

const Above = memo(function Above({
  item,
  scale,
  isHeld,
  comparison,
}: {
  readonly item: OverlayItem
  readonly scale: number
  readonly isHeld: boolean
  readonly comparison: Comparison
}) {
  const name = nameOf(comparison, item)
  const { ref, isGone, strokes, signs, corner, spots } = item
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: keys walk through the list beside it
    <g
      role="img"
      aria-label={name}
      data-change={ref}
      className={styles.item}
      onClick={() => lookAtElement(ref, isGone)}
    >
      <title>{name}</title>
      {isGone ? strokes.map(({ d }) => <path key={d} className={styles.hit} d={d} />) : null}
      {strokes.map(({ look, d }) =>
        isUnder(look) ? null : <path key={`${look} ${d}`} className={styles[look]} d={d} />,
      )}
      {signs.map((sign, nth) => (
        <PlacedSign
          key={sign}
          sign={sign}
          at={{ x: corner.x + nth * SIGN_STEP * scale, y: corner.y }}
          scale={scale}
          isHeld={isHeld}
        />
      ))}
      {spots.map(({ sign, at }) => (
        <PlacedSign key={`${sign} ${at.x} ${at.y}`} sign={sign} at={at} scale={scale} isHeld={isHeld} />
      ))}
    </g>
  )
})

function PlacedSign({
  sign,
  at,
  scale,
  isHeld,
}: {
  readonly sign: Sign
  readonly at: Point
  readonly scale: number
  readonly isHeld: boolean
}) {
  return (
    <g className={styles.sign} transform={`translate(${at.x} ${at.y}) scale(${scale})`}>
      <SignMark sign={sign} isHeld={isHeld} />
    </g>
  )
}

function nameOf({ before, after }: Comparison, { ref, isGone, mark }: OverlayItem): string {
  return `${titleOf(isGone ? before.model : after.model, ref)}: ${diffMarkInWords(mark)}`
}
