/**
 * Reads a Mermaid flowchart as a model. In a file that Fenceline wrote, shapes, node ids and comment lines
 * say what everything is; in any other the kinds are guessed, and every guess and loss is told.
 */
import { type Diagnostic, hasErrors, type Range } from '../../core/diagnostics.ts'
import { Places } from '../../core/places.ts'
import { plural } from '../../core/text.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { oneLine } from './labels.ts'
import { isPrinted } from './picture.ts'
import { type Block, blocksIn, diagramType, isFlowchartType } from './reading/blocks.ts'
import { type Comments, readComments } from './reading/comments.ts'
import type { DrawnMermaid } from './reading/drawn.ts'
import { placeOf, readElements } from './reading/elements.ts'
import { readFlows } from './reading/flows.ts'
import { reportLosses } from './reading/losses.ts'
import { shiftFlowchart } from './reading/places.ts'
import type { Report } from './reading/report.ts'
import type { Flowchart } from './syntax/flowchart.ts'
import { parseFlowchart } from './syntax/parse.ts'

export type { DrawnMermaid } from './reading/drawn.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_ELEMENTS = 50_000
const ABOUT: Readonly<Record<string, Diagnostic['about']>> = {
  'mermaid-kind-guessed': 'guessed',
  'mermaid-not-carried': 'lost',
}

/** Never throws. Reads a Mermaid text, or the first flowchart of a Markdown file. */
export function readMermaid(text: string, file?: string): ReadResult {
  const { model, layout, diagnostics, locate } = drawMermaid(text, file)
  return { model, layout, diagnostics, locate }
}

/** Reads as `readMermaid` does, for those who edit the text. */
export function drawMermaid(text: string, file?: string): DrawnMermaid {
  const diagnostics: Diagnostic[] = []
  const places = new Places(text)
  const report: Report = (code, severity, message, at, elementId) => {
    diagnostics.push({
      code,
      severity,
      message,
      ...(file === undefined ? {} : { file }),
      range: places.rangeOf(at),
      ...(elementId === undefined ? {} : { elementId }),
      ...(ABOUT[code] ? { about: ABOUT[code] } : {}),
    })
  }
  const refuse = (block: Pick<Block, 'from' | 'to'> = { from: 0, to: text.length }): DrawnMermaid => {
    const nothing = { components: [], zones: [], flows: [], lines: [], notes: [], placeholders: [] }
    const { from, to } = block
    const sorted = diagnostics.sort(byPlace)
    return {
      ...nothing,
      ...{ model: null, flowchart: null, layout: EMPTY_LAYOUT, diagnostics: sorted, locate: () => undefined },
      ...{ from, to, isOurs: false, isPart: false },
    }
  }
  if (text.length > MAX_LENGTH) {
    report('mermaid-too-large', 'error', 'The text is longer than 8 MB. Split it.', { from: 0, to: 0 })
    return refuse()
  }
  const block = blockOf(text, places, report)
  if (!block) return refuse()
  const content = text.slice(block.from, block.to)
  const parsed = parseFlowchart(content, file)
  const lines = places.lineOf(block.from) - 1
  for (const diagnostic of parsed.diagnostics) diagnostics.push(shiftDiagnostic(diagnostic, lines))
  if (!parsed.flowchart) return refuse(block)
  const flowchart = shiftFlowchart(parsed.flowchart, block.from)
  const { vertices, edges, subgraphs, comments: remarks } = flowchart
  if (vertices.length + edges.length + subgraphs.length + remarks.length > MAX_ELEMENTS) {
    report(
      'mermaid-too-large',
      'error',
      'The flowchart has more than 50,000 elements and comments. Split it.',
      block,
    )
    return refuse(block)
  }
  const comments = readComments(flowchart.comments, (comment, message) =>
    report('mermaid-comment', 'warning', message, comment.at),
  )
  if (comments.extent === 'overview') {
    const what =
      'This is the overview of a larger model, without its components. Open the model itself, or one of its diagrams.'
    report('mermaid-overview', 'error', what, { from: block.from, to: block.from })
    return refuse(block)
  }
  if (comments.extent === 'part') {
    const what =
      'This is one of several diagrams of a larger model: what the others show is missing from what is read.'
    report('mermaid-part', 'info', what, { from: block.from, to: block.from })
  }
  const isOurs = comments.isOurs || isPrinted(content)
  const elements = readElements(flowchart, comments, isOurs, report)
  const { flows, lines: lineBoundaries } = readFlows(flowchart, comments, elements, isOurs, report)
  reportLosses(flowchart, comments, isOurs, report)
  diagnostics.sort(byPlace)
  if (hasErrors(diagnostics)) return refuse(block)
  const model: Model = {
    ...EMPTY_MODEL,
    title: titleOf(flowchart, comments),
    components: elements.components.map(({ component }) => component),
    flows: flows.map(({ flow }) => flow),
    boundaries: [...elements.zones.map(({ zone }) => zone), ...lineBoundaries.map(({ line }) => line)],
    notes: comments.notes.map(({ value }) => value),
  }
  const drawn: Omit<DrawnMermaid, 'locate'> = {
    model,
    flowchart,
    layout: EMPTY_LAYOUT,
    diagnostics,
    from: block.from,
    to: block.to,
    isOurs,
    isPart: comments.extent === 'part',
    components: elements.components.map((each) => each.drawn),
    zones: elements.zones.map((each) => each.drawn),
    flows: flows.map((each) => each.drawn),
    lines: lineBoundaries.map((each) => each.drawn),
    notes: comments.notes.map(({ value, comment }) => ({ note: value, comment })),
    placeholders: elements.placeholders,
  }
  const ranges = rangesOf(drawn, places)
  return { ...drawn, locate: (elementId) => ranges.get(elementId) }
}

/** The whole text, or the first flowchart among the blocks of a Markdown file; the other blocks are told. */
function blockOf(text: string, places: Places, report: Report): Pick<Block, 'from' | 'to'> | undefined {
  const whole = { from: 0, to: text.length }
  if (diagramType(text) !== '') return whole
  const blocks = blocksIn(text)
  if (blocks.length === 0) return whole
  const taken = blocks.find(({ type }) => isFlowchartType(type))
  if (!taken) {
    const what = `None of the Mermaid blocks is a flowchart (${plural(blocks.length, 'block')}). Only flowcharts can be read as a model.`
    report('mermaid-no-flowchart', 'error', what, blocks[0] ?? whole)
    return undefined
  }
  for (const block of blocks) {
    if (block === taken) continue
    const type = block.type === '' ? 'Mermaid block' : block.type
    const what = `The ${type} on line ${places.lineOf(block.from)} is not read: the first flowchart is, on line ${places.lineOf(taken.from)}.`
    report('mermaid-other-block', 'info', what, { from: block.from, to: block.from })
  }
  return taken
}

/** The frontmatter says none for an empty title and for the usual one. */
function titleOf({ title }: Flowchart, { title: said }: Comments): string {
  if (said && oneLine(said.value) === oneLine(title ?? '')) return said.value
  return title === undefined || title === '' ? EMPTY_MODEL.title : title
}

function rangesOf(drawn: Omit<DrawnMermaid, 'locate'>, places: Places): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>()
  for (const { ref, vertex } of drawn.components) ranges.set(ref, places.rangeOf(placeOf(vertex)))
  for (const { ref, subgraph } of drawn.zones) ranges.set(`boundary:${ref}`, places.rangeOf(subgraph.head))
  for (const { ref, edge } of drawn.flows) ranges.set(ref, places.rangeOf(edge.at))
  const boundaries = new Map(drawn.model?.boundaries.map((boundary) => [boundary.id, boundary]))
  for (const { ref, comment } of drawn.lines) {
    const flow = boundaries.get(ref)?.crossedBy[0]
    const range = comment ? places.rangeOf(comment.at) : ranges.get(flow ?? '')
    if (range) ranges.set(`boundary:${ref}`, range)
  }
  return ranges
}

function shiftDiagnostic(diagnostic: Diagnostic, lines: number): Diagnostic {
  const { range } = diagnostic
  if (!range || lines === 0) return diagnostic
  const moved = (at: Range['start']) => ({ ...at, line: at.line + lines })
  return { ...diagnostic, range: { start: moved(range.start), end: moved(range.end) } }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [from, to] = [a.range?.start, b.range?.start]
  return (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0)
}
