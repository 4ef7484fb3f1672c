/** Bends of ELK's for the few flows that a drawing would otherwise lead through a component. */
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { drawModel } from '../drawing/drawing.ts'
import { entersRect } from '../drawing/paths.ts'
import { absoluteRects, type Rect } from '../geometry.ts'
import type { Layout, Point, Route } from '../layout.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'

/** `layout` has the result already; `move` brings its coordinates to those of the page. */
export function detoursIn(model: Model, layout: Layout, result: ElkNode, move: Point): readonly Route[] {
  const rects = absoluteRects(model, layout)
  const drawing = drawModel({ model, layout, rects, density: 'detailed' })
  const { flows } = indexOf(model)
  return (result.edges ?? []).flatMap((edge) => {
    const [path, flow] = [drawing.flows.get(edge.id)?.path, flows.get(edge.id)]
    const bends = edge.sections?.flatMap((section) => section.bendPoints ?? []) ?? []
    if (!path || !flow || bends.length === 0) return []
    const isBlocked = model.components.some(({ id }) => {
      const rect = rects.get(id)
      return rect && id !== flow.from && id !== flow.to && entersRect(path, inflated(rect))
    })
    if (!isBlocked) return []
    const points = bends.map(({ x, y }) => ({ x: Math.round(x + move.x), y: Math.round(y + move.y) }))
    return [{ ref: edge.id, points }]
  })
}

function inflated(rect: Rect): Rect {
  return { x: rect.x - 6, y: rect.y - 6, width: rect.width + 12, height: rect.height + 12 }
}
