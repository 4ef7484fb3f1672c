/** A person's flowchart made to say another model: the fewest statements first, all anew at last. */
import { mergeLines } from '../../core/lines.ts'
import { printMermaid } from '../../formats/mermaid/write.ts'
import type { Model } from '../../model/schema.ts'
import type { Rewrite } from '../drawn/language.ts'
import { weaveLines } from '../merging/weave-lines.ts'
import type { Shown } from '../shown.ts'
import { draw } from './drawn.ts'
import { followArrows } from './link-styles.ts'
import { patchText } from './patch/patch.ts'

const STYLING = /^\s*(?:classDef|class|style|click|accTitle|accDescr)\b/u
const REMARK = /^\s*%%(?!\s*fenceline\b)(?!\{)/u

const WITH = ['with comments'] as const
const WITHOUT = ['without'] as const

export function* rewrites(
  { names, readable: text }: Pick<Shown, 'readable' | 'names'>,
  before: Model,
  after: Model,
): Generator<Rewrite> {
  const [was, printed] = [printMermaid(before), printMermaid(after)]
  const drawn = draw(text)
  // Nothing of a large model's overview is a person's.
  if (drawn.model) {
    const merged = mergeLines(was, text, printed)
    yield { text: merged === printed ? merged : followArrows(text, merged, after, names) }
    for (const comments of drawn.source.isOurs ? WITH : [...WITHOUT, ...WITH]) {
      const patched = patchText(drawn, before, after, names, comments)
      if (patched !== undefined) yield { text: followArrows(text, patched, after, names) }
    }
    const old = new Set(was.split('\n').map((line) => line.trim()))
    const isStyling = (line: string) => STYLING.test(line) && !old.has(line.trim())
    const isRemark = (line: string) => REMARK.test(line)
    // Styling names nodes, and one that is gone would be drawn again.
    yield { text: weaveLines(text, printed, (line) => isRemark(line) || isStyling(line)), isPrinted: true }
    yield { text: weaveLines(text, printed, (line) => isRemark(line) || isClass(line)), isPrinted: true }
  }
  yield { text: printed, isPrinted: true }
}

function isClass(line: string): boolean {
  return /^\s*classDef\s+(?!boundary\b|placeholder\b)/u.test(line)
}
