/**
 * Builds the facts of a whole model in one pass, or from those of the model before an edit: facts that
 * would say the same are the same objects, so that whoever works with them sees at once what changed.
 * After a small edit nothing looks at the whole model but plain loops over numbers.
 */
import type { Model } from '../../model/schema.ts'
import { assembled } from './assemble.ts'
import { type Crossed, crossedIn } from './crossed.ts'
import { type OwnFacts, ownFactsOf } from './elements.ts'
import type { ComponentFacts, FlowFacts, PartFacts, Subject } from './facts.ts'
import { type Graph, graphOf } from './graph.ts'
import { alignmentOf, carriedOver, itemAt, type Kept, NOWHERE } from './kept.ts'
import { alikeIn, isSameBytes, partFacts, type Standing, sourcesIn, standingOf } from './standing.ts'
import { type Changes, changesBetween, type Surroundings, surroundingsOf } from './surroundings.ts'

export interface ModelFacts {
  readonly model: Model
  readonly around: Surroundings
  readonly graph: Graph
  readonly standing: Standing
  readonly crossed: Crossed
  readonly own: readonly OwnFacts[]
  /** In the order of the model's components, as `own` and `components` are. */
  readonly parts: readonly PartFacts[]
  readonly components: readonly ComponentFacts[]
  /** In the order of the model's flows, crossing or not; undefined where an end is missing. */
  readonly flows: readonly (FlowFacts | undefined)[]
}

let latest: ModelFacts | undefined

/**
 * The facts of every component and flow. Those of the last model that was asked about are kept: the next
 * one is most often that model after an edit.
 */
export function factsOf(model: Model): ModelFacts {
  if (latest?.model !== model) latest = buildFacts(model, latest)
  return latest
}

/** The facts of one target; undefined when the model lacks it or an end of it. */
export function factsAt(model: Model, target: string): Subject | undefined {
  const { graph, components, flows } = factsOf(model)
  return itemAt(components, graph.positionOf(target)) ?? flowsByTarget(flows).get(target)
}

const byTarget = new WeakMap<ModelFacts['flows'], ReadonlyMap<string, FlowFacts>>()

function flowsByTarget(flows: ModelFacts['flows']): ReadonlyMap<string, FlowFacts> {
  const known = byTarget.get(flows)
  if (known) return known
  const map = new Map<string, FlowFacts>()
  for (const flow of flows) if (flow && !map.has(flow.target)) map.set(flow.target, flow)
  byTarget.set(flows, map)
  return map
}

/** As from scratch, whatever `last` is; what did not change since is taken from it. */
function buildFacts(model: Model, last: ModelFacts | undefined): ModelFacts {
  const around = surroundingsOf(model, last?.around)
  const changes = last && changesBetween(last.around, around)
  const base = changes && last
  const kept = keptIn(model, base, changes)
  const graph = graphOf(model, kept, base)
  const own = carriedOver(base?.own ?? [], kept.components, model.components, (component) =>
    ownFactsOf(component, around),
  )
  const crossed = crossedIn(model, { around, graph, kept }, base && { ...base, changes })
  const isSource = sourcesIn(own, kept.components, base?.standing)
  const isSame = base?.graph === graph && isSameBytes(base.crossed.isAny, crossed.isAny)
  const standing =
    isSame && isSameBytes(base.standing.isSource, isSource)
      ? base.standing
      : standingOf(isSource, graph, crossed.isAny)
  const same = base ? alikeIn(kept.components, standing, base.standing) : kept.components
  const parts = carriedOver(base?.parts ?? [], same, own, (facts, at) => partFacts(facts, standing, at))
  const made = assembled({ model, around, graph, kept, crossed, parts }, base)
  return { model, around, graph, standing, crossed, own, parts, ...made }
}

/** The elements of `base` that read as they did, as far as the surroundings let them. */
function keptIn(
  { components, flows }: Model,
  base: ModelFacts | undefined,
  changes: Changes | undefined,
): Kept {
  const kept = {
    components: alignmentOf(components, base?.model.components ?? []),
    flows: alignmentOf(flows, base?.model.flows ?? []),
  }
  if (!changes || (changes.titles.size === 0 && changes.data.size === 0)) return kept
  const isOther = (data: readonly string[]) => data.some((id) => changes.data.has(id))
  components.forEach(({ zone, dataStored, dataProcessed }, at) => {
    if ((zone !== null && changes.titles.has(zone)) || isOther(dataStored) || isOther(dataProcessed))
      kept.components[at] = NOWHERE
  })
  flows.forEach(({ dataSent, dataReceived }, at) => {
    if (isOther(dataSent) || isOther(dataReceived)) kept.flows[at] = NOWHERE
  })
  return kept
}
