// Edits of many kinds, as a person makes them, of any model that was read from a drawing.
import type { Layout } from '../../../shared/model/layout.ts'
import type { Component, Model } from '../../../shared/model/schema.ts'

export interface Edited {
  readonly model: Model
  readonly layout: Layout
  /** Lines of the file that may differ, old and new ones, with an element a line. */
  readonly most: number
}

const KINDS = ['external', 'process', 'store'] as const
const LISTS = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }

export function editsOf(model: Model, layout: Layout): Readonly<Record<string, Edited>> {
  const [first] = model.components
  if (!first) return {}
  const { components, flows } = model
  const swap = (change: (component: Component) => Component): Model => ({
    ...model,
    components: components.map((each) => (each.id === first.id ? change(each) : each)),
  })
  const gone = new Set(components.filter((_, index) => index % 3 === 1).map(({ id }) => id))
  const left = flows.filter(({ from, to }) => !gone.has(from) && !gone.has(to))
  const refs = new Set(left.map(({ from, id }) => `${from}>${id}`))
  const box = layout.boxes.find(({ id }) => id === first.id)
  const onPage = box?.page === undefined ? {} : { page: box.page }
  const others = model.boundaries.map((each) => ({
    ...each,
    crossedBy: each.crossedBy.filter((ref) => refs.has(ref)),
  }))
  return {
    rename: { layout, model: swap((each) => ({ ...each, title: 'A & "new" <name>' })), most: 6 },
    describe: {
      layout,
      model: swap((each) => ({ ...each, description: lines(each.description, 'More words') })),
      most: 6,
    },
    kind: {
      layout,
      model: swap((each) => ({ ...each, kind: KINDS[(KINDS.indexOf(each.kind) + 1) % 3] ?? 'store' })),
      most: 40,
    },
    'rename a flow': {
      layout,
      model: {
        ...model,
        flows: flows.map((flow, index) =>
          index === flows.length - 1 ? { ...flow, title: 'new words' } : flow,
        ),
      },
      most: 8,
    },
    move: {
      model,
      layout: {
        ...layout,
        boxes: layout.boxes.map((each) =>
          each.id === first.id ? { ...each, x: each.x + 4, y: each.y - 4 } : each,
        ),
      },
      most: 4,
    },
    remove: {
      model: {
        ...model,
        components: components.filter(({ id }) => !gone.has(id)),
        flows: left,
        boundaries: others,
      },
      layout: {
        ...layout,
        boxes: layout.boxes.filter(({ id }) => !gone.has(id)),
        routes: layout.routes.filter(({ ref }) => refs.has(ref)),
      },
      most: Infinity,
    },
    add: {
      model: {
        ...model,
        components: [
          ...components,
          { id: 'brand-new', title: 'Brand new', kind: 'store', zone: null, ...LISTS },
        ],
        flows: [
          ...flows,
          {
            id: 'brand-new',
            from: first.id,
            to: 'brand-new',
            title: 'adds',
            dataSent: [],
            dataReceived: [],
            tags: [],
          },
        ],
      },
      layout: {
        ...layout,
        boxes: [...layout.boxes, { id: 'brand-new', x: -900, y: -900, width: 120, height: 60, ...onPage }],
      },
      most: 16,
    },
  }
}

function lines(...all: readonly (string | undefined)[]): string {
  return all.filter(Boolean).join('\n')
}
