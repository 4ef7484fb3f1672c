/** Our comment lines, which carry what labels cannot: those that are still true stay where they are. */
import { alignLines } from '../../../core/lines.ts'
import { commentsOf } from '../../../formats/mermaid/labels.ts'
import type { Edits } from './edits.ts'
import type { Plan } from './plan.ts'

export function patchComments(edits: Edits, { after, drawn, nameOf }: Plan): void {
  const comments = drawn.source.flowchart?.comments ?? []
  const ours = comments.filter(({ text }) => /^fenceline\s/u.test(text))
  const wanted = commentsOf(after, nameOf)
  const same = alignLines(
    ours.map(({ at }) => edits.text.slice(at.from, at.to).trim()),
    wanted,
  )
  const kept = new Set(same.filter((line) => line !== null))
  for (const [at, { at: span }] of ours.entries()) if (!kept.has(at)) edits.remove(span)
  let place: number | undefined
  const waiting = new Map<number, string[]>()
  for (const [at, line] of wanted.entries()) {
    const own = same[at] ?? null
    const comment = own === null ? undefined : ours[own]
    if (comment) place = edits.nextLine(comment.at.to)
    else {
      const next = same.slice(at).find((each) => each !== null)
      const before = next === undefined || next === null ? undefined : ours[next]?.at.from
      const to = place ?? (before === undefined ? edits.text.length : edits.lineStart(before))
      waiting.set(to, [...(waiting.get(to) ?? []), line])
    }
  }
  for (const [to, lines] of waiting) edits.insertLines(to, lines)
}
