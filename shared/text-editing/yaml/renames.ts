/** Keys that were edited in place: the element is the same under another id, and its place and drafts follow. */
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { pairLines } from '../merging/pair-lines.ts'
import { lineAt, linesOf } from '../text-lines.ts'
import type { OpenedText } from './opened.ts'

/** New refs by old ones: ids, `boundary:` refs and flow refs. */
export function findRenames(before: OpenedText, after: OpenedText): ReadonlyMap<string, string> {
  const refs = new Map<string, string>()
  if (!before.model || !after.model) return refs
  const lost = refsOf(before.model).filter((ref) => !hasRef(after.model, ref))
  const found = refsOf(after.model).filter((ref) => !hasRef(before.model, ref))
  if (lost.length === 0 || found.length === 0) return refs
  const [old, now] = [before, after].map(({ text }) => linesOf(text))
  const pairs = pairLines(
    (old ?? []).map(({ text }) => text),
    (now ?? []).map(({ text }) => text),
  )
  const keyLines = (opened: OpenedText, lines = linesOf(opened.text)) =>
    new Map(opened.blocks.map(({ ref, key }) => [ref, lineAt(lines, key.start)]))
  const [oldLines, nowLines] = [keyLines(before), keyLines(after)]
  const waiting = new Set(lost)
  const take = (ref: string, next: string) => {
    refs.set(ref, next)
    waiting.delete(ref)
  }
  // Elements first: a flow's ref starts with its component's id.
  for (const next of found.filter((ref) => !ref.includes('>'))) {
    const line = pairs[nowLines.get(next) ?? -1]?.line
    const kind = kindOf(next)
    const ref = [...waiting].find((each) => kindOf(each) === kind && oldLines.get(each) === line)
    if (ref !== undefined) take(ref, next)
  }
  for (const flow of before.model.flows) {
    const ref = flowRef(flow)
    const from = refs.get(flow.from) ?? flow.from
    const same = flowRef({ from, id: flow.id })
    if (same !== ref && hasRef(after.model, same)) take(ref, same)
  }
  for (const next of found.filter((ref) => ref.includes('>'))) {
    const line = pairs[nowLines.get(next) ?? -1]?.line
    const ref = [...waiting].find((each) => kindOf(each) === 'flow' && oldLines.get(each) === line)
    if (ref !== undefined) take(ref, next)
  }
  for (const [ref, next] of [...refs]) {
    if (ref.startsWith('boundary:')) refs.set(ref.slice('boundary:'.length), next.slice('boundary:'.length))
  }
  return refs
}

function refsOf(model: Model): readonly string[] {
  return [
    ...model.components.map(({ id }) => id),
    ...model.boundaries.map(({ id }) => `boundary:${id}`),
    ...model.flows.map(flowRef),
  ]
}

function hasRef(model: Model | null, ref: string): boolean {
  if (!model) return false
  const { boundaries, components, flows } = indexOf(model)
  if (ref.startsWith('boundary:')) return boundaries.has(ref.slice('boundary:'.length))
  return components.has(ref) || flows.has(ref)
}

function kindOf(ref: string): string {
  if (ref.startsWith('boundary:')) return 'boundary'
  return ref.includes('>') ? 'flow' : 'component'
}
