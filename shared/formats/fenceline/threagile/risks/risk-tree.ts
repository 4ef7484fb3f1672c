/** Risks back into the places of the file that they came from; new ones go to Fenceline's own list. */

import { attributes, collection, type Tree, values } from '../../../../core/yaml/printing/tree.ts'
import type { MapNode } from '../../../../core/yaml/source-node.ts'
import { flowRef, parseRef } from '../../../../model/ids.ts'
import type { Model, Risk } from '../../../../model/schema.ts'
import { pairsOf, SOURCE } from '../../model/keys/attributes.ts'
import { dress, type Pair } from '../dress.ts'
import type { FileStyle } from '../file-style.ts'
import { statedWord } from '../stated.ts'
import { NO_ENTRIES } from '../words.ts'
import { type FoundRisk, flowsByTitle, listCategories, listFound, titleOfKey, wordAt } from './found-risks.ts'
import { BESIDE_TRACKED, FOUND, TRACKED } from './risk-attributes.ts'
import { categoryOfRule, titleOfRule } from './rules.ts'
import { type Tracking, trackingIn } from './tracking.ts'

export interface PlacedRisks {
  readonly found: readonly { readonly risk: Risk; readonly place: FoundRisk }[]
  readonly tracked: readonly { readonly risk: Risk; readonly place: Tracking }[]
  readonly own: readonly Risk[]
}

export function placeRisks({ risks }: Model, { file }: FileStyle): PlacedRisks {
  const found = listFound(file)
  const synthetic = new Set(found.map((each) => each.synthetic))
  const foundById = new Map(found.map((each) => [each.id, each]))
  const ids = new Set(risks.map(({ id }) => id))
  const foundByTitle = new Map(
    found.filter(({ id }) => !ids.has(id)).map((each) => [titleOfKey(each.key), each]),
  )
  const trackedById = new Map(
    trackingIn(file)
      .all.filter(({ key }) => !synthetic.has(key))
      .map((each) => [each.key, each]),
  )
  const placed = { found: [], tracked: [], own: [] } as {
    found: { risk: Risk; place: FoundRisk }[]
    tracked: { risk: Risk; place: Tracking }[]
    own: Risk[]
  }
  for (const risk of risks) {
    const place = foundById.get(risk.id) ?? foundByTitle.get(risk.title)
    const tracking = trackedById.get(risk.id)
    if (place) placed.found.push({ risk, place })
    else if (tracking) placed.tracked.push({ risk, place: tracking })
    else placed.own.push(risk)
    if (place) foundByTitle.delete(titleOfKey(place.key))
  }
  return placed
}

/** The sections of Threagile's own risks; none for a file that has none. */
export function foundPairs(model: Model, style: FileStyle, risks: PlacedRisks): readonly Pair[] {
  const { file, dialect } = style
  const tracking = trackingIn(file)
  const byLink = flowsByTitle(file, new Set(model.flows.map(flowRef)))
  const byCategory = new Map<MapNode, PlacedRisks['found'][number][]>()
  for (const each of risks.found) {
    const { node } = each.place.category
    const known = byCategory.get(node)
    if (known) known.push(each)
    else byCategory.set(node, [each])
  }
  const categories = listCategories(file).map((category) => {
    const own = byCategory.get(category.node) ?? []
    const entries = collection(own.map(({ risk, place }) => [place.key, foundTree(risk, place, byLink)]))
    const there = category.node.byKey.get('risks_identified')?.value
    const isSpoken =
      there?.kind === 'map' && [...there.byKey.values()].every(({ value }) => isAtElement(value))
    return { ...category, entries: entries ?? (isSpoken ? NO_ENTRIES : undefined) }
  })
  const mapped = categories.filter(({ section }) => section === 'individual_risk_categories')
  const listed = categories.filter(({ section }) => section === 'custom_risk_categories')
  const tracked: Pair[] = [
    ...risks.found.flatMap(({ risk, place }): Pair[] => {
      const exact = tracking.exact.get(place.synthetic)
      const isNew = !exact && !isSaid(risk, tracking.of(place.synthetic))
      if (!exact && !isNew) return []
      return [[place.synthetic, dress('tracking', pairsOf(risk, TRACKED), exact?.node, dialect)]]
    }),
    ...risks.tracked.map(({ risk, place }): Pair => [place.key, trackedTree(risk, place, style)]),
  ]
  // In the order of the file, so that nothing moves.
  const order = new Map(tracking.all.map(({ key }, at) => [key, at]))
  tracked.sort(([a], [b]) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size))
  return [
    [
      'individual_risk_categories',
      mapped.length === 0
        ? undefined
        : attributes(mapped.map(({ key, entries }) => [key, attributes([['risks_identified', entries]])])),
    ],
    [
      'custom_risk_categories',
      values(
        listed.map(({ key, entries }) =>
          attributes([
            ['id', key],
            ['risks_identified', entries],
          ]),
        ),
        'id',
        true,
      ),
    ],
    ['risk_tracking', collection(tracked)],
  ]
}

function isAtElement(node: MapNode['entries'][number]['value']): boolean {
  const names = ['technical_asset', 'communication_link', 'trust_boundary']
  return node.kind === 'map' && names.some((name) => wordAt(node, `most_relevant_${name}`) !== undefined)
}

/** True where the entry, or no entry, already says what became of the risk. */
function isSaid(risk: Risk, tracking: Tracking | undefined): boolean {
  const word = (key: string) => {
    const text = tracking && wordAt(tracking.node, key)
    return tracking && text !== undefined ? statedWord(tracking.node, key, text) : undefined
  }
  return (
    (word('status') ?? 'unchecked') === risk.status &&
    word('justification') === risk.justification &&
    word('accepted_by') === risk.acceptedBy &&
    word('accepted_until') === risk.acceptedUntil &&
    word('ticket') === risk.ticket
  )
}

function foundTree(
  risk: Risk,
  { id, category, key, node }: FoundRisk,
  byLink: ReadonlyMap<string, string>,
): Tree {
  const target = parseRef(risk.target)
  const stated = (member: 'description' | 'mitigation') =>
    risk[member] === wordAt(category.node, member) ? undefined : risk[member]
  const link = wordAt(node, 'most_relevant_communication_link')
  const isSame = link !== undefined && (byLink.get(link) ?? link) === risk.target
  const { category: _, ...members } = {
    ...risk,
    description: stated('description'),
    mitigation: stated('mitigation'),
  }
  return attributes([
    ['id', risk.id === id ? wordAt(node, 'id') : risk.id],
    ['title', risk.title === titleOfKey(key) ? undefined : risk.title],
    ['category', risk.category === wordAt(category.node, 'stride') ? undefined : risk.category],
    ...pairsOf(members, FOUND),
    ['most_relevant_technical_asset', target.kind === 'component' ? target.id : undefined],
    ['most_relevant_communication_link', target.kind === 'flow' && !isSame ? risk.target : link],
    ['most_relevant_trust_boundary', target.kind === 'boundary' ? target.id : undefined],
    ['source', risk.source && attributes(pairsOf(risk.source, SOURCE), true)],
  ])
}

function trackedTree(risk: Risk, { key, node }: Tracking, { dialect }: FileStyle): Tree {
  const rule = key.split('@')[0] ?? ''
  const { title, ...members } = risk
  return dress(
    'tracking',
    [
      ...pairsOf(members, [...TRACKED, ...BESIDE_TRACKED]),
      ['title', title === titleOfRule(rule) ? undefined : title],
      ['category', risk.category === categoryOfRule(rule) ? undefined : risk.category],
      ['source', risk.source && attributes(pairsOf(risk.source, SOURCE), true)],
    ],
    node,
    dialect,
  )
}
