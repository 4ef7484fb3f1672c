import { printMermaid } from '../../formats/mermaid/write.ts'
import type { Model } from '../../model/schema.ts'
import type { Language } from '../drawn/language.ts'
import { draw } from './drawn.ts'
import { followRenames } from './follow-renames.ts'
import { keepArrowStyles } from './link-styles.ts'
import { findLosses } from './losses.ts'
import { rewrites } from './rewrites.ts'

/** Mermaid flowcharts. A model too large for one diagram shows its overview, which cannot be edited. */
export const MERMAID: Language = {
  draw,
  print: printMermaid,
  namesIn,
  findLosses,
  follow: (before, after) => followRenames(before, keepArrowStyles(before, after)),
  rewrites,
  takenCode: 'mermaid-duplicate-id',
}

/** Read back from the print: it gives every element its id. */
function namesIn(model: Model): ReadonlyMap<string, string> {
  const drawn = draw(printMermaid(model))
  const elements = drawn.model ? [...drawn.elements.values()] : []
  return new Map(elements.flatMap(({ name, ref }) => (name === undefined ? [] : [[name, ref] as const])))
}
