/** From afar everything is drawn larger, in steps, so that it can be read longer; Canvas.module.css has the same numbers. */
const STEPS = [
  { below: 0.42, step: 3, ink: 1.9, label: 1.4 },
  { below: 0.55, step: 2, ink: 1.6, label: 1.4 },
  { below: 0.8, step: 1, ink: 1.25, label: 1.15 },
] as const
const NEAR = { step: 0, ink: 1, label: 1 } as const

export interface Far {
  readonly step: 0 | 1 | 2 | 3
  /** Times the size at 100 %, of ink, titles and marks, and of labels of flows. */
  readonly ink: number
  readonly label: number
}

export function farAt(zoom: number): Far {
  return STEPS.find(({ below }) => zoom < below) ?? NEAR
}
