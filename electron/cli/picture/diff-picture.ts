/** The picture of a comparison: what is there now, with what changed marked and what is gone as ghosts. */
import { AppError } from '../../../shared/core/errors.ts'
import { type Drawn, withPlacesOf } from '../../../shared/diff/marks/ghosts.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { Compared } from '../../../shared/report/diff/compared.ts'
import { marksOf } from '../../../shared/report/marks.ts'
import { printSvg } from '../../../shared/report/svg/print.ts'
import { arrangedLayout } from './arrange.ts'

/** Of the one model that was compared, or the one of several that changed. Throws where that is not one. */
export async function printDiffPicture(all: readonly Compared[]): Promise<string> {
  const changed = all.filter(({ state }) => state !== 'same')
  const [one] = all.length === 1 ? all : changed
  if (!one || (all.length > 1 && changed.length !== 1)) {
    throw new AppError(
      'bad-request',
      `${changed.length} of ${all.length} models changed; a picture shows one.`,
      {
        hint: `Name one: ${(changed.length > 0 ? changed : all)
          .map(({ file }) => file)
          .slice(0, 5)
          .join(', ')}`,
      },
    )
  }
  const [before, after] = await placedAlike(one)
  return printSvg(after.model, after.layout, { before, marks: marksOf(after.model, []) })
}

/** A side without places of its own takes those of the other, so that what stayed is drawn where it was. */
async function placedAlike({ before, after }: Compared): Promise<readonly [Drawn, Drawn]> {
  const was: Drawn = before ?? { model: EMPTY_MODEL, layout: EMPTY_LAYOUT }
  const is: Drawn = after ?? { model: EMPTY_MODEL, layout: EMPTY_LAYOUT }
  if (was.layout.boxes.length === 0 && is.layout.boxes.length === 0) {
    const layout = await arrangedLayout(is.model, is.layout)
    const now = { ...is, layout }
    return [{ ...was, layout: withPlacesOf(was, now) }, now]
  }
  const now = { ...is, layout: withPlacesOf(is, was) }
  return [{ ...was, layout: withPlacesOf(was, now) }, now]
}
