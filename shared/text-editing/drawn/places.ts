import { readableOffset } from '../readable-offset.ts'
import type { Shown } from '../shown.ts'
import { lineAt } from '../text-lines.ts'
import { correspond } from './correspond.ts'
import type { Language } from './language.ts'

/** A name at the offset, else the flow whose arrow or bracket it is in, else what the line names first. */
export function drawnElementAt({ draw }: Language, shown: Shown, offset: number): string | undefined {
  const at = readableOffset(shown, offset)
  const drawn = draw(shown.readable)
  if (at === undefined || !drawn.model) return undefined
  const line = lineAt(drawn.lines, at)
  const column = at - (drawn.lines[line]?.start ?? 0)
  const here = drawn.namings.filter((naming) => naming.line === line)
  const around = here.filter(({ span }) => span.start <= column && column <= span.end)
  const naming = around.find(({ what }) => what !== 'flow') ?? around[0] ?? here.toSorted(byStart)[0]
  return naming && correspond(drawn, shown.document.model, shown.names).get(naming.ref)
}

function byStart(a: { span: { start: number } }, b: { span: { start: number } }): number {
  return a.span.start - b.span.start
}
