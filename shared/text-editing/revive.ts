/**
 * What a text took away and brings back: a line that is cut and pasted, or made a comment for a moment,
 * says a title and a kind; everything else about its element comes from the document it was cut out of.
 */
import { titleKey } from '../formats/dfd/syntax/spelling.ts'
import type { Document } from '../model/document.ts'
import { withoutMitigations } from '../model/edits/mitigations.ts'
import { flowRef } from '../model/ids.ts'
import { indexOf } from '../model/queries.ts'
import type { Model } from '../model/schema.ts'

/**
 * `after` is what typing made of `before`; `lost` are documents from which typing took something, the
 * latest first. Whatever came back as the same thing is what it was, but for what the text says of it.
 */
export function revive(before: Document, after: Document, lost: readonly Document[]): Document {
  return lost.reduce((document, former) => reviveFrom(document, before, former), after)
}

/** True when typing took an element or a flow away. */
export function takesAway(before: Model, after: Model): boolean {
  if (before === after) return false
  const { components, boundaries, flows } = indexOf(after)
  return (
    before.components.some(({ id }) => !components.has(id)) ||
    before.boundaries.some(({ id }) => !boundaries.has(id)) ||
    before.flows.some((flow) => !flows.has(flowRef(flow)))
  )
}

function reviveFrom(document: Document, before: Document, former: Document): Document {
  const [had, was] = [indexOf(before.model), indexOf(former.model)]
  const back = new Set<string>()
  const components = document.model.components.map((component) => {
    const old = had.components.has(component.id) ? undefined : was.components.get(component.id)
    if (!old || old.kind !== component.kind || !isCalled(old, component.title)) return component
    back.add(component.id)
    const { title, kind, note, zone } = component
    return { ...without(old, 'note'), title, kind, zone, ...(note === undefined ? {} : { note }) }
  })
  const boundaries = document.model.boundaries.map((boundary) => {
    const old = had.boundaries.has(boundary.id) ? undefined : was.boundaries.get(boundary.id)
    if (!old || old.kind !== boundary.kind || !isCalled(old, boundary.title)) return boundary
    back.add(boundary.id)
    const { title, parent, crossedBy } = boundary
    return { ...old, title, parent, crossedBy }
  })
  const flows = document.model.flows.map((flow) => {
    const ref = flowRef(flow)
    const old = had.flows.has(ref) ? undefined : was.flows.get(ref)
    if (!old || old.to !== flow.to) return flow
    back.add(ref)
    const { title, protocol } = flow
    return { ...without(old, 'protocol'), title, ...(protocol === undefined ? {} : { protocol }) }
  })
  if (back.size === 0) return document
  const model = withReviews({ ...document.model, components, boundaries, flows }, former.model, back)
  return withPlaces({ ...document, model }, former, back)
}

function isCalled({ title }: { readonly title: string }, now: string): boolean {
  return titleKey(title) === titleKey(now)
}

function without<T extends object, K extends keyof T>(element: T, name: K): Omit<T, K> {
  const { [name]: _, ...rest } = element
  return rest
}

function withReviews(model: Model, former: Model, back: ReadonlySet<string>): Model {
  const known = new Set(model.risks.map(({ id }) => id))
  const reviewed = new Set(model.analyses.map(({ target }) => target))
  const isBack = isAbout(back)
  const risks = former.risks
    .filter((risk) => isBack(risk) && !known.has(risk.id))
    .map((risk) => withoutMitigations(risk, (id) => !indexOf(model).mitigations.has(id)))
  const analyses = former.analyses.filter((analysis) => isBack(analysis) && !reviewed.has(analysis.target))
  return { ...model, risks: [...model.risks, ...risks], analyses: [...model.analyses, ...analyses] }
}

function isAbout(ids: ReadonlySet<string>): (named: { readonly target: string }) => boolean {
  return ({ target }) => ids.has(target.replace(/^boundary:/, ''))
}

/** A box counts from its zone: it comes back only into the zone it was in. */
function withPlaces(document: Document, former: Document, back: ReadonlySet<string>): Document {
  const placed = new Set(document.layout.boxes.map(({ id }) => id))
  const routed = new Set(document.layout.routes.map(({ ref }) => ref))
  const proposed = new Set(document.drafts.map(({ id }) => id))
  const boxes = former.layout.boxes.filter(
    ({ id }) =>
      back.has(id) && !placed.has(id) && holderOf(former.model, id) === holderOf(document.model, id),
  )
  const routes = former.layout.routes.filter(({ ref }) => back.has(ref) && !routed.has(ref))
  const isBack = isAbout(back)
  const drafts = former.drafts.filter((draft) => isBack(draft) && !proposed.has(draft.id))
  return {
    ...document,
    layout: {
      ...document.layout,
      boxes: [...document.layout.boxes, ...boxes],
      routes: [...document.layout.routes, ...routes],
    },
    drafts: [...document.drafts, ...drafts],
  }
}

function holderOf(model: Model, id: string): string | null {
  const { components, boundaries } = indexOf(model)
  return components.get(id)?.zone ?? boundaries.get(id)?.parent ?? null
}
