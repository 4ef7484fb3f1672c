/** Lines of a text, such as its comments, put into another one that says nearly the same in other lines. */
import { alignLines } from '../../core/lines.ts'
import { eolOf, linesOf } from '../text-lines.ts'

/** Each line that `isKept` stands before the line that it stood before, or where that line is gone, before the next one that is not. */
export function weaveLines(text: string, printed: string, isKept: (line: string) => boolean): string {
  const lines = linesOf(text).map((line) => line.text)
  const said = lines.filter((line) => !isKept(line)).map((line) => line.trim())
  const target = linesOf(printed).map((line) => line.text)
  if (target.at(-1) === '') target.pop()
  const same = alignLines(
    said,
    target.map((line) => line.trim()),
  )
  const placeOf = new Map(same.flatMap((at, line) => (at === null ? [] : [[at, line] as const])))
  const woven = new Map<number, string[]>()
  let at = 0
  for (const line of lines) {
    if (!isKept(line)) {
      at += 1
      continue
    }
    const place = nextPlace(placeOf, at, said.length) ?? target.length
    woven.set(place, [...(woven.get(place) ?? []), line])
  }
  const out = [...target, null].flatMap((line, place) => [
    ...(woven.get(place) ?? []),
    ...(line === null ? [] : [line]),
  ])
  const eol = eolOf(text)
  return out.map((line) => `${line}${eol}`).join('')
}

function nextPlace(placeOf: ReadonlyMap<number, number>, from: number, end: number): number | undefined {
  for (let at = from; at < end; at += 1) {
    const place = placeOf.get(at)
    if (place !== undefined) return place
  }
  return undefined
}
