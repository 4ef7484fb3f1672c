/**
 * A node's id that is retyped where its label stands is retyped wherever else the text names the node.
 * Otherwise every other mention would be a node of its own, without a label, for a moment or for good.
 */
import { groupBy } from '../../core/group.ts'
import type { Span } from '../../formats/mermaid/syntax/flowchart.ts'
import type { Element } from '../drawn/drawn.ts'
import { pairLines } from '../merging/pair-lines.ts'
import { draw, type MermaidDrawn } from './drawn.ts'

/** `before` could be read; a text that cannot be read now is left as it is. */
export function followRenames(before: string, after: string): string {
  const [old, now] = [draw(before), draw(after)]
  if (!old.model || !now.model) return after
  const renamed = findRenames(old, now)
  if (renamed.size === 0) return after
  const places = [...placesOf(now, renamed), ...commentPlaces(now, renamed)]
  return places
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), after)
}

/** New ids by old ones, of nodes and subgraphs that are written with their label in the place of the old one. */
function findRenames(old: MermaidDrawn, now: MermaidDrawn): ReadonlyMap<string, string> {
  const pairs = pairLines(
    old.lines.map(({ text }) => text),
    now.lines.map(({ text }) => text),
  )
  const [had, has] = [labelled(old), labelled(now)]
  const taken = new Set([...old.elements.values()].map(({ name }) => name))
  const [hadIn, hasIn] = [had, has].map((each) => groupBy(each.values(), ({ declared }) => declared.line))
  const renamed = new Map<string, string>()
  for (const [at, pair] of pairs.entries()) {
    const [was, is] = [hadIn?.get(pair?.line ?? -1) ?? [], hasIn?.get(at) ?? []]
    // Where one came or went it cannot be told which of the others is which.
    if (!pair || pair.isSame || was.length !== is.length) continue
    const [before, after] = [was.toSorted(byStart), is.toSorted(byStart)]
    for (const [nth, { name, what }] of after.entries()) {
      const former = before[nth]
      if (name === undefined || former?.name === undefined || former.what !== what) continue
      if (!taken.has(name) && !has.has(former.name)) renamed.set(former.name, name)
    }
  }
  return renamed
}

function byStart({ declared: a }: Element, { declared: b }: Element): number {
  return a.span.start - b.span.start
}

/** What is written with a label, by its Mermaid id. */
function labelled({ elements, source }: MermaidDrawn): ReadonlyMap<string, Element> {
  const bare = new Set(source.components.filter(({ vertex }) => !vertex.declared).map(({ ref }) => ref))
  const named = [...elements.values()].filter(({ ref, what }) => what === 'zone' || !bare.has(ref))
  return new Map(
    named.flatMap((element) => (element.name === undefined ? [] : [[element.name, element] as const])),
  )
}

interface Place extends Span {
  readonly insert: string
}

function placesOf({ source }: MermaidDrawn, renamed: ReadonlyMap<string, string>): readonly Place[] {
  return source.components.flatMap(({ vertex: { id, mentions } }): readonly Place[] => {
    const insert = renamed.get(id)
    return insert === undefined ? [] : mentions.map(({ from }) => ({ from, to: from + id.length, insert }))
  })
}

/** Our comment lines name nodes too, and so do lines that give classes to zones. */
function commentPlaces(
  { source, text }: MermaidDrawn,
  renamed: ReadonlyMap<string, string>,
): readonly Place[] {
  const comments = (source.flowchart?.comments ?? []).filter((comment) =>
    /^fenceline (?:component|zone) /.test(comment.text),
  )
  const inComments = comments.flatMap(({ at }): readonly Place[] => {
    const line = text.slice(at.from, at.to)
    const found = /"node":"([^"\\]*)"/.exec(line)
    const insert = renamed.get(found?.[1] ?? '')
    if (!found || insert === undefined) return []
    const from = at.from + found.index + '"node":"'.length
    return [{ from, to: from + (found[1] ?? '').length, insert }]
  })
  const classes = (source.flowchart?.extras ?? []).flatMap(({ at, what }): readonly Place[] => {
    const list = what === 'classDef' ? /^class\s+(\S+)/.exec(text.slice(at.from, at.to)) : null
    if (!list) return []
    let from = at.from + list[0].length - (list[1] ?? '').length
    return (list[1] ?? '').split(',').flatMap((name): readonly Place[] => {
      const place = { from, to: from + name.length }
      from = place.to + 1
      const insert = renamed.get(name)
      const isNode = source.components.some(({ vertex }) => vertex.id === name)
      return insert === undefined || isNode ? [] : [{ ...place, insert }]
    })
  })
  return [...inComments, ...classes]
}
