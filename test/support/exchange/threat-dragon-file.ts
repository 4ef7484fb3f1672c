/** Small Threat Dragon files for tests: only what a reader looks at, printed as the tool prints it. */

type Data = Readonly<Record<string, unknown>>

interface NodeSpec {
  readonly id: string
  readonly type: 'Actor' | 'Process' | 'Store' | 'Text' | 'BoundaryBox'
  /** Left, top, width, height. */
  readonly rect: readonly [number, number, number, number]
  readonly data?: Data
}

interface EdgeSpec {
  readonly id: string
  readonly type: 'Flow' | 'Boundary'
  /** The id of a node, or a point. */
  readonly from: string | readonly [number, number]
  readonly to: string | readonly [number, number]
  readonly through?: readonly (readonly [number, number])[]
  readonly data?: Data
}

type CellSpec = NodeSpec | EdgeSpec

const SHAPES = {
  Actor: 'actor',
  Process: 'process',
  Store: 'store',
  Text: 'td-text-block',
  BoundaryBox: 'trust-boundary-box',
  Flow: 'flow',
  Boundary: 'trust-boundary-curve',
}

/** Version 2, one diagram for each list of cells. */
export function version2(...diagrams: readonly (readonly CellSpec[])[]): string {
  return print({
    version: '2.5.0',
    summary: { title: 'Shop', owner: 'Ann', description: 'Sells things', id: 0 },
    detail: {
      contributors: [{ name: 'Bob' }, { name: 'Eve' }],
      diagrams: diagrams.map((cells, id) => ({
        ...{ id, title: `Part ${id + 1}`, diagramType: 'STRIDE', placeholder: '', thumbnail: '' },
        ...{ version: '2.5.0', cells: cells.map(cell2) },
      })),
      ...{ diagramTop: diagrams.length, reviewer: 'Zed', threatTop: 0 },
    },
  })
}

/** Version 1, one diagram for each list of cells. */
export function version1(...diagrams: readonly (readonly CellSpec[])[]): string {
  return print({
    summary: { title: 'Shop', owner: 'Ann', description: 'Sells things' },
    detail: {
      contributors: [{ name: 'Bob' }, { name: 'Eve' }],
      diagrams: diagrams.map((cells, id) => ({
        ...{ id, title: `Part ${id + 1}`, thumbnail: '', diagramJson: { cells: cells.map(cell1) } },
      })),
      reviewer: 'Zed',
    },
  })
}

/** A threat as the tool makes it. */
export function threat(id: string, more: Data = {}): Data {
  return {
    ...{ id, title: `Threat ${id}`, status: 'Open', severity: 'Medium', type: 'Tampering' },
    ...{ description: 'What happens', mitigation: 'What helps', modelType: 'STRIDE', number: 0, score: '' },
    ...more,
  }
}

/** Shop in a zone, seen by a customer: two components, a flow in and a flow back, a curve between them. */
export const SHOP: readonly CellSpec[] = [
  { id: 'zone', type: 'BoundaryBox', rect: [300, 0, 300, 300], data: { name: 'Data centre' } },
  { id: 'user', type: 'Actor', rect: [0, 100, 150, 80], data: { name: 'Customer' } },
  { id: 'app', type: 'Process', rect: [350, 90, 100, 100], data: { name: 'Shop', threats: [threat('t-1')] } },
  { id: 'db', type: 'Store', rect: [350, 220, 150, 60], data: { name: 'Orders' } },
  { id: 'flow', type: 'Flow', from: 'user', to: 'app', data: { name: 'Order', protocol: 'HTTPS' } },
  { id: 'query', type: 'Flow', from: 'app', to: 'db', data: { name: 'Query' } },
  { id: 'line', type: 'Boundary', from: [250, 0], to: [250, 300], data: { name: 'Internet' } },
]

function cell2(spec: CellSpec): unknown {
  const data = { type: `tm.${spec.type}`, name: '', ...spec.data }
  const common = { id: spec.id, shape: SHAPES[spec.type], zIndex: 1, data }
  if ('rect' in spec) {
    const [x, y, width, height] = spec.rect
    const attrs = { text: { text: data.name } }
    return { ...common, position: { x, y }, size: { width, height }, attrs }
  }
  const labels = [{ attrs: { labelText: { text: data.name } } }]
  return { ...common, ...ends(spec, 'cell'), connector: 'smooth', labels }
}

function cell1(spec: CellSpec): unknown {
  const { name = '', ...data } = spec.data ?? {}
  const common = { id: spec.id, type: `tm.${spec.type}`, z: 1, ...data }
  if ('rect' in spec) {
    const [x, y, width, height] = spec.rect
    return {
      ...common,
      position: { x, y },
      size: { width, height },
      angle: 0,
      attrs: { text: { text: name } },
    }
  }
  const labels = [
    { position: 0.5, attrs: { text: { text: name, 'font-size': 'small', 'font-weight': '400' } } },
  ]
  return { ...common, size: { width: 10, height: 10 }, smooth: true, attrs: {}, ...ends(spec, 'id'), labels }
}

function ends({ from, to, through = [] }: EdgeSpec, key: string): Data {
  const end = (at: EdgeSpec['from']) => (typeof at === 'string' ? { [key]: at } : { x: at[0], y: at[1] })
  return { source: end(from), target: end(to), vertices: through.map(([x, y]) => ({ x, y })) }
}

function print(file: unknown): string {
  return `${JSON.stringify(file, null, 2)}\n`
}
