/** Zones, components and assets as OTM says them; each is asked for how it was and for how it is. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Boundary, Component, DataAsset } from '../../../model/schema.ts'
import type { Item } from '../file/file.ts'
import { amountOf, attributesOf, wordOf } from '../file/look.ts'
import {
  ASSET_FIELDS,
  COMPONENT_FIELDS,
  OWN,
  outOfScopeOf,
  printList,
  printOwn,
  undescribe,
} from '../mapping/attributes.ts'
import { RATING } from '../mapping/elements.ts'
import { isReadable } from '../mapping/names.ts'
import { amounts, confidentialityOf, criticalityOf } from '../mapping/tables/scales.ts'
import { isTelling, readType, typeFor, zoneTypeOf } from '../mapping/tables/types.ts'
import type { Pairs } from './pairs.ts'

/** What the file says already: the element's item, and the lines of its description that stand elsewhere. */
export interface Known {
  readonly item: Item | undefined
  readonly lines: readonly string[]
}

/** The path of one attribute. */
export const attribute = (key: string) => ['attributes', OWN + key] as const

/** The start of every element. */
export function headPairs(
  {
    id,
    title,
    description,
  }: { readonly id: string; readonly title: string; readonly description?: string | undefined },
  fileId: string,
  { item, lines }: Known,
): Pairs {
  // A name that stands in several lines was read as one.
  const name = title === item?.name ? (wordOf(item.node, 'name') ?? title) : title
  return [
    [['id'], fileId],
    [['name'], name],
    [['description'], undescribe(description, lines)],
    [attribute('id'), isReadAs(id, title, fileId, item) ? undefined : id],
  ]
}

/** True where the element is called so without being told: by the file's id, or by the name that it always had. */
function isReadAs(id: string, title: string, fileId: string, item: Item | undefined): boolean {
  if (!item) return fileId === id && isReadable(id)
  return !attributesOf(item.node).has(`${OWN}id`) && (isReadable(item.id) || title === item.name)
}

/** What holds an element in the file. */
export interface Parent {
  readonly kind: 'trustZone' | 'component'
  readonly id: string
}

/** Only the id changes where it can, so that the line keeps its style. Early files name the parent otherwise. */
function parentPairs(parent: Parent | undefined, item: Item | undefined): Pairs {
  const field = fieldOf(item?.node, 'parent')
  const isSplit =
    field?.kind === 'object' && (field.members.has('trustZone') || field.members.has('component'))
  if (!isSplit || !parent) return [[['parent'], parent && { [parent.kind]: parent.id }]]
  return (['trustZone', 'component'] as const).map((kind) => [
    ['parent', kind],
    parent.kind === kind ? parent.id : undefined,
  ])
}

export function zonePairs(zone: Boundary, fileId: string, parent: Parent | undefined, known: Known): Pairs {
  const { item } = known
  const rating = zone.tags.map((tag) => RATING.exec(tag)?.[1]).find((each) => each !== undefined)
  const natural = zoneTypeOf(fileId, item && wordOf(item.node, 'type'))
  const others = zone.tags.filter((tag) => tag !== `trust-rating-${rating}`)
  const stated = item && amountOf(fieldOf(item.node, 'risk'), 'trustRating')
  return [
    ...headPairs(zone, fileId, known),
    [['risk', 'trustRating'], rating === undefined ? (stated ?? 0) : Number(rating)],
    ...parentPairs(parent, item),
    [attribute('type'), zone.type === natural ? undefined : (zone.type ?? '')],
    [attribute('tags'), others.length === 0 ? undefined : printList(others)],
    [attribute('unrated'), rating === undefined ? printList(['trustRating']) : undefined],
  ]
}

export function componentPairs(
  component: Component,
  fileId: string,
  parent: Parent | undefined,
  assetId: (id: string) => string,
  known: Known,
): Pairs {
  const { item } = known
  const { kind, title, note, technologies, outOfScope } = component
  const type = item ? (wordOf(item.node, 'type') ?? '') : newType(component)
  const reading = readType(type, title)
  const natural = isTelling(type, title) ? type : undefined
  const isSame = printList(technologies) === printList(reading.technologies)
  const scope = item ? outOfScopeOf(withoutOwn(item)) : undefined
  const held = (ids: readonly string[]) => (ids.length === 0 ? undefined : ids.map(assetId))
  return [
    ...headPairs(component, fileId, known),
    [['type'], type],
    ...parentPairs(parent, item),
    [['tags'], component.tags.length === 0 ? undefined : component.tags],
    [['assets', 'processed'], held(component.dataProcessed)],
    [['assets', 'stored'], held(component.dataStored)],
    [attribute('kind'), kind === reading.kind && (item || !reading.guess) ? undefined : kind],
    [attribute('technologies'), isSame ? undefined : printList(technologies)],
    [attribute('note'), note === natural ? undefined : (note ?? '')],
    [attribute('outOfScope'), outOfScope === scope ? undefined : (outOfScope ?? '')],
    ...printOwn(component, COMPONENT_FIELDS).map(([key, value]) => [['attributes', key], value] as const),
  ]
}

/** A note that is one of the known types is the type. */
function newType({ kind, note = '', technologies }: Component): string {
  const reading = /^[\w-]+$/u.test(note) ? readType(note, '') : undefined
  return reading?.kind === kind && reading.guess === undefined ? note : typeFor(kind, technologies)
}

/** The attributes that others set. */
export function withoutOwn(item: Item): ReadonlyMap<string, string> {
  return new Map([...attributesOf(item.node)].filter(([key]) => !key.startsWith(OWN)))
}

export function assetPairs(asset: DataAsset, fileId: string, known: Known): Pairs {
  const risk = known.item && fieldOf(known.item.node, 'risk')
  const unrated: string[] = []
  /** The number that stands there, where it means the word. */
  const rated = <W>(
    key: string,
    word: W | undefined,
    wordFor: (amount: number) => W | undefined,
    amountFor: (word: W) => number,
  ): readonly [readonly ['risk', string], number] => {
    const stated = amountOf(risk, key)
    if (word === undefined) unrated.push(key)
    const isKept = stated !== undefined && (word === undefined || wordFor(stated) === word)
    return [['risk', key], isKept ? stated : word === undefined ? 0 : amountFor(word)]
  }
  const { confidentiality, criticality } = amounts
  return [
    ...headPairs(asset, fileId, known),
    rated('confidentiality', asset.confidentiality, confidentialityOf, confidentiality),
    rated('integrity', asset.integrity, criticalityOf, criticality),
    rated('availability', asset.availability, criticalityOf, criticality),
    [attribute('unrated'), unrated.length === 0 ? undefined : printList(unrated)],
    ...printOwn(asset, ASSET_FIELDS).map(([key, value]) => [['attributes', key], value] as const),
  ]
}
