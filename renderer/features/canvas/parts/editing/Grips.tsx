import { cx } from '../../../../ui/classes.ts'
import { useCamera } from '../../view/camera.ts'
import styles from './grips.module.css'

const CORNERS = ['nw', 'ne', 'se', 'sw'] as const
const SIDES = ['n', 'e', 's', 'w'] as const
export type Grip = (typeof CORNERS)[number] | (typeof SIDES)[number]

/** What a hand grips keeps its size on the screen when the diagram is far away. */
export function useGripScale(): number {
  return useCamera(({ zoom }) => (zoom < 1 ? Math.min(4, Math.round(10 / zoom) / 10) : 1))
}

/** What a selected element is resized by; the gesture reads the data attributes. Sides leave no room for ports. */
export function Grips({ id, sides = false }: { readonly id: string; readonly sides?: boolean }) {
  const scale = useGripScale()
  return (sides ? [...CORNERS, ...SIDES] : CORNERS).map((grip) => (
    <span
      key={grip}
      aria-hidden
      className={cx(styles.grip, styles[grip])}
      data-grip={grip}
      data-of={id}
      style={{ scale }}
    />
  ))
}
