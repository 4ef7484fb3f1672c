import { flowRef, uniqueId } from '../ids.ts'
import { indexOf } from '../queries.ts'
import type { Flow, Model } from '../schema.ts'
import { updated } from './components.ts'

/** Adds a flow; its link id is the target's id, with a suffix when that link exists. */
export function addFlow(
  model: Model,
  given: { from: string; to: string } & Partial<Flow>,
): { model: Model; ref: string } {
  const id = given.id ?? newLinkId(model, given.from, given.to)
  const flow: Flow = { title: '', dataSent: [], dataReceived: [], tags: [], ...given, id }
  return { model: { ...model, flows: [...model.flows, flow] }, ref: flowRef(flow) }
}

function newLinkId(model: Model, from: string, to: string): string {
  const { flows } = indexOf(model)
  return uniqueId(to, (id) => flows.has(flowRef({ from, id })))
}

/** Changes attributes other than the ends; a member set to undefined is removed. */
export function updateFlow(
  model: Model,
  ref: string,
  changes: Partial<Omit<Flow, 'id' | 'from' | 'to'>>,
): Model {
  const flows = updated(model.flows, (flow) => flowRef(flow) === ref, changes)
  return flows === model.flows ? model : { ...model, flows }
}

/** Gives a flow other ends. Where it starts is part of its ref, so what names the flow follows it. */
export function reconnectFlow(
  model: Model,
  ref: string,
  ends: { from: string; to: string },
): { model: Model; ref: string } {
  const flow = indexOf(model).flows.get(ref)
  if (!flow || (flow.from === ends.from && flow.to === ends.to)) return { model, ref }
  const isDefaultId = flow.id === flow.to
  const keepsId = ends.from === flow.from && !isDefaultId
  const rest = { ...model, flows: model.flows.filter((other) => other !== flow) }
  const wanted = isDefaultId ? ends.to : flow.id
  const id = keepsId
    ? flow.id
    : uniqueId(wanted, (taken) => indexOf(rest).flows.has(flowRef({ from: ends.from, id: taken })))
  const next: Flow = { ...flow, ...ends, id }
  const nextRef = flowRef(next)
  const renamed = (target: string) => (target === ref ? nextRef : target)
  return {
    ref: nextRef,
    model: {
      ...model,
      flows: model.flows.map((other) => (other === flow ? next : other)),
      boundaries: model.boundaries.map((boundary) =>
        boundary.crossedBy.includes(ref)
          ? { ...boundary, crossedBy: boundary.crossedBy.map(renamed) }
          : boundary,
      ),
      risks: model.risks.map((risk) => (risk.target === ref ? { ...risk, target: nextRef } : risk)),
      analyses: model.analyses.map((analysis) =>
        analysis.target === ref ? { ...analysis, target: nextRef } : analysis,
      ),
    },
  }
}

/** Says whether a line boundary is crossed by a flow. */
export function setCrossedBy(model: Model, lineId: string, refs: readonly string[]): Model {
  const boundaries = model.boundaries.map((boundary) =>
    boundary.id === lineId && boundary.kind === 'line' && !sameList(boundary.crossedBy, refs)
      ? { ...boundary, crossedBy: refs }
      : boundary,
  )
  return boundaries.some((boundary, at) => boundary !== model.boundaries[at])
    ? { ...model, boundaries }
    : model
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at])
}
