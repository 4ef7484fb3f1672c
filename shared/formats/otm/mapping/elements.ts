/** Trust zones, components, dataflows and assets as the elements of a model, and from which item each came. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Layout } from '../../../model/layout.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Boundary, Component, DataAsset } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { amountOf, attributesOf, objectsOf, wordOf, wordsOf } from '../file/look.ts'
import {
  ASSET_FIELDS,
  COMPONENT_FIELDS,
  describe,
  linesOf,
  listOf,
  OWN,
  outOfScopeOf,
  readOwn,
  unratedIn,
} from './attributes.ts'
import { type Geometry, readGeometry } from './geometry.ts'
import { byId, idsFor } from './names.ts'
import { type Nesting, readNesting } from './nesting.ts'
import { confidentialityOf, criticalityOf } from './tables/scales.ts'
import { isTelling, readType, zoneTypeOf } from './tables/types.ts'

export interface Elements {
  readonly components: readonly Component[]
  readonly zones: readonly Boundary[]
  readonly dataAssets: readonly DataAsset[]
  readonly layout: Layout
  readonly geometry: Geometry
  readonly nesting: Nesting
  /** Id in the model of every zone, component and asset. */
  readonly idOf: ReadonlyMap<Item, string>
  /** Lines of an item's description that the file says elsewhere. */
  readonly linesOf: ReadonlyMap<Item, readonly string[]>
}

const KIND_TEXTS = new Set(['external', 'process', 'store'])
/** How a trust zone's rating stands among its tags. */
export const RATING = /^trust-rating-(-?\d+(?:\.\d+)?)$/u

export function readElements(file: OtmFile, report: Reporting): Elements {
  const { components, assets, representations } = file.sections
  const trustZones = file.sections.trustZones.filter((item) => !isOutside(item))
  const nesting = readNesting(file, report)
  const ids = new FreeIds()
  // Components and zones share one namespace; both give way to what people can read.
  const idOf = new Map([
    ...idsFor([...trustZones, ...components], 'element', ids),
    ...idsFor(assets, 'asset'),
  ])
  const geometry = readGeometry(file, nesting, idOf, report)
  const known = new Map([...byId(assets)].map(([id, item]) => [id, idOf.get(item) ?? id]))
  const code = new Set(
    representations.filter(({ node }) => wordOf(node, 'type') === 'code').map(({ id }) => id),
  )
  const lines = new Map<Item, readonly string[]>()
  for (const item of [...trustZones, ...components, ...assets]) lines.set(item, linesFor(item, nesting, code))
  const zoneId = (item: Item) => {
    const zone = nesting.zoneOf.get(item)
    return (zone && idOf.get(zone)) ?? null
  }
  reportNested(components, nesting, report)
  return {
    zones: trustZones.map((item) => zoneFor(item, idOf.get(item) ?? '', zoneId(item), lines.get(item) ?? [])),
    components: components.map((item) =>
      componentFor(item, idOf.get(item) ?? '', zoneId(item), lines.get(item) ?? [], known, report),
    ),
    dataAssets: assets.map((item) => assetFor(item, idOf.get(item) ?? '', lines.get(item) ?? [])),
    ...{ layout: geometry.layout, geometry, nesting, idOf, linesOf: lines },
  }
}

/** The zone that stands for being in none: OTM wants a parent for everything. */
export function isOutside({ node }: Item): boolean {
  return attributesOf(node).get(`${OWN}outside`) === 'true'
}

function zoneFor(item: Item, id: string, parent: string | null, lines: readonly string[]): Boundary {
  const attributes = attributesOf(item.node)
  const isRated = !unratedIn(attributes).includes('trustRating')
  const rating = isRated ? amountOf(fieldOf(item.node, 'risk'), 'trustRating') : undefined
  const type = attributes.get(`${OWN}type`) ?? zoneTypeOf(item.id, wordOf(item.node, 'type'))
  const tags = listOf(attributes.get(`${OWN}tags`) ?? '')
  return {
    ...{ id, title: item.name, kind: 'zone', parent, crossedBy: [] },
    ...(type === undefined || type === '' ? {} : { type }),
    ...described(item, lines),
    tags: rating === undefined ? tags : [`trust-rating-${rating}`, ...tags],
  }
}

function componentFor(
  item: Item,
  id: string,
  zone: string | null,
  lines: readonly string[],
  assets: ReadonlyMap<string, string>,
  report: Reporting,
): Component {
  const { node, name } = item
  const attributes = attributesOf(node)
  const type = wordOf(node, 'type') ?? ''
  const reading = readType(type, name)
  const own = attributes.get(`${OWN}kind`)
  const kind = own !== undefined && KIND_TEXTS.has(own) ? (own as Component['kind']) : reading.kind
  if (reading.guess !== undefined && own === undefined) {
    const what = `"${shorten(name)}" of the type "${shorten(type)}" is read as ${KIND_WORDS[kind]}, ${reading.guess}.`
    report.guessed('otm-kind-guessed', what, fieldOf(node, 'type')?.at ?? item.at, id)
  }
  const technologies = attributes.get(`${OWN}technologies`)
  const note = attributes.get(`${OWN}note`) ?? (isTelling(type, name) ? type : undefined)
  const outOfScope = outOfScopeOf(attributes)
  const held = (key: string) => heldAssets(fieldOf(node, 'assets'), key, item, assets, report)
  return {
    ...{ id, title: name, kind, zone },
    ...described(item, lines),
    ...(note === undefined || note === '' ? {} : { note }),
    technologies: technologies === undefined ? reading.technologies : listOf(technologies),
    tags: wordsOf(node, 'tags'),
    dataProcessed: held('processed'),
    dataStored: held('stored'),
    formatsAccepted: [],
    ...readOwn(attributes, COMPONENT_FIELDS),
    ...(outOfScope === undefined ? {} : { outOfScope }),
  }
}

const KIND_WORDS = { external: 'an external entity', process: 'a process', store: 'a data store' } as const

/** The ids of the assets that a list names; one that is not in the file is told. */
export function heldAssets(
  holder: ReturnType<typeof fieldOf>,
  key: string,
  { name, at }: Item,
  assets: ReadonlyMap<string, string>,
  report: Reporting,
): readonly string[] {
  return wordsOf(holder, key).flatMap((asset) => {
    const id = assets.get(asset)
    if (id !== undefined) return [id]
    const what = `The asset "${shorten(asset)}" of "${shorten(name)}" is not in the file, so it is left out.`
    report.lost('otm-unknown-asset', what, fieldOf(holder, key)?.at ?? at)
    return []
  })
}

function assetFor(item: Item, id: string, lines: readonly string[]): DataAsset {
  const risk = fieldOf(item.node, 'risk')
  const attributes = attributesOf(item.node)
  const unrated = unratedIn(attributes)
  const rated = <W>(key: string, wordFor: (amount: number) => W | undefined) => {
    const amount = unrated.includes(key) ? undefined : amountOf(risk, key)
    const word = amount === undefined ? undefined : wordFor(amount)
    return word === undefined ? {} : { [key]: word }
  }
  return {
    ...{ id, title: item.name },
    ...described(item, lines),
    ...rated('confidentiality', confidentialityOf),
    ...rated('integrity', criticalityOf),
    ...rated('availability', criticalityOf),
    tags: [],
    ...readOwn(attributes, ASSET_FIELDS),
  }
}

function described({ node }: Item, lines: readonly string[]): { readonly description?: string } {
  const description = describe(wordOf(node, 'description'), lines)
  return description === undefined ? {} : { description }
}

function linesFor(item: Item, { parentOf }: Nesting, code: ReadonlySet<string>): readonly string[] {
  const parent = parentOf.get(item)
  const inside = parent?.section === 'components' ? [`Part of: ${parent.name}`] : []
  const risk = fieldOf(item.node, 'risk')
  const comment =
    item.section === 'assets' ? (wordOf(risk, 'comment') ?? wordOf(risk, 'riskComments')) : undefined
  const places = objectsOf(item.node, 'representations').flatMap(({ node }) => {
    const file = wordOf(node, 'file') ?? ''
    if (file === '' || !code.has(wordOf(node, 'representation') ?? '')) return []
    const line = wordOf(node, 'line')
    return [`Code: ${file}${line === undefined ? '' : `:${line}`}`]
  })
  return [...inside, ...(comment ? [`Risk: ${comment}`] : []), ...places, ...linesOf(attributesOf(item.node))]
}

/** Once for each component that holds others. */
function reportNested(components: readonly Item[], { parentOf }: Nesting, report: Reporting): void {
  const counts = new Map<Item, number>()
  for (const item of components) {
    const parent = parentOf.get(item)
    if (parent?.section === 'components') counts.set(parent, (counts.get(parent) ?? 0) + 1)
  }
  for (const [parent, count] of counts) {
    const what = `${count === 1 ? 'A component is' : `${count} components are`} part of the component "${shorten(parent.name)}". They stand beside it in its zone, and their descriptions say it.`
    report.lost('otm-nested', what, parent.at)
  }
}
