/** Lines that style nodes and zones: without what is gone, and with what is new where the style is ours. */
import { indexOf } from '../../../model/queries.ts'
import type { Edits } from './edits.ts'
import type { Plan } from './plan.ts'

export function patchStyling(edits: Edits, plan: Plan): void {
  const { after, drawn, nameOf, subgraphs } = plan
  const gone = goneNames(plan)
  const extras = drawn.source.flowchart?.extras ?? []
  const added = after.boundaries.flatMap(({ id, kind }) =>
    kind === 'zone' && !subgraphs.has(id) ? [nameOf(id)] : [],
  )
  let waiting = added
  for (const { at, what } of extras) {
    const text = edits.text.slice(at.from, at.to)
    const styled = /^(?:style|click)\s+([^\s,]+)\s/u.exec(text)
    if (styled && gone.has(styled[1] ?? '')) edits.remove(at)
    const list = what === 'classDef' ? /^class\s+(\S+)(\s+)(\S+)/u.exec(text) : null
    if (!list) continue
    const own = (list[1] ?? '').split(',')
    const isBoundary = list[3] === 'boundary'
    const left = [...own.filter((name) => !gone.has(name)), ...(isBoundary ? waiting : [])]
    if (isBoundary) waiting = []
    if (left.length === own.length && left.every((name, nth) => name === own[nth])) continue
    if (left.length === 0) edits.remove(at)
    else {
      const from = at.from + list[0].indexOf(list[1] ?? '', 'class'.length)
      edits.replace({ from, to: from + (list[1] ?? '').length }, left.join(','))
    }
  }
  const known = extras.find(({ at }) => /^classDef\s+boundary\s/u.test(edits.text.slice(at.from, at.to)))
  if (known && waiting.length > 0) {
    const line = `${edits.indentAt(known.at.from)}class ${waiting.join(',')} boundary`
    edits.insertLines(edits.nextLine(known.at.to), [line])
  }
}

function goneNames({ after, subgraphs, vertices }: Plan): ReadonlySet<string> {
  const { boundaries, components } = indexOf(after)
  return new Set([
    ...[...vertices].flatMap(([id, { id: name }]) => (components.has(id) ? [] : [name])),
    ...[...subgraphs].flatMap(([id, { id: name }]) => (boundaries.get(id)?.kind === 'zone' ? [] : [name])),
  ])
}
