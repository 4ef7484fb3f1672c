// What a person does in the app to a diagram that came from another tool, with what both tools can hold.
import {
  addBoundary,
  addComponent,
  updateBoundary,
  updateComponent,
} from '../../../shared/model/edits/components.ts'
import { addFlow, reconnectFlow, updateFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import { boundsOf } from '../../../shared/model/placing/rect.ts'
import type { Model, Risk } from '../../../shared/model/schema.ts'

export interface Drawn {
  readonly model: Model
  readonly layout: Layout
}

export interface DiagramEdit extends Drawn {
  readonly name: string
  /** The most lines that may come or go; undefined where it is an element or more. */
  readonly lines?: number
}

/** Some of each kind that the diagram allows. */
export function diagramEdits(drawn: Drawn): readonly DiagramEdit[] {
  return [
    { name: 'title', ...drawn, model: { ...drawn.model, title: 'Another "title"' }, lines: 2 },
    ...ofComponents(drawn),
    ...ofFlows(drawn),
    ...ofBoundaries(drawn),
    ...ofRisks(drawn),
  ]
}

function ofComponents({ model, layout }: Drawn): readonly DiagramEdit[] {
  const [one] = model.components
  if (!one) return []
  const { id } = one
  const change = (name: string, changes: Parameters<typeof updateComponent>[2], lines: number) => ({
    ...{ name: `component ${name}`, model: updateComponent(model, id, changes), layout, lines },
  })
  return [
    change('title', { title: `${one.title} (again)` }, 8),
    change('description', { description: 'What it does: things' }, 4),
    change('scope', { outOfScope: 'Run by others' }, 6),
    change('kind', { kind: one.kind === 'store' ? 'process' : 'store', technologies: [], tags: [] }, 20),
    { name: 'component moved', model, layout: moved(layout, id), lines: 4 },
    { name: 'component removed', model: removeElements(model, [id]).model, layout: without(layout, id) },
  ]
}

function ofFlows({ model, layout }: Drawn): readonly DiagramEdit[] {
  const [one] = model.flows
  if (!one) return []
  const ref = flowRef(one)
  const free = model.components.find(
    ({ id }) => !model.flows.some(({ from, to }) => from === id || to === id),
  )
  const lines = model.boundaries.filter(({ kind }) => kind === 'line')
  // What crosses a drawn curve depends on where everything stands, which these edits do not touch.
  const back = model.flows.some(({ from, to }) => from === one.to && to === one.from)
  const added =
    back || lines.length > 0 ? [] : [{ from: one.to, to: one.from, title: 'Answer', protocol: 'HTTPS' }]
  return [
    { name: 'flow title', model: updateFlow(model, ref, { title: 'Ask "again"' }), layout, lines: 4 },
    { name: 'flow protocol', model: updateFlow(model, ref, { protocol: 'mTLS' }), layout, lines: 4 },
    { name: 'flow tags', model: updateFlow(model, ref, { tags: ['encrypted'] }), layout, lines: 6 },
    { name: 'flow removed', model: removeElements(model, [ref]).model, layout },
    ...added.map((given) => ({ name: 'flow added', model: addFlow(model, given).model, layout })),
    ...(free && lines.length === 0
      ? [
          {
            name: 'flow reconnected',
            model: reconnectFlow(model, ref, { from: one.from, to: free.id }).model,
            layout,
          },
        ]
      : []),
  ]
}

function ofBoundaries({ model, layout }: Drawn): readonly DiagramEdit[] {
  const renamed = model.boundaries.slice(0, 1).map(({ id }) => ({
    ...{ name: 'boundary title', model: updateBoundary(model, id, { title: 'Elsewhere' }), layout, lines: 8 },
  }))
  const [flow] = model.flows
  if (!flow) return renamed
  const line = addBoundary(model, { kind: 'line', title: 'Fresh line', crossedBy: [flowRef(flow)] })
  return [...renamed, { name: 'line added', model: line.model, layout }]
}

function ofRisks({ model, layout }: Drawn): readonly DiagramEdit[] {
  const [component] = model.components
  const [one] = model.risks
  const fresh: Risk = {
    ...{
      id: 'fresh',
      target: component?.id ?? '',
      category: 'spoofing',
      title: 'Fresh',
      status: 'unchecked',
    },
    ...{ description: 'Two\nlines', impact: 'low', mitigation: 'Sign it' },
  }
  const added = component
    ? [{ name: 'risk added', model: { ...model, risks: [...model.risks, fresh] }, layout, lines: 22 }]
    : []
  if (!one) return added
  const changed = (name: string, changes: Partial<Risk>, lines: number) => {
    const risks = model.risks.map((risk) => (risk === one ? { ...risk, ...changes } : risk))
    return { name: `risk ${name}`, model: { ...model, risks }, layout, lines }
  }
  return [
    ...added,
    changed('title', { title: 'Another title' }, 2),
    changed('accepted', { status: 'accepted', justification: 'Rare', mitigation: '' }, 6),
    changed('impact', { impact: 'very-high' }, 2),
    changed('category', { category: 'repudiation' }, 4),
    { name: 'risk removed', model: { ...model, risks: model.risks.filter((risk) => risk !== one) }, layout },
  ]
}

/** A component more, beside everything else, in a zone of its own where there are zones. */
export function withAnother({ model, layout }: Drawn): Drawn {
  const bounds = boundsOf(absoluteRects(model, layout).values())
  const page = layout.pages[0]?.id
  const zone = addBoundary(model, { kind: 'zone', title: 'Fresh zone' })
  const added = addComponent(zone.model, { kind: 'process', title: 'Fresh process', zone: zone.id })
  const at = { x: (bounds?.x ?? 0) + (bounds?.width ?? 0) + 200, y: bounds?.y ?? 0 }
  const onPage = page === undefined ? {} : { page }
  return {
    model: added.model,
    layout: {
      ...layout,
      boxes: [
        ...layout.boxes,
        { id: zone.id, ...at, width: 300, height: 200, ...onPage },
        { id: added.id, x: 40, y: 60, width: 100, height: 100, ...onPage },
      ],
    },
  }
}

function moved(layout: Layout, id: string): Layout {
  return {
    ...layout,
    boxes: layout.boxes.map((box) => (box.id === id ? { ...box, x: box.x + 1, y: box.y + 2 } : box)),
  }
}

function without(layout: Layout, id: string): Layout {
  return { ...layout, boxes: layout.boxes.filter((box) => box.id !== id) }
}
