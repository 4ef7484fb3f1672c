/** What a model says in a file, in the style that the file already has. */

import { contentOf } from '../../../core/yaml/moved.ts'
import { attributes, collection, type Tree, type TreeMap, values } from '../../../core/yaml/printing/tree.ts'
import type { ListNode, MapNode, SourceNode } from '../../../core/yaml/source-node.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from '../../../model/schema.ts'
import { dress, type Pair, technologyPairs } from '../threagile/dress.ts'
import { FileStyle, type Placed, type Section } from '../threagile/file-style.ts'
import { foundPairs, placeRisks } from '../threagile/risks/risk-tree.ts'
import { NO_ENTRIES } from '../threagile/words.ts'
import { BOUNDARY, COMPONENT, DATA_ASSET, FLOW, pairsOf } from './keys/attributes.ts'
import { KnownTrees } from './remembered/known-trees.ts'
import { analysisTree, mitigationTree, riskTree, rulesTree } from './reviews/review-tree.ts'

/** `root` is the file as it stands; null for a new one. */
export function toTree(model: Model, root: SourceNode | null): TreeMap {
  const style = new FileStyle(root)
  const writer = new ModelWriter(model, style)
  const risks = placeRisks(model, style)
  return attributes([
    ['title', model.title],
    ['description', model.description],
    ['tags_available', style.isThreagile ? writer.tags() : undefined],
    [
      'data_assets',
      writer.section('data_assets', model.dataAssets, (each, place) => writer.dataAsset(each, place)),
    ],
    [
      'technical_assets',
      writer.section('technical_assets', model.components, (each, place) => writer.component(each, place)),
    ],
    [
      'trust_boundaries',
      writer.section('trust_boundaries', model.boundaries, (each, place) => writer.boundary(each, place)),
    ],
    ...foundPairs(model, style, risks),
    ['identified_risks', values(risks.own.map(riskTree), 'id', true)],
    ['mitigations', collection(model.mitigations.map((each) => [each.id, mitigationTree(each)]))],
    [
      'risk_analysis',
      collection(model.analyses.map((analysis) => [analysis.target, analysisTree(analysis)])),
    ],
    ['notes', values(model.notes, 'value', true)],
    ['rules', rulesTree(model)],
  ])
}

const knownTrees = new KnownTrees()

/** Elements as entries of one file, in its style and dialect. */
class ModelWriter {
  private readonly model: Model
  private readonly style: FileStyle
  private readonly assets: ReadonlyMap<string, Placed>
  /** Components that a zone of the file lists. */
  private readonly listed: ReadonlySet<string>
  private readonly ids: Readonly<Record<Section, ReadonlySet<string>>>

  constructor(model: Model, style: FileStyle) {
    this.model = model
    this.style = style
    this.assets = style.places('technical_assets', model.components)
    this.listed = listedIn(style.file)
    this.ids = {
      data_assets: style.idsOf('data_assets'),
      technical_assets: style.idsOf('technical_assets'),
      trust_boundaries: style.idsOf('trust_boundaries'),
    }
  }

  section<T extends { readonly id: string; readonly title: string }>(
    section: Section,
    elements: readonly T[],
    treeOf: (element: T, place: Placed) => TreeMap,
  ): Tree | undefined {
    const places = section === 'technical_assets' ? this.assets : this.style.places(section, elements)
    const entries = elements.flatMap((element): Pair[] => {
      const place = places.get(element.id)
      return place ? [[place.key, treeOf(element, place)]] : []
    })
    const isDemanded = this.style.isThreagile && section !== 'trust_boundaries'
    const isThere = this.style.file?.byKey.has(section) === true
    const isReadable = [...this.ids[section]].every((id) => !/[>:]/.test(id))
    return collection(entries) ?? (isDemanded && isThere && isReadable ? NO_ENTRIES : undefined)
  }

  /** Threagile refuses a tag that this list does not have. */
  tags(): Tree | undefined {
    const { file } = this.style
    const listed = file?.byKey.get('tags_available')?.value
    const known = listed?.kind === 'list' ? textsOf(listed) : []
    const { dataAssets, components, flows, boundaries } = this.model
    const used = [...dataAssets, ...components, ...flows, ...boundaries].flatMap(({ tags }) => tags)
    return values([...new Set([...known, ...used])], 'set')
  }

  dataAsset(asset: DataAsset, place: Placed): TreeMap {
    return this.dressed('data', place, [...named(asset, place), ...pairsOf(asset, DATA_ASSET)])
  }

  component(component: Component, place: Placed): TreeMap {
    const flows = indexOf(this.model).outgoing.get(component.id) ?? []
    // Of a Threagile file, what an entry says may depend on what else is in it.
    if (this.style.isThreagile) return this.newComponent(component, place, flows)
    return knownTrees.tree(component, place, flows, () => this.newComponent(component, place, flows))
  }

  private newComponent(component: Component, place: Placed, flows: readonly Flow[]): TreeMap {
    const types = { external: 'external-entity', process: 'process', store: 'datastore' } as const
    const { node } = place
    const { outOfScope } = component
    const isThreagile =
      this.style.isThreagile || (outOfScope !== undefined && node?.byKey.has('justification_out_of_scope'))
    const isInside = node?.byKey.has('inside_trust_boundary')
    return this.dressed('asset', place, [
      ...named(component, place),
      ['type', types[component.kind]],
      ['inside_trust_boundary', isInside ? (component.zone ?? undefined) : undefined],
      ...technologyPairs(component.technologies, node, this.style.dialect),
      ...pairsOf({ ...component, technologies: [] }, COMPONENT),
      ['out_of_scope', isThreagile && outOfScope !== undefined ? true : outOfScope],
      ['justification_out_of_scope', isThreagile && outOfScope !== '' ? outOfScope : undefined],
      ['communication_links', this.links(place, flows)],
    ])
  }

  private links(place: Placed, flows: readonly Flow[]): TreeMap | undefined {
    const places = this.style.linkPlaces(place, flows)
    return collection(
      flows.flatMap((flow): Pair[] => {
        const at = places.get(flow.id)
        return at ? [[at.key, this.flow(flow, at, place.id !== undefined)]] : []
      }),
    )
  }

  private flow(flow: Flow, place: Placed, isTitled: boolean): TreeMap {
    const title = isTitled ? titled(flow, place) : flow.title === '' ? undefined : flow.title
    return this.dressed('link', place, [
      ['id', place.id],
      ['title', title],
      ['target', flow.to],
      ...pairsOf(flow, FLOW),
    ])
  }

  boundary(boundary: Boundary, place: Placed): TreeMap {
    const { componentsIn, zonesIn } = indexOf(this.model)
    const inside = (componentsIn.get(boundary.id) ?? [])
      .map(({ id }) => id)
      .filter((id) => this.listed.has(id) || !this.assets.get(id)?.node?.byKey.has('inside_trust_boundary'))
    const nested = (zonesIn.get(boundary.id) ?? []).map(({ id }) => id)
    const isLine = boundary.kind === 'line'
    return this.dressed('boundary', place, [
      ...named(boundary, place),
      ['type', isLine ? 'line' : boundary.type],
      ...pairsOf(boundary, BOUNDARY),
      ['technical_assets_inside', isLine ? undefined : values(inside, 'set')],
      ['trust_boundaries_nested', isLine ? undefined : values(nested, 'set')],
      ['crossed_by', isLine ? values(boundary.crossedBy, 'set') : undefined],
    ])
  }

  private dressed(
    kind: 'data' | 'asset' | 'link' | 'boundary',
    place: Placed,
    pairs: readonly Pair[],
  ): TreeMap {
    return dress(kind, pairs, place.node, this.style.dialect, (key) => this.isSpoken(place.node, key))
  }

  /** False where an entry's list or map holds what is not part of the model, and so stays in the file. */
  private isSpoken(node: MapNode | undefined, key: string): boolean {
    const value = node?.byKey.get(key)?.value
    if (value?.kind === 'map') {
      return [...value.byKey].every(([name, link]) => {
        const target = link.value.kind === 'map' ? link.value.byKey.get('target')?.value : undefined
        return this.ids.technical_assets.has(target?.kind === 'scalar' ? target.text : name)
      })
    }
    const section = REFERENCES.get(key)
    return value?.kind !== 'list' || !section || textsOf(value).every((text) => this.ids[section].has(text))
  }
}

const REFERENCES: ReadonlyMap<string, Section> = new Map([
  ['data_assets_processed', 'data_assets'],
  ['data_assets_stored', 'data_assets'],
  ['data_assets_sent', 'data_assets'],
  ['data_assets_received', 'data_assets'],
  ['technical_assets_inside', 'technical_assets'],
  ['trust_boundaries_nested', 'trust_boundaries'],
])

function named(element: { readonly id: string; readonly title: string }, place: Placed): Pair[] {
  return [
    ['id', place.id],
    ['title', titled(element, place)],
  ]
}

function titled({ title }: { readonly title: string }, { key }: Placed): string | undefined {
  return title === key ? undefined : title
}

/** Components that a zone of the file lists. */
function listedIn(file: MapNode | null): ReadonlySet<string> {
  const zones = file?.byKey.get('trust_boundaries')?.value
  if (zones?.kind !== 'map') return new Set()
  const listed = [...zones.byKey.values()].flatMap(({ value }) => {
    const inside =
      value.kind === 'map' ? contentOf(value).byKey.get('technical_assets_inside')?.value : undefined
    return inside?.kind === 'list' ? textsOf(inside) : []
  })
  return new Set(listed)
}

function textsOf(list: ListNode): readonly string[] {
  return list.items.flatMap(({ value }) => (value.kind === 'scalar' ? [value.text] : []))
}
