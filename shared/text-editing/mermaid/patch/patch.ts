/**
 * A person's flowchart made to say another model by the fewest statements: whatever the change does not
 * concern, formatting and styling and links and comments among it, stays byte for byte.
 */
import type { Span } from '../../../formats/mermaid/syntax/flowchart.ts'
import { printMermaid } from '../../../formats/mermaid/write.ts'
import type { Model } from '../../../model/schema.ts'
import type { Names } from '../../drawn/correspond.ts'
import type { MermaidDrawn } from '../drawn.ts'
import { patchArrows } from './arrows.ts'
import { patchComments } from './comments.ts'
import { Edits } from './edits.ts'
import { type Pending, patchNodes } from './nodes.ts'
import { type Plan, planPatch } from './plan.ts'
import { patchStyling } from './styling.ts'
import { patchZones, placePending } from './zones.ts'

/**
 * Undefined where no small change says it. `comments` are lines of ours, which make any text one of ours. What comes back need not say the model either: it is to be read.
 */
export function patchText(
  drawn: MermaidDrawn,
  before: Model,
  after: Model,
  names: Names | undefined,
  comments: 'with comments' | 'without',
): string | undefined {
  const edits = new Edits(drawn.text)
  const plan = planPatch(drawn, before, after, names)
  const pending: Pending = new Map()
  if (!patchZones(edits, plan)) return undefined
  const moved = patchNodes(edits, plan, pending)
  const indent = '  '
  const outside = placePending(edits, plan, pending)
  const arrows = patchArrows(edits, plan, moved)
  const place = bodyEnd(edits, plan)
  edits.insertLines(
    firstArrow(edits, plan) ?? place,
    outside.map((line) => indent + line),
  )
  edits.insertLines(
    place,
    arrows.map((line) => indent + line),
  )
  patchStyling(edits, plan)
  if (comments === 'with comments') patchComments(edits, plan)
  if (before.title !== after.title) patchTitle(edits, after)
  return edits.make()
}

/** The start of the first line outside all subgraphs that draws an arrow. */
function firstArrow(edits: Edits, { drawn, edges }: Plan): number | undefined {
  const isInside = (at: Span) =>
    drawn.source.flowchart?.subgraphs.some(
      (subgraph) => subgraph.at.from <= at.from && at.to <= subgraph.at.to,
    )
  const first = edges.find(({ edge }) => !isInside(edge.statement))
  return first && edits.lineStart(first.edge.statement.from)
}

/** The start of the line after the last node, arrow and subgraph; after the header where there is none. */
function bodyEnd(edits: Edits, { drawn, edges }: Plan): number {
  const chart = drawn.source.flowchart
  const isStyling = (at: Span) =>
    chart?.extras.some((extra) => extra.at.from <= at.from && at.to <= extra.at.to)
  const mentions = (chart?.vertices ?? []).flatMap((vertex) => vertex.mentions)
  const ends = [
    ...mentions.filter((mention) => !isStyling(mention)),
    ...edges.map(({ edge }) => edge.statement),
    ...(chart?.subgraphs ?? []).map(({ at }) => at),
  ].map(({ to }) => to)
  const header = /^[ \t]*(?:flowchart|graph)\b/mu.exec(edits.text)?.index ?? 0
  return edits.nextLine(ends.reduce((most, to) => Math.max(most, to), header))
}

function patchTitle(edits: Edits, after: Model): void {
  const line = /^title: .*$/mu.exec(printMermaid(after).split('\n---')[0] ?? '')?.[0]
  const front = /(?<![\s\S])\ufeff?---[ \t]*(?:\r\n|\n|\r)([\s\S]*?)^---/mu.exec(edits.text)
  if (!front) {
    if (line !== undefined)
      edits.replace({ from: 0, to: 0 }, `---${edits.eol}${line}${edits.eol}---${edits.eol}`)
    return
  }
  const body = front.index + front[0].indexOf(front[1] ?? '')
  const known = /^title[ \t]*:[^\r\n]*/mu.exec(front[1] ?? '')
  if (!known) edits.insertLines(body, line === undefined ? [] : [line])
  else {
    const span = { from: body + known.index, to: body + known.index + known[0].length }
    if (line === undefined) edits.remove(span)
    else edits.replace(span, line)
  }
}
