import { cx } from '../../../ui/classes.ts'
import { useCamera } from '../view/camera.ts'
import styles from './nodes.module.css'

const GRIPS = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type Grip = (typeof GRIPS)[number]

/** What a hand grips keeps its size on the screen when the diagram is far away. */
export function useGripScale(): number {
  return useCamera(({ zoom }) => (zoom < 1 ? Math.min(4, Math.round(10 / zoom) / 10) : 1))
}

/** What a selected element is resized by; the gesture reads the data attributes. */
export function Grips({ id }: { readonly id: string }) {
  const scale = useGripScale()
  return GRIPS.map((grip) => (
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
