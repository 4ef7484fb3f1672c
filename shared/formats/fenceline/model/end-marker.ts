/**
 * A YAML file that was cut off between two lines is still YAML, so a lost tail cannot be seen in the
 * text that is left. Files that Fenceline starts say in their first line how they end; a file written
 * by hand has at least its final line break.
 */
import type { Problem } from '../../../core/yaml/problem.ts'

export const MARKED_START = '# The last line is "# end", so that a cut-off file is noticed.\n'
export const MARKED_END = '# end\n'

const CLAIM = /^[^\S\n]*\uFEFF?#[^\n]*last line is "# end"[^\n]*$/m
const HEAD = 400

/** An error where a promised end is missing, a warning where an unpromised one is not even a whole line. */
export function findCut(text: string): Problem | undefined {
  const claim = CLAIM.exec(text.slice(0, HEAD))
  const end = { start: text.length, end: text.length }
  if (claim) {
    if (/^# end[^\S\n]*$/m.test(text)) return undefined
    const line = text.slice(0, claim.index).split('\n').length
    const message = `The file is cut off: line ${line} says that it ends with "# end". Restore it from git, or remove that line if nothing is missing.`
    return { code: 'cut-off', severity: 'error', message, at: end }
  }
  // An expression for the end of a text is tried at each of its lines, and each of them looks at all blank ones behind.
  const written = text.trimEnd()
  if (written.endsWith('}') || text.includes('\n', written.length)) return undefined
  const message = 'The last line has no line break, so the file may be cut off. Check the end, then add one.'
  return { code: 'no-final-newline', severity: 'warning', message, at: end }
}
