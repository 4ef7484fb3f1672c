/** What is done to flows as a whole, each as one labelled undo step. */
import type { Document } from '../../../shared/model/document.ts'
import { reconnectFlow } from '../../../shared/model/edits/flows.ts'
import { absoluteRects, centerOf } from '../../../shared/model/geometry.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Flow } from '../../../shared/model/schema.ts'
import { apply, currentDocument } from '../document.ts'
import { announce, canEdit, routeFlow, selectAndSay } from '../elements/elements.ts'
import { select } from '../ui.ts'
import { setRoute } from './move.ts'
import { placeFlow } from './place.ts'

/** How far a new waypoint lies off the line, so that the bend is seen. */
const BEND = 32

/** The document with other ends for a flow; its route, drafts and remarks follow it to its new ref. */
function withEnds(
  document: Document,
  ref: string,
  ends: { readonly from: string; readonly to: string },
): { readonly document: Document; readonly ref: string } {
  const { model, ref: next } = reconnectFlow(document.model, ref, ends)
  if (model === document.model) return { document, ref }
  const flow = indexOf(document.model).flows.get(ref)
  const isTurned = flow?.from === ends.to && flow.to === ends.from
  const follow = <T extends { readonly target: string }>(items: readonly T[]) =>
    items.map((item) => (item.target === ref ? { ...item, target: next } : item))
  const routes = document.layout.routes.map((route) =>
    route.ref === ref ? { ref: next, points: isTurned ? [...route.points].reverse() : route.points } : route,
  )
  const remarks = document.remarks && { remarks: follow(document.remarks) }
  return {
    ref: next,
    document: {
      ...document,
      model,
      layout: { ...document.layout, routes },
      drafts: follow(document.drafts),
      ...remarks,
    },
  }
}

/** Gives a flow other ends; the selection follows its new ref. */
export function reconnect(ref: string, ends: { readonly from: string; readonly to: string }): void {
  const next = withEnds(currentDocument(), ref, ends)
  if (next.ref === ref && next.document === currentDocument()) return
  apply(() => next.document, `Reconnect ${titleOf(next.document.model, next.ref)}`)
  select([next.ref])
}

/** Turns a flow around. Its attributes stay, and its risks stay with it. */
export function reverseFlow(ref: string): void {
  const flow = indexOf(currentDocument().model).flows.get(ref)
  if (!flow || !canEdit()) return
  const next = withEnds(currentDocument(), ref, { from: flow.to, to: flow.from })
  apply(() => next.document, `Reverse ${titleOf(currentDocument().model, ref)}`)
  selectAndSay(next.ref)
}

/** The flow that leads back between the same ends, if there is one. */
export function flowBack(document: Document, ref: string): Flow | undefined {
  const { flows, outgoing } = indexOf(document.model)
  const flow = flows.get(ref)
  return flow && outgoing.get(flow.to)?.find(({ to }) => to === flow.from)
}

/** Adds the flow that leads back, over the same protocol and with the same sign-in. */
export function addFlowBack(ref: string): void {
  const before = currentDocument()
  const flow = indexOf(before.model).flows.get(ref)
  if (!flow || !canEdit()) return
  const { protocol, authentication, authorization, usage, vpn, ipFiltered } = flow
  const same = { protocol, authentication, authorization, usage, vpn, ipFiltered }
  const given = Object.fromEntries(Object.entries(same).filter(([, value]) => value !== undefined))
  const placed = placeFlow(before, flow.to, flow.from, given)
  apply(() => placed.document, `Add flow ${titleOf(placed.document.model, placed.ref)}`)
  selectAndSay(placed.ref)
}

/** The waypoints that a person gave a flow. */
export function waypointsOf({ layout }: Document, ref: string): readonly Point[] {
  return layout.routes.find((route) => route.ref === ref)?.points ?? []
}

/** Adds a waypoint in the longest stretch of a flow, a little off the line; the arrow keys move it. */
export function addWaypointTo(ref: string): void {
  const document = currentDocument()
  const flow = indexOf(document.model).flows.get(ref)
  const rects = absoluteRects(document.model, document.layout)
  const [from, to] = [rects.get(flow?.from ?? ''), rects.get(flow?.to ?? '')]
  if (!from || !to || !canEdit()) return
  const points = waypointsOf(document, ref)
  const path = [centerOf(from), ...points, centerOf(to)]
  let [longest, segment] = [-1, 0]
  for (let at = 0; at + 1 < path.length; at += 1) {
    const length = distance(path[at], path[at + 1])
    if (length > longest) [longest, segment] = [length, at]
  }
  const [a, b] = [path[segment] ?? centerOf(from), path[segment + 1] ?? centerOf(to)]
  const off = BEND / (longest || 1)
  const middle = { x: (a.x + b.x) / 2 - (b.y - a.y) * off, y: (a.y + b.y) / 2 + (b.x - a.x) * off }
  routeFlow(ref, points.toSpliced(segment, 0, middle))
  announce('Waypoint added: the arrow keys move it')
}

function distance(a: Point | undefined, b: Point | undefined): number {
  return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0
}

/** Moves all waypoints of a flow; moves of one `gesture` are one step. */
export function nudgeWaypoints(ref: string, by: Point, gesture: number): void {
  const points = waypointsOf(currentDocument(), ref).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }))
  if (points.length === 0) return
  const label = `Route ${titleOf(currentDocument().model, ref)}`
  apply((document) => setRoute(document, ref, points), label, `nudge:${gesture}:${ref}`)
}

/** The flows of a component: those that leave it, then those that reach it. */
function flowsOf({ model }: Document, component: string): readonly string[] {
  const { outgoing, incoming } = indexOf(model)
  const flows = [...(outgoing.get(component) ?? []), ...(incoming.get(component) ?? [])]
  return [...new Set(flows.map(flowRef))]
}

/**
 * Where following flows leads: `forward` and `back` go from a component onto a flow and from a flow to
 * its end, `next` and `previous` through the flows of `anchor`, the component that was left last.
 */
export function follow(
  document: Document,
  ref: string,
  way: 'forward' | 'back' | 'next' | 'previous',
  anchor: string | null,
): string | undefined {
  const { flows, components, outgoing, incoming } = indexOf(document.model)
  const flow = flows.get(ref)
  if (way === 'next' || way === 'previous') {
    const own = flow && (anchor === flow.to ? flow.to : flow.from)
    const around = flowsOf(document, own ?? ref)
    const at = around.indexOf(ref)
    const step = at < 0 ? (way === 'next' ? 0 : around.length - 1) : at + (way === 'next' ? 1 : -1)
    return around[(step + around.length) % around.length]
  }
  if (flow) return way === 'forward' ? flow.to : flow.from
  if (!components.has(ref)) return undefined
  const [first] = (way === 'forward' ? outgoing : incoming).get(ref) ?? []
  return first && flowRef(first)
}
