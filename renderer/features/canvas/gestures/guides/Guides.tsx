import { useCanvas } from '../../canvas-state.ts'
import { useCamera } from '../../view/camera.ts'
import styles from './Guides.module.css'
import type { Guide } from './guides.ts'

/** Half the tick at the end of a gap, in pixels of the screen. */
const TICK = 4

/** The helper lines of the gesture that goes on. */
export function Guides() {
  const guides = useCanvas((state) => state.guides)
  const zoom = useCamera((state) => state.zoom)
  if (guides.length === 0) return null
  return (
    <svg className={styles.guides} aria-hidden data-guides={guides.length}>
      {guides.map((guide) => (
        <path key={JSON.stringify(guide)} d={pathOf(guide, TICK / zoom)} />
      ))}
    </svg>
  )
}

/** A gap has a tick across each of its ends. */
function pathOf({ kind, from, to }: Guide, tick: number): string {
  const line = `M${from.x},${from.y}L${to.x},${to.y}`
  if (kind === 'line') return line
  const isLevel = from.y === to.y
  const ticks = [from, to].map(({ x, y }) =>
    isLevel ? `M${x},${y - tick}V${y + tick}` : `M${x - tick},${y}H${x + tick}`,
  )
  return line + ticks.join('')
}
