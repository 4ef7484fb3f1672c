/** Elements of the page from the scene. One whose facts are the same keeps its object: a change renders what it changes. */
import { crossingsOf } from '../../../../../shared/model/crossings.ts'
import { noteRect } from '../../../../../shared/model/drawing/page.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import { flowRef } from '../../../../../shared/model/ids.ts'
import { insideWords } from '../../../../../shared/model/names/shown.ts'
import { indexOf, titleOf, zoneChain } from '../../../../../shared/model/queries.ts'
import type { Flow } from '../../../../../shared/model/schema.ts'
import { describeCrossing, describeMark, type Mark, UNTOUCHED } from '../../../../../shared/report/marks.ts'
import { marksIn } from '../../../../state/canvas/marks.ts'
import { describeElement } from '../../../../state/canvas/walk.ts'
import { perDocument } from '../../../../state/selectors.ts'
import { type CanvasFlow, type CanvasNode, type Highlights, LAYER, lineRect } from '../../elements.ts'
import type { Scene } from '../../scene.ts'
import { indexed } from '../items.ts'
import { sameRect } from '../spatial-index.ts'
import { allTags, tagsIn } from '../tags/tags.ts'

export interface Derived {
  readonly nodes: readonly CanvasNode[]
  readonly flows: readonly CanvasFlow[]
}

/** What the last list was made from, beside what each element is drawn by. */
interface Made {
  readonly document: Scene['document']
  readonly highlights: Highlights
  readonly place: Rect | null
  /** As they were asked for, and in the model's order. */
  readonly refs: readonly string[]
  readonly sorted: readonly string[]
}

let knownNodes = new Map<string, CanvasNode>()
let knownFlows = new Map<string, CanvasFlow>()
let last: Derived = { nodes: [], flows: [] }
let made: Made | null = null

/**
 * The elements of these refs, in the model's order; the same list while none of them differs. `place` is where the page
 * holds marks and labels of flows, null while nobody sees any.
 */
export function elementsOf(
  scene: Scene,
  highlights: Highlights,
  refs: readonly string[],
  place: Rect | null,
): Derived {
  const nodes = new Map<string, CanvasNode>()
  const flows = new Map<string, CanvasFlow>()
  const { document } = scene
  const model = indexOf(document.model)
  const isSameDocument = made?.document === document
  const sorted = isSameDocument && made ? sortedAgain(made, scene, refs) : sortedIn(scene, refs)
  // A drag changes only where something stands: what stands where it stood is not looked at again.
  const onlyMoved = isSameDocument && made?.highlights === highlights && made.place === place
  for (const ref of sorted) {
    const flow = model.flows.get(ref)
    if (flow) {
      const known = knownFlows.get(ref)
      const isKept = onlyMoved && known !== undefined && scene.drawing.flows.get(ref) === known.data.shape
      const next = isKept ? known : flowFrom(scene, highlights, flow, place, known)
      if (next) flows.set(ref, kept(known, next))
    } else {
      const known = knownNodes.get(ref)
      const isKept = onlyMoved && known !== undefined && isWhereItStood(scene, known)
      const next = isKept ? known : nodeFrom(scene, highlights, ref)
      if (next) nodes.set(ref, kept(known, next))
    }
  }
  knownNodes = nodes
  knownFlows = flows
  made = { document, highlights, place, refs, sorted }
  const next = {
    nodes: sameList(last.nodes, [...nodes.values()]),
    flows: sameList(last.flows, [...flows.values()]),
  }
  if (next.nodes !== last.nodes || next.flows !== last.flows) last = next
  return last
}

function sortedIn(scene: Scene, refs: readonly string[]): readonly string[] {
  const index = indexed(scene)
  const orderOf = (ref: string) => index.get(ref)?.order ?? 0
  return [...new Set(refs)].sort((a, b) => orderOf(a) - orderOf(b))
}

function sortedAgain(before: Made, scene: Scene, refs: readonly string[]): readonly string[] {
  const isSame = before.refs.length === refs.length && refs.every((ref, at) => ref === before.refs[at])
  return isSame ? before.sorted : sortedIn(scene, refs)
}

function isWhereItStood({ rects, drawing }: Scene, { id, type, rect, data }: CanvasNode): boolean {
  if (type === 'line') return drawing.lines.get(id) === data.shape
  const now = rects.get(id)
  return type !== 'note' && now !== undefined && sameRect(now, rect)
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

/** By what was named; a place that changes changes no name. */
const namesOf = perDocument(() => new Map<string, string>())

/** Words for screen readers, made once for each model and its drafts: to move something changes none of them. */
function named(scene: Scene, key: string, make: () => string): string {
  const known = namesOf(scene.document)
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
  return a.type === b.type && a.zIndex === b.zIndex && sameRect(a.rect, b.rect)
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
