// What other tools draw, straight from their files and without our readers: rectangles and strokes as they stand there.
import { XMLParser } from 'fast-xml-parser'
import { parse } from 'yaml'

interface Shape {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly title: string
  /** Drawn red and dashed. */
  readonly isBoundary: boolean
}

interface Stroke {
  readonly points: readonly (readonly [number, number])[]
  readonly isBoundary: boolean
}

export interface SourceDrawing {
  readonly shapes: readonly Shape[]
  readonly strokes: readonly Stroke[]
}

// biome-ignore lint/suspicious/noExplicitAny: files of other tools, looked at without a schema on purpose
type Loose = any

const listOf = (value: Loose): readonly Loose[] =>
  Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]
const middle = ({ x, y, width, height }: Shape): readonly [number, number] => [x + width / 2, y + height / 2]

/** The first diagram of a Threat Dragon file of either version. */
export function threatDragonDrawing(text: string): SourceDrawing {
  const [diagram] = JSON.parse(text).detail.diagrams
  const cells = listOf(diagram.cells ?? diagram.diagramJson?.cells)
  const isStroke = (cell: Loose) => cell.source !== undefined
  const named = new Map<string, Shape>()
  for (const cell of cells.filter((each) => !isStroke(each))) {
    const title = cell.data?.name ?? cell.attrs?.text?.text ?? ''
    const isBoundary = /boundary/i.test(cell.shape ?? cell.type ?? '')
    named.set(cell.id, { ...cell.position, ...cell.size, title, isBoundary })
  }
  const end = (at: Loose): readonly [number, number] => {
    const shape = named.get(at?.id ?? at?.cell)
    return shape ? middle(shape) : [at?.x ?? 0, at?.y ?? 0]
  }
  const strokes = cells.filter(isStroke).map((cell) => ({
    points: [end(cell.source), ...listOf(cell.vertices).map(({ x, y }) => [x, y] as const), end(cell.target)],
    isBoundary: /boundary/i.test(cell.shape ?? cell.type ?? ''),
  }))
  return { shapes: [...named.values()], strokes }
}

/** The first tab of a tm7 file. */
export function tm7Drawing(text: string): SourceDrawing {
  const file: Loose = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false }).parse(text)
  const [tab] = listOf(file.ThreatModel.DrawingSurfaceList.DrawingSurfaceModel)
  const entries = (list: Loose) =>
    listOf(list?.KeyValueOfguidanyType).map(({ Value }: Loose) => Value as Loose)
  const titleOf = ({ Properties }: Loose) =>
    listOf(Properties?.anyType).find((property: Loose) => property.DisplayName === 'Name')?.Value?.[
      '#text'
    ] ?? ''
  const typeOf = (value: Loose) => String(value['@_type'] ?? '')
  const shapes = entries(tab.Borders).map((value) => ({
    ...{ x: Number(value.Left), y: Number(value.Top), title: String(titleOf(value)) },
    ...{ width: Number(value.Width), height: Number(value.Height) },
    isBoundary: /BorderBoundary/.test(typeOf(value)),
  }))
  const strokes = entries(tab.Lines).map((value) => ({
    points: ['Source', 'Handle', 'Target'].map(
      (at) => [Number(value[`${at}X`]), Number(value[`${at}Y`])] as const,
    ),
    isBoundary: /LineBoundary/.test(typeOf(value)),
  }))
  return { shapes, strokes }
}

/** An Open Threat Model with positions; those of what is inside something count from there. */
export function otmDrawing(text: string): SourceDrawing {
  const file: Loose = parse(text)
  const all = new Map<string, Loose>()
  for (const zone of listOf(file.trustZones)) all.set(zone.id, { ...zone, isBoundary: true })
  for (const component of listOf(file.components)) all.set(component.id, { ...component, isBoundary: false })
  const placeOf = (id: string): Shape | undefined => {
    const element = all.get(id)
    const drawn = listOf(element?.representations).find(({ position }: Loose) => position)
    if (!drawn) return undefined
    const parent = placeOf(element.parent?.trustZone ?? element.parent?.component ?? '')
    const { x, y } = drawn.position
    return {
      ...{
        x: x + (parent?.x ?? 0),
        y: y + (parent?.y ?? 0),
        title: element.name,
        isBoundary: element.isBoundary,
      },
      ...{ width: drawn.size?.width ?? 80, height: drawn.size?.height ?? 60 },
    }
  }
  const shapes = [...all.keys()].flatMap((id) => placeOf(id) ?? [])
  const strokes = listOf(file.dataflows).flatMap(({ source, destination }: Loose) => {
    const [from, to] = [placeOf(source), placeOf(destination)]
    return from && to ? [{ points: [middle(from), middle(to)], isBoundary: false }] : []
  })
  return { shapes, strokes }
}

/** The first page of a draw.io file that is not compressed. */
export function drawioDrawing(text: string): SourceDrawing {
  const file: Loose = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(text)
  const [page] = listOf(file.mxfile?.diagram ?? { mxGraphModel: file.mxGraphModel })
  const root = page.mxGraphModel.root
  const wrapped = [...listOf(root.object), ...listOf(root.UserObject)].map(({ mxCell, ...data }: Loose) => ({
    ...mxCell,
    ...{ id: data.id, value: data.label },
  }))
  const cells = [...listOf(root.mxCell), ...wrapped]
  const byId = new Map<string, Loose>(cells.map((cell) => [cell.id, cell]))
  const number = (value: Loose) => Number(value ?? 0)
  const placeOf = (id: string): Shape | undefined => {
    const cell = byId.get(id)
    if (cell?.vertex !== '1' || !cell.mxGeometry) return undefined
    const parent = placeOf(cell.parent ?? '')
    const { x, y, width, height } = cell.mxGeometry
    return {
      ...{ x: number(x) + (parent?.x ?? 0), y: number(y) + (parent?.y ?? 0) },
      ...{ width: number(width), height: number(height) },
      title: String(cell.value ?? '').replace(/<[^>]*>/g, ' '),
      isBoundary: /dashed=1/.test(cell.style ?? ''),
    }
  }
  const shapes = [...byId.keys()].flatMap((id) => placeOf(id) ?? [])
  const strokes = cells
    .filter(({ edge }) => edge === '1')
    .map((cell) => {
      const points = [...listOf(cell.mxGeometry?.mxPoint), ...listOf(cell.mxGeometry?.Array?.mxPoint)]
      const loose = (as: string) => points.find((point: Loose) => point.as === as)
      const end = (id: string, as: string) => {
        const shape = placeOf(id)
        return shape ? middle(shape) : ([number(loose(as)?.x), number(loose(as)?.y)] as const)
      }
      const bends = points.filter((point: Loose) => point.as === undefined)
      return {
        points: [
          end(cell.source, 'sourcePoint'),
          ...bends.map(({ x, y }: Loose) => [number(x), number(y)] as const),
          end(cell.target, 'targetPoint'),
        ],
        isBoundary: /dashed=1/.test(cell.style ?? ''),
      }
    })
  return { shapes, strokes }
}
