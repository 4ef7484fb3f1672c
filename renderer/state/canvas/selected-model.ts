/** The selected part of a model as a model of its own, for texts that describe a whole one. */
import type { Document } from '../../../shared/model/document.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import { copyOf } from '../clipboard/copy.ts'

/**
 * What is selected with all that is in it, the flows between and the zones around; a selected flow brings its
 * ends. Null when no component and no zone is among it.
 */
export function selectedModel(document: Document, selection: readonly string[]): Model | null {
  const { model } = document
  const chosen = new Set(selection)
  const ends = model.flows.filter((flow) => chosen.has(flowRef(flow))).flatMap(({ from, to }) => [from, to])
  const copy = copyOf(document, [...new Set([...selection, ...ends])])
  if (!copy || copy.components.length + copy.boundaries.length === 0) return null
  const kept = new Map(copy.boundaries.map((boundary) => [boundary.id, boundary]))
  const { boundaries } = indexOf(model)
  const holders = [...copy.components.map(({ zone }) => zone), ...copy.boundaries.map(({ parent }) => parent)]
  for (const holder of holders) {
    let zone = boundaries.get(holder ?? '')
    while (zone && !kept.has(zone.id)) {
      kept.set(zone.id, zone)
      zone = boundaries.get(zone.parent ?? '')
    }
  }
  return {
    ...EMPTY_MODEL,
    components: copy.components,
    flows: copy.flows,
    boundaries: model.boundaries.flatMap(({ id }) => kept.get(id) ?? []),
    dataAssets: copy.dataAssets,
  }
}
