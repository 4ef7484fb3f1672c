/** The select tool: click, drag elements, and a rubber band on empty canvas. */

import { holderOf, withMembers } from '../../../../shared/model/arranging/members.ts'
import { borderOf, crossings } from '../../../../shared/model/drawing/paths.ts'
import { boundsOf, contains, type Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { type Place, rootsOf, zoneAt } from '../../../state/canvas/move.ts'
import { moveInto } from '../../../state/canvas/zones/membership.ts'
import { documentStore } from '../../../state/document.ts'
import { canEdit, moveElements, nameOf } from '../../../state/elements/elements.ts'
import { notify, select, setUi, uiStore } from '../../../state/ui.ts'
import { endGesture, setCanvas } from '../canvas-state.ts'
import { currentScene, rectOf, type Scene } from '../scene.ts'
import { selectBeneath } from './beneath.ts'
import { dragCopies } from './copies.ts'
import type { Gesture, Pointer } from './gesture.ts'
import { neighboursOf, placeMoved } from './guides/neighbours.ts'

const INSET = { side: 8, top: 24 } as const
const NOTHING: ReadonlyMap<string, Point> = new Map()

/** A press on an element selects it at once; without a drag it then stands alone. */
export function pressElement(ref: string, start: Pointer, isMovable: boolean): Gesture {
  const { selection } = uiStore.getState()
  const wasSelected = selection.includes(ref)
  if (start.adds) select([ref], true)
  else if (!wasSelected) select([ref])
  const drag = isMovable && canEdit() ? dragFrom(ref, start) : null
  let moved = false
  return {
    move(pointer) {
      if (!moved && isMovable && documentStore.getState().readOnly)
        notify('info', 'The model is read-only: nothing moves.')
      moved = true
      if (!start.adds || !wasSelected) drag?.move(pointer)
    },
    end(pointer) {
      if (moved && drag) drag.end(pointer)
      else if (start.free) selectBeneath(start.at)
      else if (wasSelected && !start.adds) select([ref])
    },
    cancel() {
      drag?.cancel()
      select(selection)
    },
  }
}

/** Alt at the press takes copies; pressed later it only suspends snapping. */
function dragFrom(ref: string, start: Pointer): Gesture | null {
  return start.free ? dragCopies(uiStore.getState().selection, ref, start) : dragSelection(ref, start)
}

function dragSelection(primary: string, start: Pointer): Gesture {
  const scene = currentScene()
  const { model } = scene.document
  const chosen = uiStore.getState().selection
  const roots = rootsOf(model, chosen.includes(primary) ? chosen : [primary]).filter((ref) =>
    isMovable(scene, ref),
  )
  const own = withMembers(model, roots)
  const anchor = rectOf(scene, primary) ?? { ...start.at, width: 0, height: 0 }
  const isOneGroup =
    new Set(roots.filter((ref) => !ref.startsWith('note:')).map((ref) => holderOf(model, ref))).size <= 1
  const around = boundsOf(roots.flatMap((ref) => rectOf(scene, ref) ?? [])) ?? anchor
  const moving = new Set([...own, ...roots])
  const neighbours = neighboursOf(scene, moving)
  const shift = (pointer: Pointer) => {
    const by = { x: pointer.at.x - start.at.x, y: pointer.at.y - start.at.y }
    return placeMoved(around, anchor, straightened(by, pointer), neighbours, pointer)
  }
  const zoneFor = (ref: string, by: Point, at: Point): string | null => {
    const rect = scene.rects.get(ref)
    const middle = rect ? { x: rect.x + by.x + rect.width / 2, y: rect.y + by.y + rect.height / 2 } : at
    return zoneAt(model, scene.rects, isOneGroup ? at : middle, own)
  }
  return {
    move(pointer) {
      const { by, guides } = shift(pointer)
      const dragging = new Map<string, Point>()
      for (const ref of moving) {
        const rect = rectOf(scene, ref)
        if (rect) dragging.set(ref, { x: rect.x + by.x, y: rect.y + by.y })
      }
      setUi({ dragging })
      const isOnlyNotes = roots.every((ref) => ref.startsWith('note:'))
      setCanvas({ dropZone: isOnlyNotes ? null : zoneAt(model, scene.rects, pointer.at, own), guides })
    },
    end(pointer) {
      const { by } = shift(pointer)
      const places = new Map<string, Place>()
      for (const ref of roots) {
        const rect = rectOf(scene, ref)
        if (!rect) continue
        const at = { x: rect.x + by.x, y: rect.y + by.y }
        const zone = ref.startsWith('note:') ? undefined : zoneFor(ref, by, pointer.at)
        const holder = zone ? scene.rects.get(zone) : undefined
        if (zone === undefined) places.set(ref, { at })
        else places.set(ref, { at: holder ? within(holder, at) : at, zone })
      }
      setUi({ dragging: NOTHING })
      endGesture()
      if (by.x === 0 && by.y === 0) return
      const into = [...places.values()].map(({ zone }) => zone).find((zone) => zone && isBox(scene, zone))
      if (into) dropIntoBox([...places.keys()], into)
      else moveElements(places, undefined, moveLabel(scene, places))
    },
    cancel() {
      setUi({ dragging: NOTHING })
      endGesture()
    },
  }
}

function isBox({ collapsed }: Scene, zone: string): boolean {
  return collapsed.zones.has(zone)
}

/** What is dropped on a collapsed zone gets a place of its own inside, and the zone stays in hand. */
function dropIntoBox(refs: readonly string[], zone: string): void {
  moveInto(
    refs.filter((ref) => !ref.startsWith('note:')),
    zone,
  )
}

/** Shift keeps a drag level or upright. */
function straightened(by: Point, { adds }: Pointer): Point {
  if (!adds) return by
  return Math.abs(by.x) >= Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y }
}

/** A zone grows to its right and downwards for what is dropped into it, not to its left or over its title. */
function within(zone: Rect, at: Point): Point {
  return { x: Math.max(zone.x + INSET.side, at.x), y: Math.max(zone.y + INSET.top, at.y) }
}

function isMovable(scene: Scene, ref: string): boolean {
  return scene.rects.has(ref) || ref.startsWith('note:')
}

/** "Move API Gateway into DMZ", "Move API Gateway out of DMZ", "Move API Gateway". */
function moveLabel({ document }: Scene, places: ReadonlyMap<string, Place>): string {
  const label = `Move ${nameOf(document, [...places.keys()])}`
  for (const [ref, { zone }] of places) {
    const before = holderOf(document.model, ref)
    if (zone === undefined || zone === before) continue
    if (zone !== null) return `${label} into ${titleOf(document.model, zone)}`
    if (before !== null) return `${label} out of ${titleOf(document.model, before)}`
  }
  return label
}

/** A click on empty canvas selects the zone around it, or nothing; a drag takes what it touches. */
export function pressPane(start: Pointer): Gesture {
  const { selection } = uiStore.getState()
  const before = start.adds ? selection : []
  let box: Rect | null = null
  return {
    move({ at, free }) {
      box = rectBetween(start.at, at)
      setCanvas({ box: { rect: box, purpose: 'select' } })
      const touched = elementsIn(currentScene(), box, free)
      select([...before, ...touched.filter((ref) => !before.includes(ref))])
    },
    end() {
      endGesture()
      if (box) return
      if (start.free) return selectBeneath(start.at)
      const { document, rects } = currentScene()
      const zone = zoneAt(document.model, rects, start.at)
      if (zone !== null) select([zone], start.adds)
      else if (!start.adds) select([])
    },
    cancel() {
      endGesture()
      select(selection)
    },
  }
}

/**
 * Components, notes and flows that the box touches, zones only when it holds them whole; with Alt
 * everything only when it holds it whole.
 */
function elementsIn(scene: Scene, box: Rect, isWhole: boolean): readonly string[] {
  const { model } = scene.document
  const touched = (rect: Rect | null | undefined): boolean =>
    !!rect &&
    (!isWhole || contains(box, rect)) &&
    rect.x < box.x + box.width &&
    box.x < rect.x + rect.width &&
    rect.y < box.y + box.height &&
    box.y < rect.y + rect.height
  const components = model.components.filter(({ id }) => touched(scene.rects.get(id))).map(({ id }) => id)
  const zones = model.boundaries.filter(({ id }) => {
    const rect = scene.rects.get(id)
    return rect && contains(box, rect)
  })
  const notes = scene.notes.map((note) => `note:${note.id}`).filter((ref) => touched(rectOf(scene, ref)))
  const border = borderOf(box)
  const flows = [...scene.drawing.flows.values()].filter(
    ({ path }) =>
      path[isWhole ? 'every' : 'some']((point) => contains(box, { ...point, width: 0, height: 0 })) ||
      (!isWhole && crossings(border, path).length > 0),
  )
  const alone = components.length + zones.length + notes.length === 0 ? flows.map(({ ref }) => ref) : []
  return [...zones.map(({ id }) => id), ...components, ...notes, ...alone]
}

export function rectBetween(a: Point, b: Point): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
}
