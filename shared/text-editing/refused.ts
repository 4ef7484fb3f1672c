import type { Diagnostic, Locate } from '../core/diagnostics.ts'
import { mergeLines } from '../core/lines.ts'
import { pairLines } from './merging/pair-lines.ts'
import type { Shown, Typed } from './shown.ts'
import { linesOf } from './text-lines.ts'

/** Typing that cannot be read: the document stays, and the text is kept to go on with. */
export function refuse(previous: Shown, text: string, diagnostics: readonly Diagnostic[]): Typed {
  const locate = moved(previous, text)
  return { document: null, shown: { ...previous, text, diagnostics, locate }, diagnostics }
}

/** The text that is being typed with what else has to change in it; null where the lines being typed have to. */
export function keepTyping({ readable, text }: Shown, now: string): string | null {
  let clashes = 0
  const typed = mergeLines(readable, text, now, ({ ours }) => {
    clashes += 1
    return ours
  })
  return clashes > 0 ? null : typed
}

/** Places in a text that is shown already; those of lines that the new text does not have are unknown. */
function moved({ text: before, locate }: Shown, text: string): Locate {
  let lines: ReadonlyMap<number, number> | undefined
  const find = () => {
    const [old, now] = [before, text].map((each) => linesOf(each).map((line) => line.text))
    const pairs = pairLines(old ?? [], now ?? [])
    return new Map(pairs.flatMap((pair, at) => (pair?.isSame ? [[pair.line + 1, at + 1] as const] : [])))
  }
  return (ref) => {
    const range = locate(ref)
    if (!range) return undefined
    lines ??= find()
    const [start, end] = [lines.get(range.start.line), lines.get(range.end.line)]
    if (start === undefined || end === undefined) return undefined
    return { start: { ...range.start, line: start }, end: { ...range.end, line: end } }
  }
}
