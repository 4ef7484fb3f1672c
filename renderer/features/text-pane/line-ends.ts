/** The editor knows one line end, files know two: what a person did not touch keeps its own. */
import { changesBetween } from './text-changes.ts'

/** As the editor holds it. */
export function asEdited(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}

/** `edited`, with the line ends of `before` on the lines that are as they were, and new ones like them. */
export function withLineEnds(before: string, edited: string): string {
  if (!before.includes('\r\n')) return edited
  const changes = changesBetween(asEdited(before), edited)
  return changes.toReversed().reduce((text, { from, to, insert }) => {
    const [start, end] = [offsetInFile(before, from), offsetInFile(before, to)]
    return text.slice(0, start) + insert.replaceAll('\n', '\r\n') + text.slice(end)
  }, before)
}

/** Where an offset of the editor's text is in the file's. */
export function offsetInFile(text: string, edited: number): number {
  if (!text.includes('\r\n')) return edited
  let [at, left] = [0, edited]
  for (; left > 0; left -= 1) at += text.startsWith('\r\n', at) ? 2 : 1
  return at
}

/** Where an offset of the file's text is in the editor's. */
export function offsetInEditor(text: string, inFile: number): number {
  return asEdited(text.slice(0, inFile)).length
}
