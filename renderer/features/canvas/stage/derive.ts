/** Elements of the page from the scene. One whose facts are the same keeps its object: a change renders what it changes. */
import { crossingsOf } from '../../../../shared/model/crossings.ts'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { flowRef } from '../../../../shared/model/ids.ts'
import { insideWords } from '../../../../shared/model/names/shown.ts'
import { indexOf, titleOf, zoneChain } from '../../../../shared/model/queries.ts'
import type { Flow } from '../../../../shared/model/schema.ts'
import { describeCrossing, describeMark, type Mark, UNTOUCHED } from '../../../../shared/report/marks.ts'
import { marksIn } from '../../../state/canvas/marks.ts'
import { describeElement } from '../../../state/canvas/walk.ts'
import { type CanvasFlow, type CanvasNode, type Highlights, LAYER, lineRect } from '../elements.ts'
import type { Scene } from '../scene.ts'
import { indexed } from './items.ts'
import { allTags, tagsIn } from './tags/tags.ts'

export interface Derived {
  readonly nodes: readonly CanvasNode[]
  readonly flows: readonly CanvasFlow[]
}

let knownNodes = new Map<string, CanvasNode>()
let knownFlows = new Map<string, CanvasFlow>()
let last: Derived = { nodes: [], flows: [] }

/**
 * The elements of these refs, in the model's order; the same list while none of them differs. `place` is where the page
 * holds marks and labels of flows, null while nobody sees any.
 */
export function elementsOf(
  scene: Scene,
  highlights: Highlights,
  refs: Iterable<string>,
  place: Rect | null,
): Derived {
  const index = indexed(scene)
  const orderOf = (ref: string) => index.get(ref)?.order ?? 0
  const nodes = new Map<string, CanvasNode>()
  const flows = new Map<string, CanvasFlow>()
  const model = indexOf(scene.document.model)
  for (const ref of [...new Set(refs)].sort((a, b) => orderOf(a) - orderOf(b))) {
    const flow = model.flows.get(ref)
    if (flow) {
      const known = knownFlows.get(ref)
      const next = flowFrom(scene, highlights, flow, place, known)
      if (next) flows.set(ref, kept(known, next))
    } else {
      const next = nodeFrom(scene, highlights, ref)
      if (next) nodes.set(ref, kept(knownNodes.get(ref), next))
    }
  }
  knownNodes = nodes
  knownFlows = flows
  const next = {
    nodes: sameList(last.nodes, [...nodes.values()]),
    flows: sameList(last.flows, [...flows.values()]),
  }
  if (next.nodes !== last.nodes || next.flows !== last.flows) last = next
  return last
}

function nodeFrom(scene: Scene, highlights: Highlights, ref: string): CanvasNode | null {
  const { document, rects, collapsed, drawing, notes } = scene
  const { components, boundaries } = indexOf(document.model)
  const rect = rects.get(ref)
  const component = components.get(ref)
  if (component && rect) {
    const mark = marksIn(document).get(ref) ?? UNTOUCHED
    const words = () => `${describeElement(document, ref)}, ${describeMark(mark)}`
    const shared = sharedOf(ref, highlights, named(scene, ref, words))
    const { target, detailed } = highlights
    const zIndex = LAYER.component + (shared.selected ? 1 : 0)
    const data = { ...shared, component, mark, target: target === ref, detailed }
    return { id: ref, type: 'component', rect, zIndex, data }
  }
  const boundary = boundaries.get(ref)
  if (boundary) {
    const shared = sharedOf(
      ref,
      highlights,
      named(scene, ref, () => describeElement(document, ref)),
    )
    if (boundary.kind === 'zone' && rect) {
      const inside = insideWords(collapsed, ref)
      // A collapsed one is where flows end, as a component is.
      const zIndex = inside === null ? LAYER.zone + zoneChain(document.model, ref).length : LAYER.component
      const data = { ...shared, zone: boundary, inside, receives: highlights.dropZone === ref }
      return { id: ref, type: 'zone', rect, zIndex, data }
    }
    const shape = drawing.lines.get(ref)
    if (!shape) return null
    const data = { ...shared, line: boundary, shape }
    return { id: ref, type: 'line', rect: lineRect(shape), zIndex: LAYER.line, data }
  }
  const note = notes.find(({ id }) => `note:${id}` === ref)
  if (!note) return null
  const data = { ...sharedOf(ref, highlights, `Note: ${note.text}`), note }
  return { id: ref, type: 'note', rect: noteRect(note), zIndex: LAYER.note, data }
}

function flowFrom(
  scene: Scene,
  highlights: Highlights,
  flow: Flow,
  place: Rect | null,
  known: CanvasFlow | undefined,
): CanvasFlow | null {
  const { document, drawing } = scene
  const ref = flowRef(flow)
  const shape = drawing.flows.get(ref)
  if (!shape) return null
  const mark = marksIn(document).get(ref) ?? UNTOUCHED
  const boundaries = crossingsOf(document.model).get(ref)?.boundaries ?? []
  const crossing = named(scene, `crossing ${ref}`, () =>
    boundaries.length > 0 ? describeCrossing(document.model, ref, boundaries, mark) : '',
  )
  const name = named(scene, ref, () => titleOf(document.model, ref))
  const shared = sharedOf(ref, highlights, name)
  const held = known?.data.shape === shape ? known.data : undefined
  const { spots, isLabelled } =
    shared.selected || shared.renaming ? allTags(shape) : tagsIn(shape, place, held)
  return { id: ref, data: { ...shared, flow, shape, spots, isLabelled, mark, crossing } }
}

function sharedOf(ref: string, { selection, lit, renaming }: Highlights, name: string) {
  const selected = selection.has(ref)
  return {
    name,
    selected,
    sole: selected && selection.size === 1 && renaming !== ref,
    lit: lit.has(ref),
    renaming: renaming === ref,
  }
}

const names = new WeakMap<Scene['document'], Map<string, string>>()

/** Words for screen readers, made once for each document: a drag changes none of them. */
function named(scene: Scene, key: string, make: () => string): string {
  const known = names.get(scene.document) ?? new Map<string, string>()
  names.set(scene.document, known)
  const name = known.get(key) ?? make()
  known.set(key, name)
  return name
}

function sameList<T>(known: readonly T[], next: readonly T[]): readonly T[] {
  return known.length === next.length && next.every((item, at) => item === known[at]) ? known : next
}

/** The known element when nothing about it differs. */
function kept<T extends CanvasNode | CanvasFlow>(known: T | undefined, next: T): T {
  return known && isSameElement(known, next) ? known : next
}

function isSameElement(a: CanvasNode | CanvasFlow, b: CanvasNode | CanvasFlow): boolean {
  if (!hasSameMembers(a.data, b.data)) return false
  if (!('rect' in a) || !('rect' in b)) return true
  const [one, other] = [a.rect, b.rect]
  return (
    a.type === b.type &&
    a.zIndex === b.zIndex &&
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  )
}

function hasSameMembers(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  for (const key in b) if (a[key] !== b[key] && !isSameMark(a[key], b[key])) return false
  return true
}

function isSameMark(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || !('drafts' in a) || !('drafts' in b))
    return false
  const [mark, other] = [a as Mark, b as Mark]
  return mark.drafts === other.drafts && mark.risks === other.risks && mark.state === other.state
}
