/** A new file: every page of a model, in plain XML. */
import { escapeAttribute } from '../../../core/xml/edit.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout, Page } from '../../../model/layout.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Flow, Model } from '../../../model/schema.ts'
import { LAYER, PageDrawing } from './pages.ts'

const FIRST_PAGE = 'Page-1'

export function printDrawio(model: Model, layout: Layout): string {
  const pages: readonly (Page | undefined)[] = layout.pages.length > 0 ? layout.pages : [undefined]
  const printed = pages.map((page, order) => printPage(model, layout, page, order === 0))
  return `<mxfile host="Fenceline" type="device" pages="${pages.length}">\n${printed.join('')}</mxfile>\n`
}

/** A `diagram` with its line end. */
export function printPage(model: Model, layout: Layout, page: Page | undefined, isFirst: boolean): string {
  const name = page?.title ?? (model.title.trim() || FIRST_PAGE)
  const cells = printCells(model, layout, page, isFirst).map((cell) => `        ${cell}\n`)
  return [
    `  <diagram id="${escapeAttribute(page?.id ?? 'page-1')}" name="${escapeAttribute(name)}">\n`,
    '    <mxGraphModel grid="1" gridSize="8" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="0" pageScale="1" math="0" shadow="0">\n',
    '      <root>\n        <mxCell id="0"/>\n        <mxCell id="1" parent="0"/>\n',
    ...cells,
    '      </root>\n    </mxGraphModel>\n  </diagram>\n',
  ].join('')
}

function printCells(
  model: Model,
  layout: Layout,
  page: Page | undefined,
  isFirst: boolean,
): readonly string[] {
  const drawing = new PageDrawing(model, layout, page)
  const taken = new FreeIds()
  taken.claim('0')
  taken.claim(LAYER)
  const ids = new Map<string, string>()
  const idOf = (id: string): string => {
    const known = ids.get(id)
    if (known !== undefined) return known
    const given = taken.take(id)
    ids.set(id, given)
    return given
  }
  const holder = (zone: string | null) => (zone !== null && drawing.rects.has(zone) ? idOf(zone) : undefined)
  const { ways } = pairFlows(drawing.flows)
  return [
    ...drawing.zones.map((zone) => drawing.printZone(zone, idOf, holder(zone.parent))),
    ...drawing.components.map((component) => drawing.printComponent(component, idOf, holder(component.zone))),
    ...ways.map(({ flow, isTwoWay }) => drawing.printFlow(flow, idOf, isTwoWay)),
    ...drawing.linesOf(isFirst).map((line) => drawing.printLine(line, taken.take(line.id))),
    ...layout.notes
      .filter((note) => page === undefined || (note.page ?? layout.pages[0]?.id) === page.id)
      .map((note) => drawing.printNote(note, taken.take(`note:${note.id}`))),
  ]
}

export interface Ways {
  readonly ways: readonly { readonly flow: Flow; readonly isTwoWay: boolean }[]
}

/** Two flows that go to and fro between the same two and say the same are one connector with two heads. */
export function pairFlows(flows: readonly Flow[]): Ways {
  const words = ({ id: _, from: __, to: ___, ...rest }: Flow) => JSON.stringify(Object.entries(rest).sort())
  const byEnds = new Map<string, Flow[]>()
  for (const flow of flows) {
    const key = JSON.stringify([flow.from, flow.to, words(flow)])
    const known = byEnds.get(key)
    if (known) known.push(flow)
    else byEnds.set(key, [flow])
  }
  const paired = new Set<string>()
  const ways: { flow: Flow; isTwoWay: boolean }[] = []
  for (const flow of flows) {
    if (paired.has(flowRef(flow))) continue
    const back = byEnds
      .get(JSON.stringify([flow.to, flow.from, words(flow)]))
      ?.find((other) => !paired.has(flowRef(other)) && flow.from !== flow.to)
    paired.add(flowRef(flow))
    if (back) paired.add(flowRef(back))
    ways.push({ flow, isTwoWay: back !== undefined })
  }
  return { ways }
}
