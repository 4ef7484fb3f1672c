import { mergeLines } from '../../core/lines.ts'
import { printDfd } from '../../formats/dfd/write.ts'
import type { Language } from '../drawn/language.ts'
import { weaveLines } from '../merging/weave-lines.ts'
import { draw } from './drawn.ts'
import { followRenames } from './follow-renames.ts'
import { findLosses } from './losses.ts'

const COMMENT = /^\s*(?:[-*+•][ \t]+)?#/u

/** The plain-text DFD. Comments find their place even where all is printed anew. */
export const DFD: Language = {
  draw,
  print: printDfd,
  findLosses,
  // A title that other lines name makes the text unreadable until they follow.
  follow: (before, after) => (draw(after).model ? after : followRenames(before, after)),
  *rewrites({ readable: text }, before, after) {
    const printed = printDfd(after)
    yield { text: mergeLines(printDfd(before), text, printed) }
    yield { text: weaveLines(text, printed, (line) => COMMENT.test(line)) }
  },
  takenCode: 'dfd-duplicate-id',
}
