import { Lock, LockOpen } from 'lucide-react'
import { memo } from 'react'
import type { FlowShape } from '../../../../../shared/model/drawing/drawing.ts'
import { arrowHead, flowInk } from '../../../../../shared/model/drawing/ink.ts'
import { lengthOf, segmentsOf, spotAt } from '../../../../../shared/model/drawing/paths.ts'
import { cx } from '../../../../ui/classes.ts'
import { type CanvasFlow, domId, type FlowData, LAYER } from '../../elements.ts'
import { useGripScale } from '../editing/Grips.tsx'
import { TitleEditor } from '../editing/TitleEditor.tsx'
import { CrossingMark } from './CrossingMark.tsx'
import styles from './flows.module.css'

/** A flow's line and arrowhead and, while it alone is selected, what it is bent by. */
export const FlowInk = memo(function FlowInk({ id, data }: CanvasFlow) {
  const { shape, selected, sole, lit } = data
  const d = flowInk(shape.path)
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of a drawing takes no keys
    <g
      id={domId(id)}
      role="img"
      aria-label={data.name}
      className={cx('react-flow__edge', styles.flow, selected && styles.selected, lit && styles.lit)}
      data-flow={id}
    >
      {lit ? <path className={styles.halo} d={d} /> : null}
      <path className={styles.hit} d={d} />
      <path className={styles.ink} d={d} />
      <path className={styles.head} d={arrowHead(shape.path)} />
      {sole ? <Waypoints flow={id} shape={shape} isWhole={isWhole(data)} /> : null}
    </g>
  )
})

/** What stands on a flow: its label, and a mark where it crosses a boundary. */
export const FlowTags = memo(function FlowTags({ id, data }: CanvasFlow) {
  const { shape, spots, mark, crossing, selected, lit } = data
  const [main] = shape.spots
  const layer = selected ? LAYER.component + 3 : LAYER.label
  return (
    <>
      <Label id={id} data={data} layer={layer} />
      {spots.map((spot) => (
        <CrossingMark
          key={spot.boundary}
          flow={id}
          at={spot.at}
          mark={mark}
          isMain={spot === main}
          name={crossing}
          lit={lit || selected}
          layer={layer}
        />
      ))}
    </>
  )
})

function Label({
  id,
  data,
  layer,
}: {
  readonly id: string
  readonly data: FlowData
  readonly layer: number
}) {
  const { shape, flow, renaming, selected, lit } = data
  const middle = shape.label?.at ?? spotAt(shape.path, lengthOf(shape.path) / 2).at
  const style = { left: middle.x, top: middle.y, zIndex: renaming ? LAYER.note + 1 : layer }
  if (renaming) {
    return (
      <span className={styles.spot} style={style}>
        <span className={cx(styles.label, styles.editing)} data-flow={id}>
          <TitleEditor id={id} title={flow.title} label={`Title of the flow ${data.name}`} />
        </span>
      </span>
    )
  }
  if (!shape.label || !data.isLabelled) return null
  const { text, lock } = shape.label
  return (
    <span className={styles.spot} style={style}>
      <span
        className={cx(styles.label, selected && styles.selected, lit && styles.lit)}
        data-flow={id}
        title={flow.title || undefined}
      >
        {lock === 'encrypted' ? (
          <Lock size={10} strokeWidth={2.25} role="img" aria-label="Encrypted" />
        ) : null}
        {text}
        {lock === 'plain' ? (
          <span className={styles.plain}>
            <LockOpen size={10} strokeWidth={2.25} aria-hidden />
            not encrypted
          </span>
        ) : null}
      </span>
    </span>
  )
}

/** One that ends at a collapsed zone is not bent: its waypoints belong to where it really ends. */
function isWhole({ flow, shape }: FlowData): boolean {
  return flow.from === shape.ends.from && flow.to === shape.ends.to
}

function Waypoints({
  flow,
  shape,
  isWhole,
}: {
  readonly flow: string
  readonly shape: FlowShape
  readonly isWhole: boolean
}) {
  const { path, waypoints } = shape
  const [start, end] = [path[0], path.at(-1)]
  const scale = useGripScale()
  return (
    <>
      {(isWhole ? segmentsOf(path) : []).map(([a, b], at) => (
        <circle
          key={`add-${at.toString()}`}
          className={styles.adder}
          cx={(a.x + b.x) / 2}
          cy={(a.y + b.y) / 2}
          r={4 * scale}
          data-add={at}
          data-flow={flow}
        />
      ))}
      {waypoints.map((point, at) => (
        <circle
          key={`at-${at.toString()}`}
          className={styles.waypoint}
          cx={point.x}
          cy={point.y}
          r={5 * scale}
          data-waypoint={at}
          data-flow={flow}
        />
      ))}
      {start && end
        ? ([start, end] as const).map((point, at) => (
            <circle
              key={at === 0 ? 'from' : 'to'}
              className={styles.end}
              cx={point.x}
              cy={point.y}
              r={5 * scale}
              data-end={at === 0 ? 'from' : 'to'}
              data-flow={flow}
            />
          ))
        : null}
    </>
  )
}
