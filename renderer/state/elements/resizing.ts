/** Making elements larger or smaller. A zone that takes members in or leaves some out says so: other flows cross it. */
import { holderOf } from '../../../shared/model/arranging/members.ts'
import type { Document } from '../../../shared/model/document.ts'
import { absoluteRects, type Rect } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { leastSize, resizeTo } from '../canvas/move.ts'
import { apply, currentDocument } from '../document.ts'
import { notify } from '../ui.ts'
import { nameOf } from './elements.ts'

/** Gives an element this rectangle on the page, as one step. */
export function resizeElement(id: string, rect: Rect): void {
  resize((now) => resizeTo(now, id, rect), `Resize ${nameOf(currentDocument(), [id])}`)
}

/** Makes components and zones larger or smaller at their right and lower sides; presses of one `gesture` are one step. */
export function resizeElements(refs: readonly string[], by: Point, gesture: number): void {
  const { model, layout } = currentDocument()
  const { zones } = shownIn(model, layout)
  const resizable = refs.filter((ref) => absoluteRects(model, layout).has(ref) && !zones.has(ref))
  if (resizable.length === 0) return
  const resized = (document: Document) =>
    resizable.reduce((now, ref) => {
      const rect = absoluteRects(now.model, now.layout).get(ref)
      if (!rect) return now
      const least = leastSize(now.model, ref)
      const width = Math.max(least.width, rect.width + by.x)
      const height = Math.max(least.height, rect.height + by.y)
      return resizeTo(now, ref, { ...rect, width, height })
    }, document)
  const label = `Resize ${nameOf(currentDocument(), resizable)}`
  resize(resized, label, `resize:${gesture}:${resizable.join(' ')}`)
}

function resize(edit: (document: Document) => Document, label: string, mergeKey?: string): void {
  const before = currentDocument()
  apply(edit, label, mergeKey)
  for (const words of membershipWords(before, currentDocument())) notify('info', words)
}

/** "Redis left App tier.", a line for each zone that has other members than before. */
export function membershipWords(before: Document, after: Document): readonly string[] {
  const moved = [...after.model.components, ...after.model.boundaries]
    .map(({ id }) => ({ id, from: holderIn(before.model, id), to: holderOf(after.model, id) }))
    .filter(({ from, to }) => from !== undefined && from !== to)
  const zones = [...new Set(moved.flatMap(({ from, to }) => [from, to]))].filter((zone) => zone != null)
  return zones.flatMap((zone) => {
    const title = titleOf(after.model, zone)
    const idsOf = (end: 'from' | 'to') => moved.filter((each) => each[end] === zone).map(({ id }) => id)
    const [left, joined] = [idsOf('from'), idsOf('to')]
    return [
      ...(left.length > 0 ? [`${nameOf(after, left)} left ${title}.`] : []),
      ...(joined.length > 0 ? [`${nameOf(after, joined)} joined ${title}.`] : []),
    ]
  })
}

/** Undefined where it is new. */
function holderIn(model: Model, id: string): string | null | undefined {
  const { components, boundaries } = indexOf(model)
  return components.has(id) || boundaries.has(id) ? holderOf(model, id) : undefined
}
