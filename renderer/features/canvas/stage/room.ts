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

/** What floats at the lower left, and what the tools above may be neared to for it. */
const FOOT = 52
const LEAST_TOP = 12

/** Where the middle of something so tall goes: halfway, and higher where it would lie under what floats below. */
export function middleIn(surface: { readonly width: number; readonly height: number }, tall: number): number {
  const { top } = roomIn(surface)
  const middle = (surface.height + top) / 2
  const hidden = middle + tall / 2 - (surface.height - FOOT)
  const spare = middle - tall / 2 - (top + LEAST_TOP)
  return middle - Math.max(0, Math.min(hidden, spare))
}

export function roomIn({ width, height }: { readonly width: number; readonly height: number }): Room {
  const margin = Math.min(MARGIN, Math.min(width, height) / 10)
  const top = Math.min(TOP, height / 4)
  return { margin, top, width: width - 2 * margin, height: height - top - 2 * margin }
}
