/** `linkStyle` counts arrows: where arrows came or went its numbers follow, and the red of crossings is drawn anew. */
import type { FlowEdge, FlowExtra } from '../../formats/mermaid/syntax/flowchart.ts'
import { printMermaid } from '../../formats/mermaid/write.ts'
import { crossingsOf } from '../../model/crossings.ts'
import type { Model } from '../../model/schema.ts'
import { correspond, type Names } from '../drawn/correspond.ts'
import { draw, type MermaidDrawn } from './drawn.ts'
import { Edits } from './patch/edits.ts'

/** How the writer draws crossings; what follows differed between versions. */
const OURS = /^stroke:#dc2626,stroke-width:2px(?:,|$)/u
const LINK_STYLE = /^linkStyle\s+([\d,\s]+?)\s+(?=\S*:)(.*)$/su

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
  for (const { at, numbers, style, written } of stylesIn(now)) {
    const isOurs = OURS.test(style)
    if (!isOurs && !known.has(written)) continue
    const wanted = isOurs ? (isMarked ? [] : crossing) : numbers.flatMap((number) => moved.get(number) ?? [])
    if (isOurs) isMarked = true
    if (wanted.length === 0) edits.remove(at)
    else if (wanted.join(',') !== numbers.join(','))
      edits.replace(at, `linkStyle ${wanted.join(',')} ${style}`)
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

/** New numbers of the arrows by their old ones: the nth with the same ends and words, else with the same ends. */
function pairArrows(old: MermaidDrawn, now: MermaidDrawn): ReadonlyMap<number, number> {
  const moved = new Map<number, number>()
  const taken = new Set<number>()
  const [was, is] = [old.source.flowchart?.edges ?? [], now.source.flowchart?.edges ?? []]
  const ends = ({ from, to }: FlowEdge) => JSON.stringify([from, to])
  const words = (edge: FlowEdge) => ends(edge) + edge.label
  for (const key of [words, ends]) {
    const places = new Map<string, number[]>()
    for (const [at, edge] of is.entries()) places.set(key(edge), [...(places.get(key(edge)) ?? []), at])
    for (const [at, edge] of was.entries()) {
      if (moved.has(at)) continue
      const next = places.get(key(edge))?.find((place) => !taken.has(place))
      if (next === undefined) continue
      moved.set(at, next)
      taken.add(next)
    }
  }
  return moved
}

function crossingArrows(now: MermaidDrawn, model: Model, names: Names | undefined): readonly number[] {
  const crossings = crossingsOf(model)
  const refs = correspond(now, model, names)
  const crossed = new Set(
    now.source.flows.flatMap(({ edge, ref }) => (crossings.has(refs.get(ref) ?? '') ? [edge] : [])),
  )
  return (now.source.flowchart?.edges ?? []).flatMap((edge, at) => (crossed.has(edge) ? [at] : []))
}
