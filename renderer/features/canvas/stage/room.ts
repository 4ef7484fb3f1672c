/** Pixels around what is shown whole, and for the tools on top. */
const MARGIN = 32
const TOP = 64

/** The part of a surface that a diagram may fill: clear of what floats above it, where there is room for that. */
export interface Room {
  /** On every side. */
  readonly margin: number
  /** Above the upper margin. */
  readonly top: number
  readonly width: number
  readonly height: number
}

export function roomIn({ width, height }: { readonly width: number; readonly height: number }): Room {
  const margin = Math.min(MARGIN, Math.min(width, height) / 10)
  const top = Math.min(TOP, height / 4)
  return { margin, top, width: width - 2 * margin, height: height - top - 2 * margin }
}
