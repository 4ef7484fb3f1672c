/** Two sides that gave one id to different things: theirs gets another id, everywhere it is named. */
import type { Document } from '../../model/document.ts'
import { uniqueId } from '../../model/ids.ts'
import { groupBy } from '../rows.ts'
import type { MergedRow } from './attempt.ts'

export interface Clash {
  readonly id: string
  readonly ours: MergedRow
  readonly theirs: MergedRow
}

/** Ids that the merged document would have twice, because each side made another thing of it. */
export function listClashes(rows: readonly MergedRow[]): readonly Clash[] {
  const elements = rows.filter(({ collection }) => ['components', 'boundaries'].includes(collection.name))
  return [...groupBy(elements, ({ row }) => String(row.id))].flatMap(([id, same]) => {
    const ours = same.find(({ sides }) => sides.ours && !sides.theirs)
    const theirs = same.find(({ sides }) => sides.theirs && !sides.ours)
    // An id that one side has twice is broken already, and no new name for the other side's mends it.
    return ours && theirs && same.length === 2 ? [{ id, ours, theirs }] : []
  })
}

/** An id that no component or boundary of the documents has. */
export function freeId(id: string, documents: readonly Document[]): string {
  const taken = new Set(
    documents.flatMap(({ model }) => [...model.components, ...model.boundaries].map((element) => element.id)),
  )
  return uniqueId(id, (wanted) => taken.has(wanted))
}

/** The document with another id for a component or boundary, wherever it is named. */
export function renameElement(document: Document, from: string, to: string): Document {
  const { model, layout, drafts } = document
  const name = (ref: string) => {
    if (ref === from) return to
    if (ref.startsWith(`${from}>`)) return to + ref.slice(from.length)
    return ref === `boundary:${from}` ? `boundary:${to}` : ref
  }
  const nameOrNull = (ref: string | null) => (ref === null ? null : name(ref))
  const retarget = <T extends { readonly target: string }>(row: T): T => ({
    ...row,
    target: name(row.target),
  })
  return {
    ...document,
    model: {
      ...model,
      components: model.components.map((component) => ({
        ...component,
        id: name(component.id),
        zone: nameOrNull(component.zone),
      })),
      flows: model.flows.map((flow) => ({ ...flow, from: name(flow.from), to: name(flow.to) })),
      boundaries: model.boundaries.map((boundary) => ({
        ...boundary,
        id: name(boundary.id),
        parent: nameOrNull(boundary.parent),
        crossedBy: boundary.crossedBy.map(name),
      })),
      risks: model.risks.map(retarget),
      analyses: model.analyses.map(retarget),
    },
    layout: {
      ...layout,
      boxes: layout.boxes.map((box) => ({ ...box, id: name(box.id) })),
      routes: layout.routes.map((route) => ({ ...route, ref: name(route.ref) })),
    },
    drafts: drafts.map(retarget),
  }
}
