/**
 * The diagram as a tree to read: zones, what is in them, the flows that leave each component, the
 * lines with the flows they cross, the notes. Only refs and places: the words of a row are made
 * when it is drawn.
 */
import { flowRef } from '../../../../shared/model/ids.ts'
import type { CanvasNote } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import type { ElementKind } from '../../../ui/marks/ElementIcon.tsx'

export interface OutlineRow {
  /** The ref, behind its line's where the row repeats a flow under a line. */
  readonly key: string
  /** A component id, boundary id, flow ref or `note:<id>`: what selecting the row selects. */
  readonly ref: string
  readonly kind: ElementKind
  readonly title: string
  /** From 1. */
  readonly level: number
  readonly place: number
  readonly siblings: number
  /** Null where there is nothing to expand. */
  readonly open: boolean | null
}

interface Item {
  readonly key: string
  readonly ref: string
  readonly kind: ElementKind
  readonly title: string
  /** Made when they are asked for: a folded row does not need them. */
  readonly children: () => readonly Item[]
}

const NOTHING = (): readonly Item[] => []

/**
 * The visible rows in order; `folded` holds the keys whose children are hidden. A `query` shows only
 * what has it in its title, with what is around and inside it, all unfolded.
 */
export function listOutline(
  model: Model,
  notes: readonly CanvasNote[],
  folded: ReadonlySet<string>,
  query = '',
): readonly OutlineRow[] {
  const wanted = query.trim().toLowerCase()
  const rows: OutlineRow[] = []
  // A cycle of zones in a broken file must not hang the tree.
  const around = new Set<string>()
  const isShown = (item: Item): boolean => {
    if (item.title.toLowerCase().includes(wanted)) return true
    if (around.has(item.key)) return false
    around.add(item.key)
    const found = item.children().some(isShown)
    around.delete(item.key)
    return found
  }
  const visit = (items: readonly Item[], level: number, inMatch: boolean): void => {
    const shown = (inMatch ? items : items.filter(isShown)).filter(({ key }) => !around.has(key))
    for (const [at, item] of shown.entries()) {
      const { key, ref, kind, title } = item
      const matches = inMatch || title.toLowerCase().includes(wanted)
      const children = item.children()
      const open = children.length === 0 ? null : wanted !== '' || !folded.has(key)
      rows.push({ key, ref, kind, title, level, place: at + 1, siblings: shown.length, open })
      if (!open) continue
      around.add(key)
      visit(children, level + 1, matches)
      around.delete(key)
    }
  }
  visit(rootsOf(model, notes), 1, wanted === '')
  return rows
}

function rootsOf(model: Model, notes: readonly CanvasNote[]): readonly Item[] {
  const { components, componentsIn, zonesIn, outgoing, flows } = indexOf(model)
  const flowItem = (ref: string, key: string, title: string): Item => ({
    key,
    ref,
    kind: 'flow',
    title,
    children: NOTHING,
  })
  const titleAt = (id: string) => components.get(id)?.title ?? id
  const within = (zone: string | null): readonly Item[] => [
    ...(zonesIn.get(zone) ?? []).map(
      ({ id, title }): Item => ({ key: id, ref: id, kind: 'zone', title, children: () => within(id) }),
    ),
    ...(componentsIn.get(zone) ?? []).map(({ id, title, kind }): Item => {
      const leaving = outgoing.get(id)
      const children = leaving
        ? () =>
            leaving.map((flow) => {
              const ref = flowRef(flow)
              return flowItem(ref, ref, titleAt(flow.to))
            })
        : NOTHING
      return { key: id, ref: id, kind, title, children }
    }),
  ]
  const lines = model.boundaries
    .filter((boundary) => boundary.kind === 'line')
    .map(({ id, title, crossedBy }): Item => {
      const crossed = () =>
        [...new Set(crossedBy)].flatMap((ref) => {
          const flow = flows.get(ref)
          return flow ? flowItem(ref, `${id}/${ref}`, titleAt(flow.to)) : []
        })
      return { key: id, ref: id, kind: 'line', title, children: crossed }
    })
  const remarks = notes.map(({ id, text }): Item => {
    const ref = `note:${id}`
    return { key: ref, ref, kind: 'note', title: text, children: NOTHING }
  })
  return [...within(null), ...lines, ...remarks]
}

/** The keys around a row, outermost first: what must be unfolded to see it. */
export function foldersOf(model: Model, ref: string): readonly string[] {
  const { components, boundaries, flows } = indexOf(model)
  const folders: string[] = []
  let next: string | null | undefined = flows.get(ref)?.from ?? ref
  if (next !== ref) folders.push(next)
  for (let depth = 0; next && depth < 64; depth += 1) {
    next = components.get(next)?.zone ?? boundaries.get(next)?.parent
    if (next) folders.unshift(next)
  }
  return folders
}
