/** What a model says in a file, in the style that the file already has. */

import { parseRef } from '../../../model/ids.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Analysis, Boundary, Component, Flow, Model, Risk } from '../../../model/schema.ts'
import { CATEGORIES } from '../../../model/schema.ts'
import type { MapNode, SourceNode } from '../yaml/source-node.ts'
import { attributes, collection, type Tree, type TreeMap, values } from '../yaml/tree.ts'
import { type Attribute, BOUNDARY, COMPONENT, DATA_ASSET, FLOW, RISK, SOURCE } from './attributes.ts'

type Pair = readonly [string, Tree | undefined]

/** `root` is the file as it stands; null for a new one. */
export function toTree(model: Model, root: SourceNode | null): TreeMap {
  const file = root?.kind === 'map' ? root : null
  const assets = new Map(elementsOf(file, 'technical_assets'))
  const listed = listedIn(file)
  return attributes([
    ['title', model.title],
    ['description', model.description],
    [
      'data_assets',
      collection(
        model.dataAssets.map((asset) => [asset.id, attributes([titled(asset), ...pairs(asset, DATA_ASSET)])]),
      ),
    ],
    [
      'technical_assets',
      collection(
        model.components.map((component) => [
          component.id,
          componentTree(model, component, assets.get(component.id)),
        ]),
      ),
    ],
    [
      'trust_boundaries',
      collection(
        model.boundaries.map((boundary) => [boundary.id, boundaryTree(model, boundary, assets, listed)]),
      ),
    ],
    ['identified_risks', values(model.risks.map(riskTree), 'id', true)],
    [
      'risk_analysis',
      collection(model.analyses.map((analysis) => [analysis.target, analysisTree(analysis)])),
    ],
    ['notes', values(model.notes, 'value', true)],
  ])
}

function componentTree(model: Model, component: Component, file: MapNode | undefined): TreeMap {
  const flows = indexOf(model).outgoing.get(component.id) ?? []
  const types = { external: 'external-entity', process: 'process', store: 'datastore' } as const
  const single =
    file?.byKey.has('technology') && !file.byKey.has('technologies') && component.technologies.length === 1
  const { outOfScope } = component
  const isThreagile = outOfScope !== undefined && file?.byKey.has('justification_out_of_scope')
  return attributes([
    titled(component),
    ['type', types[component.kind]],
    [
      'inside_trust_boundary',
      file?.byKey.has('inside_trust_boundary') ? (component.zone ?? undefined) : undefined,
    ],
    ['technology', single ? component.technologies[0] : undefined],
    ...pairs(single ? { ...component, technologies: [] } : component, COMPONENT),
    ['out_of_scope', isThreagile ? true : outOfScope],
    ['justification_out_of_scope', isThreagile ? outOfScope : undefined],
    ['communication_links', collection(flows.map((flow) => [flow.id, flowTree(flow)]))],
  ])
}

function flowTree(flow: Flow): TreeMap {
  return attributes([
    ['title', flow.title === '' ? undefined : flow.title],
    ['target', flow.to],
    ...pairs(flow, FLOW),
  ])
}

function boundaryTree(
  model: Model,
  boundary: Boundary,
  assets: ReadonlyMap<string, MapNode>,
  listed: ReadonlySet<string>,
): TreeMap {
  const { componentsIn, zonesIn } = indexOf(model)
  const inside = (componentsIn.get(boundary.id) ?? [])
    .map(({ id }) => id)
    .filter((id) => listed.has(id) || !assets.get(id)?.byKey.has('inside_trust_boundary'))
  const isLine = boundary.kind === 'line'
  return attributes([
    titled(boundary),
    ['type', isLine ? 'line' : boundary.type],
    ...pairs(boundary, BOUNDARY),
    ['technical_assets_inside', isLine ? undefined : values(inside, 'set')],
    [
      'trust_boundaries_nested',
      isLine
        ? undefined
        : values(
            (zonesIn.get(boundary.id) ?? []).map(({ id }) => id),
            'set',
          ),
    ],
    ['crossed_by', isLine ? values(boundary.crossedBy, 'set') : undefined],
  ])
}

function riskTree(risk: Risk): TreeMap {
  const target = parseRef(risk.target)
  return attributes([
    ['id', risk.id],
    ['category', risk.category],
    ['asset', target.kind === 'component' ? risk.target : undefined],
    ['link', target.kind === 'flow' ? risk.target : undefined],
    ['boundary', target.kind === 'boundary' ? target.id : undefined],
    ...pairs({ ...risk, title: risk.title || undefined }, RISK),
    ['source', risk.source && attributes(pairs(risk.source, SOURCE), true)],
  ])
}

function analysisTree(analysis: Analysis): TreeMap {
  const reasons = CATEGORIES.map((category): Pair => [category, analysis.notApplicable[category]])
  const rejected = analysis.rejected.map(({ category, title, reason, key }) =>
    attributes(
      [
        ['category', category],
        ['title', title],
        ['reason', reason],
        ['key', key],
      ],
      true,
    ),
  )
  return attributes([
    ['reviewed', analysis.reviewed],
    ['fingerprint', analysis.fingerprint],
    ['out_of_scope', analysis.outOfScope],
    ['not_applicable', reasons.some(([, reason]) => reason !== undefined) ? attributes(reasons) : undefined],
    ['rejected', values(rejected, 'value', true)],
  ])
}

function titled(element: { readonly id: string; readonly title: string }): Pair {
  return ['title', element.title === element.id ? undefined : element.title]
}

function pairs(element: object, of: readonly Attribute[]): Pair[] {
  const members = element as Readonly<Record<string, unknown>>
  return of.map(({ key, member, type }): Pair => {
    const value = members[member]
    if (Array.isArray(value)) return [key, values(value as string[], type === 'list' ? 'set' : 'value')]
    return [key, typeof value === 'string' || typeof value === 'boolean' ? value : undefined]
  })
}

function elementsOf(file: MapNode | null, key: string): (readonly [string, MapNode])[] {
  const map = file?.byKey.get(key)?.value
  if (map?.kind !== 'map') return []
  return [...map.byKey.values()].flatMap((entry) =>
    entry.value.kind === 'map' ? [[entry.key, entry.value] as const] : [],
  )
}

/** Components that a zone of the file lists. */
function listedIn(file: MapNode | null): ReadonlySet<string> {
  const listed = elementsOf(file, 'trust_boundaries').flatMap(([, zone]) => {
    const inside = zone.byKey.get('technical_assets_inside')?.value
    return inside?.kind === 'list'
      ? inside.items.flatMap(({ value }) => (value.kind === 'scalar' ? [value.text] : []))
      : []
  })
  return new Set(listed)
}
