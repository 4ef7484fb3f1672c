/** Moving elements into zones and out of them without a mouse. */
import { holderOf, withMembers } from '../../../../shared/model/arranging/members.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { absoluteRects, type Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { indexOf, titleOf, zoneChain } from '../../../../shared/model/queries.ts'
import { currentDocument } from '../../document.ts'
import { setZone } from '../../elements/attributes.ts'
import { announce, canEdit, moveElements, nameOf } from '../../elements/elements.ts'
import { select } from '../../ui.ts'
import { type Place, rootsOf } from '../move.ts'
import { isCollapsed } from './collapse.ts'

const GAP = 48

/** Components and zones of a selection, without what is inside another selected zone. */
export function movableOf({ model }: Document, refs: readonly string[]): readonly string[] {
  const { components, boundaries } = indexOf(model)
  const isPlaced = (ref: string) => components.has(ref) || boundaries.get(ref)?.kind === 'zone'
  return rootsOf(model, refs.filter(isPlaced))
}

/** The zones that elements can go into: not those that hold all of them already, nor what they hold. */
export function zonesFor(document: Document, refs: readonly string[]): readonly string[] {
  const { model } = document
  const own = withMembers(model, refs)
  const holders = new Set(refs.map((ref) => holderOf(model, ref)))
  return model.boundaries
    .filter(({ id, kind }) => kind === 'zone' && !own.has(id) && !(holders.size === 1 && holders.has(id)))
    .map(({ id }) => id)
}

/** "Cloud › Data": a zone with those around it. */
export function pathOf({ model }: Document, zone: string): string {
  return [...zoneChain(model, zone)]
    .reverse()
    .map((id) => titleOf(model, id))
    .join(' › ')
}

/** Gives elements a place inside a zone, below what is there. A collapsed one stays as it is, in hand. */
export function moveInto(refs: readonly string[], zone: string): void {
  if (!canEdit()) return
  setZone(refs, zone)
  if (isCollapsed(currentDocument(), zone)) select([zone])
  announce(`Moved into ${titleOf(currentDocument().model, zone)}`)
}

/** Takes elements out of their zones into what is around them, to a free place beside the zone. */
export function moveOut(refs: readonly string[]): void {
  const document = currentDocument()
  const { model } = document
  const rects = absoluteRects(model, document.layout)
  const places = new Map<string, Place>()
  const taken = new Map(rects)
  for (const ref of refs) {
    const holder = holderOf(model, ref)
    const [zone, own] = [rects.get(holder ?? ''), rects.get(ref)]
    if (holder === null || !zone || !own) continue
    const outer = indexOf(model).boundaries.get(holder)?.parent ?? null
    const around = new Set([...zoneChain(model, outer), ...withMembers(model, [ref])])
    const at = besides(
      zone,
      own,
      [...taken].filter(([id]) => !around.has(id)).map(([, rect]) => rect),
    )
    places.set(ref, { at, zone: outer })
    taken.set(ref, { ...own, ...at })
  }
  const [first] = places.keys()
  if (first === undefined) return
  const left = holderOf(model, first)
  const from = left === null ? '' : ` out of ${titleOf(model, left)}`
  moveElements(places, undefined, `Move ${nameOf(document, [...places.keys()])}${from}`)
}

/** The first free place right of a zone, from its top downwards. */
function besides(zone: Rect, own: Rect, taken: readonly Rect[]): Point {
  const x = zone.x + zone.width + GAP
  const isFree = (y: number) =>
    !taken.some(
      (rect) =>
        rect.x < x + own.width + GAP / 2 &&
        x - GAP / 2 < rect.x + rect.width &&
        rect.y < y + own.height + GAP / 2 &&
        y - GAP / 2 < rect.y + rect.height,
    )
  for (let y = zone.y; y < zone.y + 20_000; y += own.height + GAP) if (isFree(y)) return { x, y }
  return { x, y: zone.y }
}
