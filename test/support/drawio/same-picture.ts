// What a drawing shows of a model, without ids: two models that draw the same have equal pictures.
import { absoluteRects, pageOf } from '../../../shared/model/geometry.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'

export function pictureOf(model: Model, layout: Layout): unknown {
  const rects = absoluteRects(model, layout)
  const pages = new Map(layout.pages.map(({ id, title }) => [id, title]))
  const place = (id: string) => {
    const { x = 0, y = 0, width = 0, height = 0 } = rects.get(id) ?? {}
    return [x, y, width, height].map(Math.round).join()
  }
  const key = (id: string | null) => (id === null ? 'outside' : place(id))
  const page = (id: string) => pages.get(pageOf(model, layout, id) ?? '') ?? ''
  const refs = new Map(
    model.flows.map((flow) => [`${flow.from}>${flow.id}`, `${key(flow.from)}>${key(flow.to)} ${flow.title}`]),
  )
  return {
    components: model.components
      .map((each) => [
        each.title,
        each.kind,
        each.note,
        key(each.zone),
        place(each.id),
        page(each.id),
        each.description,
      ])
      .sort(),
    zones: model.boundaries
      .filter(({ kind }) => kind === 'zone')
      .map((each) => [each.title, key(each.parent), place(each.id), page(each.id)])
      .sort(),
    lines: model.boundaries
      .filter(({ kind }) => kind === 'line')
      .map((each) => [each.title, each.crossedBy.map((ref) => refs.get(ref) ?? ref).sort()])
      .sort(),
    flows: model.flows.map((flow) => [key(flow.from), key(flow.to), flow.title, flow.protocol]).sort(),
    routes: layout.routes
      .map(({ ref, points }) => [refs.get(ref), points.map(({ x, y }) => [Math.round(x), Math.round(y)])])
      .sort(),
    notes: layout.notes.map(({ text, x, y }) => [text, Math.round(x), Math.round(y)]).sort(),
  }
}
