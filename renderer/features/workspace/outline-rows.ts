/** The model as a tree to read: zones, what is in them, the flows that leave each component, the lines. */
import { plural } from '../../../shared/core/text.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Boundary, Component, Flow, Model } from '../../../shared/model/schema.ts'

export interface OutlineRow {
  /** A component id, boundary id or flow ref: what selecting the row selects. */
  readonly ref: string
  readonly kind: 'zone' | 'line' | 'external' | 'process' | 'store' | 'flow'
  readonly title: string
  /** A quiet word after the title. */
  readonly detail: string
  /** "API Gateway, process, in DMZ". */
  readonly name: string
  /** From 1. */
  readonly level: number
  readonly place: number
  readonly siblings: number
  /** Null where there is nothing to expand. */
  readonly open: boolean | null
  /** The flow crosses a boundary. */
  readonly crosses: boolean
}

type Node = Boundary | Component | Flow

/** The visible rows in order; `folded` holds the refs whose children are hidden. */
export function listOutline(model: Model, folded: ReadonlySet<string>): readonly OutlineRow[] {
  const { componentsIn, zonesIn, outgoing } = indexOf(model)
  const crossings = crossingsOf(model)
  const rows: OutlineRow[] = []
  const childrenOf = (node: Node): readonly Node[] => {
    if ('from' in node) return []
    if ('kind' in node && node.kind === 'zone')
      return [...(zonesIn.get(node.id) ?? []), ...(componentsIn.get(node.id) ?? [])]
    return node.kind === 'line' ? [] : (outgoing.get(node.id) ?? [])
  }
  const visit = (nodes: readonly Node[], level: number, seen: ReadonlySet<string>): void => {
    for (const [at, node] of nodes.entries()) {
      const ref = 'from' in node ? flowRef(node) : node.id
      // A cycle of zones in a broken file must not hang the tree.
      if (seen.has(ref)) continue
      const children = childrenOf(node)
      const open = children.length === 0 ? null : !folded.has(ref)
      const place = { level, place: at + 1, siblings: nodes.length, open }
      rows.push({ ref, ...place, ...wordsOf(model, node), crosses: crossings.has(ref) })
      if (open) visit(children, level + 1, new Set([...seen, ref]))
    }
  }
  const lines = model.boundaries.filter((boundary) => boundary.kind === 'line')
  visit([...(zonesIn.get(null) ?? []), ...(componentsIn.get(null) ?? []), ...lines], 1, new Set())
  return rows
}

/** The refs around a row, outermost first: what must be unfolded to see it. */
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

function wordsOf(model: Model, node: Node): Pick<OutlineRow, 'kind' | 'title' | 'detail' | 'name'> {
  if ('from' in node) {
    const to = titleOf(model, node.to)
    const protocol = node.protocol ?? ''
    return {
      kind: 'flow',
      title: to,
      detail: protocol,
      name: `Flow from ${titleOf(model, node.from)} to ${to}${protocol ? `, ${protocol}` : ''}`,
    }
  }
  if ('crossedBy' in node && node.kind === 'zone')
    return { kind: 'zone', title: node.title, detail: '', name: `${node.title}, zone` }
  if ('crossedBy' in node) {
    const count = plural(node.crossedBy.length, 'flow')
    return { kind: 'line', title: node.title, detail: count, name: `${node.title}, boundary line, ${count}` }
  }
  const where = node.zone === null ? 'outside' : `in ${titleOf(model, node.zone)}`
  const kind = { external: 'external entity', process: 'process', store: 'data store' }[node.kind]
  return {
    kind: node.kind,
    title: node.title,
    detail: node.technologies[0] ?? node.note ?? '',
    name: `${node.title}, ${kind}, ${where}`,
  }
}
