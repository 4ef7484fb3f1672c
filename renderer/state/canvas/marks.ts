/** What the canvas says about each target's review, worked out once for each document. */
import { type Mark, marksOf } from '../../../shared/report/marks.ts'
import { openDraftsOf, perDocument } from '../selectors.ts'

/** The mark of every component and crossing, by ref. */
export const marksIn = perDocument(
  (document): ReadonlyMap<string, Mark> => marksOf(document.model, openDraftsOf(document)),
)
