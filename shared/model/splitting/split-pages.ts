/** Makes a model of each page of a diagram: what was drawn on several sheets may be several systems. */
import { holderOf } from '../arranging/members.ts'
import { absoluteRects, pageOf } from '../geometry.ts'
import { flowRef } from '../ids.ts'
import type { Box, Layout, Page } from '../layout.ts'
import type { Component, Flow, Model } from '../schema.ts'

interface PageModel {
  readonly page: Page
  readonly model: Model
  readonly layout: Layout
}

export interface Split {
  /** In the order of the pages; each component, flow and boundary is in exactly one of them. */
  readonly parts: readonly PageModel[]
  /** Refs of flows that lead from one page to another: no model of one page can hold them. */
  readonly between: readonly string[]
}

/**
 * Elements keep their ids. What hangs on an element goes with it: risks, analyses, the data assets and mitigations it
 * names. Those that nothing names, and lines over no flow, go to the first page. Title, description, notes and switched
 * rules speak of everything and stay with each. A layout without pages has no parts.
 */
export function splitPages(model: Model, layout: Layout): Split {
  const pages = pagesOf(model, layout)
  const data = dataOf(model.components, model.flows)
  const mitigations = mitigationsOf(model)
  // What nothing names is nowhere, so the first page keeps it.
  const free = new Set([
    ...model.dataAssets.flatMap(({ id }) => (data.has(id) ? [] : [`data:${id}`])),
    ...model.mitigations.flatMap(({ id }) => (mitigations.has(id) ? [] : [`mitigation:${id}`])),
  ])
  const between = model.flows.map(flowRef).filter((ref) => pages.get(ref) === undefined)
  const parts = layout.pages.map(
    (page): PageModel => ({
      page,
      model: modelOf(
        model,
        page,
        (ref) => pages.get(ref) === page.id,
        (name) => page === layout.pages[0] && free.has(name),
      ),
      layout: layoutOf(model, layout, page, (ref) => pages.get(ref) === page.id),
    }),
  )
  return { parts, between }
}

/** Page ids by what a risk's target may be; a flow between pages has none. */
function pagesOf(model: Model, layout: Layout): ReadonlyMap<string, string | undefined> {
  const pages = new Map<string, string | undefined>()
  for (const { id } of model.components) pages.set(id, pageOf(model, layout, id))
  for (const flow of model.flows) {
    const [from, to] = [pages.get(flow.from), pages.get(flow.to)]
    pages.set(flowRef(flow), from === to ? from : undefined)
  }
  for (const { id, kind, crossedBy } of model.boundaries) {
    const crossed = crossedBy.find((ref) => pages.get(ref) !== undefined)
    const page = kind === 'zone' ? pageOf(model, layout, id) : pages.get(crossed ?? '')
    pages.set(`boundary:${id}`, page ?? layout.pages[0]?.id)
  }
  return pages
}

type IsHere = (target: string) => boolean

function modelOf(model: Model, page: Page, isHere: IsHere, isKept: (name: string) => boolean): Model {
  const components = model.components.filter(({ id }) => isHere(id))
  const flows = model.flows.filter((flow) => isHere(flowRef(flow)))
  const risks = model.risks.filter(({ target }) => isHere(target))
  const data = dataOf(components, flows)
  const mitigations = mitigationsOf({ risks })
  const zone = (id: string | null) => (id !== null && isHere(`boundary:${id}`) ? id : null)
  return {
    ...model,
    title: titleOf(model.title, page.title),
    dataAssets: model.dataAssets.filter(({ id }) => data.has(id) || isKept(`data:${id}`)),
    components: components.map((one) => (zone(one.zone) === one.zone ? one : { ...one, zone: null })),
    flows,
    boundaries: model.boundaries
      .filter(({ id }) => isHere(`boundary:${id}`))
      .map((one) => ({ ...one, parent: zone(one.parent), crossedBy: one.crossedBy.filter(isHere) })),
    risks,
    mitigations: model.mitigations.filter(({ id }) => mitigations.has(id) || isKept(`mitigation:${id}`)),
    analyses: model.analyses.filter(({ target }) => isHere(target)),
  }
}

function layoutOf(model: Model, layout: Layout, page: Page, isHere: IsHere): Layout {
  const isPlaced = (id: string) => isHere(id) || isHere(`boundary:${id}`)
  const isFirst = page === layout.pages[0]
  const known = new Set(layout.pages.map(({ id }) => id))
  const withoutPage = <T extends { readonly page?: string | undefined }>({ page: _, ...rest }: T) => rest
  return {
    pages: [],
    boxes: layout.boxes
      .filter(({ id }) => isPlaced(id))
      .map((box): Box => {
        const zone = holderOf(model, box.id)
        // Its zone is on another page, so its place is no longer relative to it.
        const rect = zone === null || isPlaced(zone) ? undefined : absoluteRects(model, layout).get(box.id)
        return { ...withoutPage(box), ...(rect ? { x: rect.x, y: rect.y } : {}) }
      }),
    routes: layout.routes.filter(({ ref }) => isHere(ref)),
    notes: layout.notes
      .filter((note) => (known.has(note.page ?? '') ? note.page === page.id : isFirst))
      .map(withoutPage),
  }
}

function dataOf(components: readonly Component[], flows: readonly Flow[]): ReadonlySet<string> {
  return new Set([
    ...components.flatMap(({ dataProcessed, dataStored }) => [...dataProcessed, ...dataStored]),
    ...flows.flatMap(({ dataSent, dataReceived }) => [...dataSent, ...dataReceived]),
  ])
}

function mitigationsOf({ risks }: Pick<Model, 'risks'>): ReadonlySet<string> {
  return new Set(risks.flatMap((risk) => risk.mitigations ?? []))
}

/** The page's name beside the model's, where they differ. */
function titleOf(model: string, page: string): string {
  const [whole, part] = [model.trim(), page.trim()]
  if (part === '' || part.toLowerCase() === whole.toLowerCase()) return model
  return whole === '' ? page : `${model}: ${page}`
}
