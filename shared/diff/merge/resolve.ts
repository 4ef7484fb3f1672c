import { type Document, tidy } from '../../model/document.ts'
import { removeDataAssets } from '../../model/edits/components.ts'
import { removeMitigations } from '../../model/edits/mitigations.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { zoneChain } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { byKey, isEqual, patched, type Row } from '../rows.ts'
import { listNames, listRefs, readRows, writeRows } from './collection-rows.ts'
import { type Collection, getCollection } from './collections.ts'
import type { Choice, Conflict } from './conflict.ts'
import type { Side } from './three-way.ts'

/**
 * Carries out one side's choice on the merged document, also after other choices and edits. The same
 * document where it changes nothing, or where what the choice names is gone by now.
 */
export function resolveConflict(merged: Document, conflict: Conflict, side: Side): Document {
  const choice = conflict.choices[side]
  if (choice.op === 'keep') return merged
  if (choice.op === 'set') return setValue(merged, conflict, choice)
  const collection = getCollection(choice.collection)
  const row = rowsOf(collection, merged).get(choice.key)
  return row ? removeRow(merged, collection, choice.key, row) : merged
}

function rowsOf(collection: Collection, document: Document): Map<string, Row> {
  return byKey(readRows(collection, document), collection.key)
}

function setValue(document: Document, conflict: Conflict, choice: Choice & { readonly op: 'set' }): Document {
  const collection = getCollection(conflict.collection)
  const rows = rowsOf(collection, document)
  const row = rows.get(conflict.key)
  if (!row) return document
  const { attribute, part, value } = choice
  const next = patched(row, {
    [attribute]: part === undefined ? value : withPart(collection, row, attribute, part, value),
  })
  const known = new Set([...listNames(document), ...listRefs(collection, row)])
  if (isEqual(next, row) || !listRefs(collection, next).every((name) => known.has(name))) return document
  const changed = writeRows(collection, document, [...rows.set(conflict.key, next).values()])
  if (attribute !== 'parent') return changed
  return { ...changed, model: unlooped(changed.model, String(row.id), row.parent as string | null) }
}

function withPart({ parts }: Collection, row: Row, attribute: string, part: string, value: unknown): unknown {
  const kind = parts?.[attribute]
  if (!kind) return row[attribute]
  const members = new Map(kind.split(row[attribute]))
  if (value === undefined) members.delete(part)
  else members.set(part, value)
  return kind.join(members)
}

// A zone that moves into one of its own members sends that member to where it came from itself.
function unlooped(model: Model, id: string, formerParent: string | null): Model {
  const parent = model.boundaries.find((boundary) => boundary.id === id)?.parent ?? null
  const inner = zoneChain(model, parent).find((zone) =>
    model.boundaries.some((boundary) => boundary.id === zone && boundary.parent === id),
  )
  if (inner === undefined || !zoneChain(model, parent).includes(id)) return model
  const boundaries = model.boundaries.map((boundary) =>
    boundary.id === inner ? { ...boundary, parent: formerParent } : boundary,
  )
  return { ...model, boundaries }
}

function removeRow(document: Document, collection: Collection, key: string, row: Row): Document {
  const { model, layout } = document
  switch (collection.name) {
    case 'components':
    case 'boundaries':
    case 'flows':
      return tidy({
        ...document,
        model: removeElements(model, [collection.name === 'flows' ? key : String(row.id)]).model,
      })
    case 'dataAssets':
      return { ...document, model: removeDataAssets(model, [String(row.id)]) }
    case 'mitigations':
      return { ...document, model: removeMitigations(model, [String(row.id)]) }
    case 'pages': {
      const unplaced = <T extends { readonly page?: string | undefined }>(place: T): T =>
        place.page === key ? patched(place, { page: undefined }) : place
      const pages = layout.pages.filter((page) => page.id !== key)
      return {
        ...document,
        layout: { ...layout, pages, boxes: layout.boxes.map(unplaced), notes: layout.notes.map(unplaced) },
      }
    }
    default: {
      const rows = rowsOf(collection, document)
      rows.delete(key)
      return writeRows(collection, document, [...rows.values()])
    }
  }
}
