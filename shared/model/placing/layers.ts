/** Which elements come before which, along the flows. */
import type { Link } from './links.ts'

/**
 * Elements in layers, so that flows lead to later layers: a flow that closes a circle does not count,
 * and a source stands right before what it reaches first. Last are those without any flow.
 */
export function layersOf(ids: readonly string[], links: readonly Link[]): readonly (readonly string[])[] {
  const next = forwardLinks(ids, links)
  const order = topological(ids, next)
  const layer = new Map<string, number>()
  for (const id of order) {
    const own = layer.get(id) ?? 0
    layer.set(id, own)
    for (const to of next.get(id) ?? []) layer.set(to, Math.max(layer.get(to) ?? 0, own + 1))
  }
  const reached = new Set([...next.values()].flatMap((targets) => [...targets]))
  const alone: string[] = []
  const layers: string[][] = []
  for (const id of ids) {
    const targets = [...(next.get(id) ?? [])]
    if (targets.length === 0 && !reached.has(id)) {
      alone.push(id)
      continue
    }
    let at = layer.get(id) ?? 0
    if (!reached.has(id))
      at = targets.reduce((least, to) => Math.min(least, (layer.get(to) ?? 1) - 1), Infinity)
    const known = layers[at]
    if (known) known.push(id)
    else layers[at] = [id]
  }
  const filled = layers.filter((members) => members !== undefined)
  return alone.length > 0 ? [...filled, alone] : filled
}

/** The links without those that lead back, by where they start: a walk in the given order, sources first. */
function forwardLinks(
  ids: readonly string[],
  links: readonly Link[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>()
  const entered = new Set<string>()
  for (const { from, to } of links) {
    entered.add(to)
    const known = all.get(from)
    if (known) known.add(to)
    else all.set(from, new Set([to]))
  }
  const state = new Map<string, 'open' | 'done'>()
  const forward = new Map<string, Set<string>>()
  const starts = [...ids.filter((id) => !entered.has(id)), ...ids]
  for (const start of starts) {
    if (state.has(start)) continue
    const path: { readonly id: string; readonly rest: Iterator<string> }[] = []
    const enter = (id: string) => {
      state.set(id, 'open')
      forward.set(id, new Set())
      path.push({ id, rest: (all.get(id) ?? new Set<string>()).values() })
    }
    enter(start)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const step = top.rest.next()
      if (step.done) {
        state.set(top.id, 'done')
        path.pop()
      } else if (state.get(step.value) !== 'open') {
        forward.get(top.id)?.add(step.value)
        if (!state.has(step.value)) enter(step.value)
      }
    }
  }
  return forward
}

function topological(
  ids: readonly string[],
  next: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const waiting = new Map<string, number>()
  for (const targets of next.values()) for (const to of targets) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  const order = ids.filter((id) => !waiting.has(id))
  for (let at = 0; at < order.length; at += 1) {
    for (const to of next.get(order[at] ?? '') ?? []) {
      const left = (waiting.get(to) ?? 1) - 1
      waiting.set(to, left)
      if (left === 0) order.push(to)
    }
  }
  return order
}
