/** Where cells stand, and what of that differs from the file. */
import type { JsonEdit } from '../../../core/json/plan.ts'
import { absoluteRects, boxesOf } from '../../../model/geometry.ts'
import type { CanvasNote, Layout, Point } from '../../../model/layout.ts'
import { centerOf, type Rect } from '../../../model/placing/rect.ts'
import type { Kind, Model } from '../../../model/schema.ts'
import type { Cell } from '../file/types.ts'

/** Sums of relative places may differ in the last digit. */
const SAME = 0.01
/** The tool draws a process as a circle; one that is sized by its title would hold no more than a stroke of it. */
const CIRCLE = 100

/** The rectangle of a new cell. */
export function rectOf(model: Model, layout: Layout, id: string, kind?: Kind): Rect {
  const rect = absoluteRects(model, layout).get(id) ?? { x: 0, y: 0, width: CIRCLE, height: CIRCLE }
  if (kind !== 'process' || boxesOf(layout).get(id)?.width !== undefined) return rounded(rect)
  const { x, y } = centerOf(rect)
  return rounded({ x: x - CIRCLE / 2, y: y - CIRCLE / 2, width: CIRCLE, height: CIRCLE })
}

/** From the cell on. What the layout does not place stays where the file has it. */
export function placeEdits(
  cell: Cell,
  before: { readonly model: Model; readonly layout: Layout; readonly id: string },
  after: { readonly model: Model; readonly layout: Layout; readonly id: string },
): readonly JsonEdit[] {
  const box = boxesOf(after.layout).get(after.id)
  const [was, is] = [
    absoluteRects(before.model, before.layout).get(before.id),
    absoluteRects(after.model, after.layout).get(after.id),
  ]
  if (!box || !is) return []
  const { rect } = cell
  if (!was || !rect) return rectEdits(cell, undefined, rounded(is))
  if (box.width !== undefined || box.height !== undefined) {
    return isSameRect(was, is) ? [] : rectEdits(cell, rect, rounded(is))
  }
  const [from, to] = [centerOf(was), centerOf(is)]
  if (isNear(from.x, to.x) && isNear(from.y, to.y)) return []
  return rectEdits(cell, rect, rounded({ ...rect, x: to.x - rect.width / 2, y: to.y - rect.height / 2 }))
}

/** As `placeEdits`, of a note. */
export function noteEdits(cell: Cell, before: CanvasNote, after: CanvasNote): readonly JsonEdit[] {
  const rect = (note: CanvasNote) => ({
    ...{ x: note.x, y: note.y, width: note.width ?? 150, height: note.height ?? 80 },
  })
  return isSameRect(rect(before), rect(after)) ? [] : rectEdits(cell, cell.rect, rounded(rect(after)))
}

/** The points of a flow that a person set. */
export function pointEdits(before: readonly Point[], after: readonly Point[]): readonly JsonEdit[] {
  const isSame =
    before.length === after.length &&
    before.every(
      ({ x, y }, at) => isNear(x, after[at]?.x ?? Number.NaN) && isNear(y, after[at]?.y ?? Number.NaN),
    )
  return isSame ? [] : [{ set: ['vertices'], to: after.map(({ x, y }) => ({ x: fine(x), y: fine(y) })) }]
}

function rectEdits({ value }: Cell, before: Rect | undefined, after: Rect): readonly JsonEdit[] {
  const { x, y, width, height } = after
  const isBare = value.kind === 'object' && !value.members.has('position') && value.members.has('x')
  const at: readonly JsonEdit[] = isBare
    ? [
        { set: ['x'], to: x },
        { set: ['y'], to: y },
      ]
    : [
        { set: ['position', 'x'], to: x },
        { set: ['position', 'y'], to: y },
      ]
  const isSized = before !== undefined && isNear(before.width, width) && isNear(before.height, height)
  if (isSized) return at
  const holder = isBare && value.kind === 'object' && !value.members.has('size') ? [] : ['size']
  return [...at, { set: [...holder, 'width'], to: width }, { set: [...holder, 'height'], to: height }]
}

function isSameRect(a: Rect, b: Rect): boolean {
  return isNear(a.x, b.x) && isNear(a.y, b.y) && isNear(a.width, b.width) && isNear(a.height, b.height)
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < SAME
}

function rounded({ x, y, width, height }: Rect): Rect {
  return { x: fine(x), y: fine(y), width: Math.max(10, fine(width)), height: Math.max(10, fine(height)) }
}

function fine(value: number): number {
  return Math.round(value * 100) / 100
}
