import { printDfd } from '../../formats/dfd/write.ts'
import type { Language } from '../drawn/language.ts'
import { draw } from './drawn.ts'
import { followRenames } from './follow-renames.ts'
import { findLosses } from './losses.ts'
import { weaveComments } from './weave-comments.ts'

/** The plain-text DFD. Comments find their place even where all is printed anew. */
export const DFD: Language = {
  draw,
  print: printDfd,
  findLosses,
  // A title that other lines name makes the text unreadable until they follow.
  followRenames: (before, after) => (draw(after).model ? after : followRenames(before, after)),
  rewrites: (text, _, after) => [weaveComments(text, printDfd(after))],
  takenCode: 'dfd-duplicate-id',
}
