/** The signs of a comparison as path data around the origin, drawn in a disc or diamond of radius 9. */

export type Sign = 'added' | 'removed' | 'rezoned' | 'changed' | 'gained' | 'lost' | 'stale'

/** Pixels. */
export const SIGN_RADIUS = 9
/** From one sign of a row to the next. */
export const SIGN_STEP = 20

const PLUS = 'M-4,0H4M0,-4V4'
const MINUS = 'M-4,0H4'

/** What stands on the plate, as a stroke. */
export const SIGNS: Readonly<Record<Sign, string>> = {
  added: PLUS,
  removed: MINUS,
  rezoned: 'M-4.5,0H4M0.5,-3.5L4,0L0.5,3.5',
  changed: 'M0,-4.2L4.4,3.6H-4.4Z',
  gained: 'M-3.2,0H3.2M0,-3.2V3.2',
  lost: 'M-3.2,0H3.2',
  stale: 'M3.6,-2.2A4.2,4.2 0 1 0 4.2,0.8M3.9,-5V-1.9H0.8',
}

/** A change of an element in a disc, one of a crossing in a diamond like the crossing's own mark. */
export function plateOf(sign: Sign): string {
  if (sign === 'gained' || sign === 'lost') return 'M0,-10.5L10.5,0L0,10.5L-10.5,0Z'
  return 'M-9,0A9,9 0 1 1 9,0A9,9 0 1 1 -9,0Z'
}

/** Filled signs say that something came, hollow ones that it went or is another. */
export function isFilled(sign: Sign): boolean {
  return sign === 'added' || sign === 'gained'
}
