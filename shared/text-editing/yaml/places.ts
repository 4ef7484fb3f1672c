import { readableOffset } from '../readable-offset.ts'
import type { Shown } from '../shown.ts'
import { openText } from './opened.ts'

/** The innermost block around the offset that stands for something to select. */
export function yamlElementAt(shown: Shown, offset: number): string | undefined {
  const at = readableOffset(shown, offset)
  if (at === undefined) return undefined
  const { blocks } = openText(shown.readable)
  return blocks.findLast(({ selects, span }) => selects !== undefined && span.start <= at && at <= span.end)
    ?.selects
}
