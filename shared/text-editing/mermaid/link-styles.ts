/** `linkStyle` counts arrows: where arrows came or went its numbers follow, and the red of crossings is drawn anew. */
import { groupBy } from '../../core/group.ts'
import type { FlowEdge, FlowExtra } from '../../formats/mermaid/syntax/flowchart.ts'
import { printMermaid } from '../../formats/mermaid/write.ts'
import { crossingsOf } from '../../model/crossings.ts'
import type { Model } from '../../model/schema.ts'
import { correspond, type Names } from '../drawn/correspond.ts'
import { pairLines } from '../merging/pair-lines.ts'
import { lineAt, linesOf } from '../text-lines.ts'
import { draw, type MermaidDrawn } from './drawn.ts'
import { Edits } from './patch/edits.ts'

/**
 * As typed over `before`: the styles that were there keep to their arrows. Mermaid refuses a number without an
 * arrow, so that deleting the last arrow would break the text in a line far below.
 */
export function keepArrowStyles(before: string, after: string): string {
  const [old, typed] = [draw(before), draw(after)]
  if (!old.model) return after
  const isOutOfStep = typed.diagnostics.some(({ code }) => code === 'mermaid-no-such-link')
  if (typed.model ? hasSameArrows(old, typed) : !isOutOfStep) return after
  const known = new Map(stylesIn(old).map((style) => [style.written, style]))
  const standing = linesOf(after).flatMap(({ start, text }) => {
    const style = known.get(text.trim())
    const from = start + text.length - text.trimStart().length
    return style ? [{ ...style, at: { from, to: from + style.written.length } }] : []
  })
  const bare = new Edits(after)
  for (const { at } of standing) bare.replace(at, ' '.repeat(at.to - at.from))
  const now = draw(bare.make())
  if (!now.model) return after
  const moved = pairArrows(old, now)
  const edits = new Edits(after)
  for (const style of standing) renumber(edits, style, follow(style, moved))
  return edits.make()
}

function hasSameArrows(old: MermaidDrawn, now: MermaidDrawn): boolean {
  const [was, is] = [old.source.flowchart?.edges ?? [], now.source.flowchart?.edges ?? []]
  return (
    was.length === is.length && was.every(({ from, to }, at) => is[at]?.from === from && is[at].to === to)
  )
}

/** How the writer draws crossings; what follows differed between versions. */
const OURS = /^stroke:#dc2626,stroke-width:2px(?:,|$)/u
const LINK_STYLE = /^linkStyle\s+([\d,]+(?:\s+[\d,]+)*)\s+(?=\S*:)(.*)$/su

const PRINTED = /^ *linkStyle \d[\d,]* (stroke:.*)$/mu

/** `text` was made of `before` and says `model`. */
export function followArrows(before: string, text: string, model: Model, names: Names | undefined): string {
  const [old, now] = [draw(before), draw(text)]
  if (!old.model || !now.model) return text
  const edits = new Edits(text)
  const known = new Set(stylesIn(old).map((style) => style.written))
  const moved = pairArrows(old, now)
  const crossing = crossingArrows(now, model, names)
  let isMarked = false
  for (const each of stylesIn(now)) {
    const isOurs = OURS.test(each.style)
    if (!isOurs && !known.has(each.written)) continue
    renumber(edits, each, isOurs ? (isMarked ? [] : crossing) : follow(each, moved))
    if (isOurs) isMarked = true
  }
  if (!isMarked && crossing.length > 0 && now.source.isOurs) {
    const last = now.source.flowchart?.extras.findLast(({ what }) => what === 'classDef')
    const style = PRINTED.exec(printMermaid(model))?.[1]
    const line = `  linkStyle ${crossing.join(',')} ${style}`
    if (last && style !== undefined) edits.insertLines(edits.nextLine(last.at.to), [line])
  }
  return edits.make()
}

interface LinkStyle {
  readonly at: FlowExtra['at']
  readonly numbers: readonly number[]
  readonly style: string
  readonly written: string
}

function stylesIn({ source, text }: MermaidDrawn): readonly LinkStyle[] {
  const extras = (source.flowchart?.extras ?? []).filter(({ what }) => what === 'linkStyle')
  return extras.flatMap(({ at }): readonly LinkStyle[] => {
    const written = text.slice(at.from, at.to)
    const found = LINK_STYLE.exec(written)
    if (!found) return []
    return [{ at, numbers: (found[1] ?? '').split(',').map(Number), style: found[2] ?? '', written }]
  })
}

function follow({ numbers }: LinkStyle, moved: ReadonlyMap<number, number>): readonly number[] {
  return numbers.flatMap((number) => moved.get(number) ?? []).toSorted((a, b) => a - b)
}

/** A style of no arrow goes. */
function renumber(edits: Edits, { at, numbers, style }: LinkStyle, wanted: readonly number[]): void {
  if (wanted.length === 0) edits.remove(at)
  else if (wanted.join(',') !== numbers.join(',')) edits.replace(at, `linkStyle ${wanted.join(',')} ${style}`)
}

/**
 * New numbers of the arrows by their old ones: the nth with the same ends and words, else with the same ends, else in
 * the same place of a line.
 */
function pairArrows(old: MermaidDrawn, now: MermaidDrawn): ReadonlyMap<number, number> {
  const moved = new Map<number, number>()
  const taken = new Set<number>()
  const [was, is] = [old.source.flowchart?.edges ?? [], now.source.flowchart?.edges ?? []]
  const ends = ({ from, to }: FlowEdge) => JSON.stringify([from, to])
  const words = (edge: FlowEdge) => ends(edge) + edge.label
  const lines = pairLines(
    old.lines.map(({ text }) => text),
    now.lines.map(({ text }) => text),
  )
  const wasIn = stepsOf(old, (line) => line)
  const isIn = stepsOf(now, (line) => lines[line]?.line)
  const keys: readonly (readonly [KeyOf, KeyOf])[] = [
    [words, words],
    [ends, ends],
    [(_, at) => wasIn[at], (_, at) => isIn[at]],
  ]
  for (const [keyOf, keyNow] of keys) {
    const places = groupBy([...is.entries()], ([at, edge]) => keyNow(edge, at) ?? '')
    for (const [at, edge] of was.entries()) {
      if (moved.has(at)) continue
      const candidates = places.get(keyOf(edge, at) ?? '') ?? []
      const next = candidates.find(([place]) => !taken.has(place))?.[0]
      if (next === undefined) continue
      moved.set(at, next)
      taken.add(next)
    }
  }
  return moved
}

type KeyOf = (edge: FlowEdge, at: number) => string | undefined

/** The line of each arrow, as `lineOf` counts it, and how many stand before it there. */
function stepsOf(
  { lines, source }: MermaidDrawn,
  lineOf: (line: number) => number | undefined,
): readonly (string | undefined)[] {
  const steps = new Map<number, number>()
  return (source.flowchart?.edges ?? []).map(({ at }) => {
    const line = lineAt(lines, at.from)
    const step = steps.get(line) ?? 0
    steps.set(line, step + 1)
    const paired = lineOf(line)
    return paired === undefined ? undefined : `${paired} ${step}`
  })
}

function crossingArrows(now: MermaidDrawn, model: Model, names: Names | undefined): readonly number[] {
  const crossings = crossingsOf(model)
  const refs = correspond(now, model, names)
  const crossed = new Set(
    now.source.flows.flatMap(({ edge, ref }) => (crossings.has(refs.get(ref) ?? '') ? [edge] : [])),
  )
  return (now.source.flowchart?.edges ?? []).flatMap((edge, at) => (crossed.has(edge) ? [at] : []))
}
