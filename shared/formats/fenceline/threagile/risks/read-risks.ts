/** Risks of Threagile's own places, with their status. */

import type { MapNode, Span } from '../../../../core/yaml/source-node.ts'
import { CATEGORIES, type Category, type Risk } from '../../../../model/schema.ts'
import { SOURCE } from '../../model/keys/attributes.ts'
import type { Reading } from '../../model/reading.ts'
import { readRiskMembers } from '../../model/reviews/read-mitigations.ts'
import { type FoundRisk, flowsByTitle, listFound, relevant, titleOfKey, wordAt } from './found-risks.ts'
import { tellOddRisks } from './odd-risks.ts'
import { BESIDE_TRACKED, FOUND, TRACKED } from './risk-attributes.ts'
import { categoryOfRule, titleOfRule } from './rules.ts'
import { type Tracking, type TrackingIndex, trackingIn } from './tracking.ts'

/**
 * `targets` are the refs of all components, flows and boundaries; `taken` the ids of the file's other risks;
 * `mitigations` those of its mitigations.
 */
export function readFoundRisks(
  reading: Reading,
  root: MapNode,
  targets: ReadonlySet<string>,
  taken: ReadonlySet<string>,
  mitigations: ReadonlySet<string>,
): readonly Risk[] {
  tellOddRisks(reading, root)
  const found = listFound(root)
  const tracking = trackingIn(root)
  const byLink = flowsByTitle(root, targets)
  const risks = found.flatMap((each) => readFound(reading, each, tracking, { targets, byLink, mitigations }))
  // A pattern of what a person found is read with that.
  const patterns = new Set(found.flatMap(({ synthetic }) => tracking.patternsOf(synthetic)))
  const ids = new Set(found.map(({ synthetic }) => synthetic))
  const tracked = tracking.all.flatMap((each) =>
    ids.has(each.key) || patterns.has(each)
      ? []
      : readTracked(reading, each, { targets, byLink, mitigations }),
  )
  return [...risks, ...tracked].filter(({ id }) => {
    if (!taken.has(id)) return true
    const message = `Two risks have the id "${id}". Give one of them another.`
    reading.error('duplicate-id', message, reading.places.get(`risk:${id}`) ?? root, `risk:${id}`)
    return false
  })
}

/** What the risks of a file can name. */
interface Names {
  readonly targets: ReadonlySet<string>
  readonly byLink: ReadonlyMap<string, string>
  readonly mitigations: ReadonlySet<string>
}

function readFound(
  reading: Reading,
  { id, synthetic, category: { node: category }, key, place, node }: FoundRisk,
  tracking: TrackingIndex,
  { targets, byLink, mitigations }: Names,
): Risk[] {
  const elementId = `risk:${id}`
  reading.places.set(elementId, place)
  const stride = readCategory(reading, node, 'category') ?? readCategory(reading, category, 'stride')
  if (!stride) return []
  const link = relevant(node, 'communication_link')
  const boundary = relevant(node, 'trust_boundary')
  const asset = relevant(node, 'technical_asset')
  const wanted = [link && (byLink.get(link) ?? link), asset, boundary && `boundary:${boundary}`].filter(
    (each) => each !== undefined,
  )
  const target = wanted.find((each) => targets.has(each))
  for (const each of wanted.filter((ref) => !targets.has(ref))) {
    const message = `Risk "${key}" is at "${each}", and the model has no such thing. Correct the reference.`
    reading.error('unknown-risk-target', message, place, elementId)
  }
  if (target === undefined) {
    if (wanted.length > 0) return []
    const message = `Risk "${key}" names no asset, link or boundary, so it is shown nowhere. It stays in the file.`
    reading.report('info', 'risk-without-target', message, place, elementId)
    return []
  }
  const tracked = tracking.of(synthetic)
  const members = {
    ...(tracked ? reading.attributes(tracked.node, TRACKED) : {}),
    ...readRiskMembers(reading, node, FOUND, mitigations, id),
  } as Partial<Risk>
  const [description, mitigation] = [wordAt(category, 'description'), wordAt(category, 'mitigation')]
  return [
    {
      ...(description === undefined ? {} : { description }),
      ...(mitigation === undefined ? {} : { mitigation }),
      status: 'unchecked',
      ...members,
      id,
      target,
      category: stride,
      title: reading.text(node, 'title') ?? titleOfKey(key),
      ...readSource(reading, node),
    },
  ]
}

/** A risk that one of Threagile's rules finds, where the entry says at what. */
function readTracked(
  reading: Reading,
  { key, node, place }: Tracking,
  { targets, byLink, mitigations }: Names,
): Risk[] {
  const [rule = '', ...parts] = key.split('@')
  const elementId = `risk:${key}`
  const category = readCategory(reading, node, 'category') ?? categoryOfRule(rule)
  const refs = parts
    .map((part) => byLink.get(part) ?? part)
    .filter((part) => part !== '' && !part.includes('*'))
  const known = refs.flatMap((ref) => [ref, `boundary:${ref}`]).filter((ref) => targets.has(ref))
  const target = known.find((ref) => ref.includes('>')) ?? known[0]
  if (!category) {
    const message = `"${rule}" is no rule of Threagile's and no category of this file, so "${key}" is not shown. It stays in the file.`
    reading.report('info', 'unknown-risk-rule', message, place, elementId)
    return []
  }
  if (target === undefined) {
    const isPattern = refs.length === 0
    const message = isPattern
      ? `"${key}" tracks every risk of this kind that Threagile finds and names no one element, so it is not shown. It stays in the file.`
      : `"${key}" tracks a risk at "${refs.join('", "')}", and the model has no such thing. Correct or remove it.`
    reading.report(isPattern ? 'info' : 'warning', 'untargeted-tracking', message, place, elementId)
    return []
  }
  reading.places.set(elementId, place)
  const members = readRiskMembers(reading, node, [...TRACKED, ...BESIDE_TRACKED], mitigations, key)
  const title = titleOfRule(rule)
  return [{ title, status: 'unchecked', ...members, id: key, target, category, ...readSource(reading, node) }]
}

function readCategory(reading: Reading, node: MapNode, key: string): Category | undefined {
  const text = reading.text(node, key)
  const category = CATEGORIES.find((word) => word === text)
  if (category || (text === undefined && key === 'category')) return category
  const at: Span = node.byKey.get(key)?.value ?? node
  reading.error('unknown-word', `"${key}: ${text ?? ''}" is none of ${CATEGORIES.join(', ')}.`, at)
  return undefined
}

function readSource(reading: Reading, node: MapNode): Pick<Risk, 'source'> {
  const map = reading.map(node, 'source')
  const source = map && reading.attributes(map, SOURCE)
  return source?.by === undefined ? {} : ({ source } as Pick<Risk, 'source'>)
}
