/** Questions that no single target asks: a boundary without a risk, a zone in which nobody thought of a category. */
import { type Crossing, crossingsOf, listTargets } from '../../model/crossings.ts'
import { indexOf, titleOf, zoneChain } from '../../model/queries.ts'
import { type Boundary, CATEGORIES, type Category, type Draft, type Model } from '../../model/schema.ts'
import { isSettled, openDrafts } from '../redrafting/open-drafts.ts'
import type { MissingQuestion } from './question.ts'

/**
 * Of each boundary that something crosses while neither it nor a crossing of it has a risk or waits for one; a
 * boundary is not asked about when those that share its crossings are.
 */
export function aboutBoundaries(model: Model, drafts: readonly Draft[]): readonly MissingQuestion[] {
  const { risksByTarget } = indexOf(model)
  const waiting = new Set(openDrafts(model, drafts).map(({ target }) => target))
  const isNamed = (target: string) => risksByTarget.has(target) || waiting.has(target)
  const asked = new Set<string>()
  return crossedBoundaries(model).flatMap(
    ({ boundary, crossings: [first, ...others] }): readonly MissingQuestion[] => {
      const refs = [first, ...others].map(({ ref }) => ref)
      if (isNamed(`boundary:${boundary.id}`) || refs.some(isNamed) || refs.every((ref) => asked.has(ref)))
        return []
      for (const ref of refs) asked.add(ref)
      const from = titleOf(model, first.flow.from)
      const to = titleOf(model, first.flow.to)
      return [
        {
          id: `boundary-without-risk:${boundary.id}`,
          topic: 'Boundaries',
          target: first.ref,
          question: `Nobody named a risk at ${boundary.title}: what could somebody who controls ${from} do to ${to}?`,
          category: 'spoofing',
          title: `Somebody who controls ${from} is believed by ${to} across ${boundary.title}`,
          mitigation: `Check at ${boundary.title} who sends, and let ${to} refuse everything that it does not expect.`,
        },
      ]
    },
  )
}

interface Crossed {
  readonly boundary: Boundary
  readonly crossings: readonly [Crossing, ...Crossing[]]
}

/** Those with the fewest crossings first: a question about one flow is easier to answer than one about ten. */
function crossedBoundaries(model: Model): readonly Crossed[] {
  const byBoundary = new Map<string, [Crossing, ...Crossing[]]>()
  for (const crossing of crossingsOf(model).values()) {
    for (const id of crossing.boundaries) {
      const known = byBoundary.get(id)
      if (known) known.push(crossing)
      else byBoundary.set(id, [crossing])
    }
  }
  return model.boundaries
    .flatMap((boundary): readonly Crossed[] => {
      const crossings = byBoundary.get(boundary.id)
      return crossings ? [{ boundary, crossings }] : []
    })
    .toSorted((a, b) => a.crossings.length - b.crossings.length)
}

const WORDS: Readonly<Record<Category, readonly [ask: string, risk: string]>> = {
  spoofing: ['who or what could pretend to be somebody else', 'Somebody poses as another'],
  tampering: ['what could be changed without anybody noticing', 'Something is changed unnoticed'],
  repudiation: ['what could somebody do and deny later', 'Somebody denies what they did'],
  'information-disclosure': [
    'what could be read by somebody who may not',
    'Something is read by somebody who may not',
  ],
  'denial-of-service': [
    'what could be filled up, slowed down or stopped',
    'Something is filled up, slowed down or stopped',
  ],
  'elevation-of-privilege': [
    'how could somebody get to do more than they may',
    'Somebody gets to do more than they may',
  ],
}

/** Of each zone and category that nobody drafted, kept, rejected or ruled out for anything in the zone. */
export function aboutZones(model: Model, drafts: readonly Draft[]): readonly MissingQuestion[] {
  const considered = consideredCells(model, drafts)
  const targets = targetsByZone(model)
  return model.boundaries.flatMap((zone): readonly MissingQuestion[] => {
    const inside = targets.get(zone.id) ?? []
    const at = inside.find((target) => indexOf(model).components.has(target))
    // Whoever marked everything here analysed has seen that the category has nothing.
    if (at === undefined || inside.every((target) => isSettled(model, target))) return []
    return CATEGORIES.filter(
      (category) => !inside.some((target) => considered.has(`${target} ${category}`)),
    ).map((category) => ({
      id: `blank-in-zone:${zone.id}:${category}`,
      topic: 'Coverage',
      target: at,
      question: `Nobody thought of ${category.replaceAll('-', ' ')} in ${zone.title}: ${WORDS[category][0]}?`,
      category,
      title: `${WORDS[category][1]} in ${zone.title}`,
      mitigation: '',
    }))
  })
}

/** By the crossings, which stay the same while only decisions are made. */
const targetsIn = new WeakMap<object, ReadonlyMap<string, readonly string[]>>()

/** What stands in each zone itself or in one within it; a crossing by either end. */
function targetsByZone(model: Model): ReadonlyMap<string, readonly string[]> {
  const crossings = crossingsOf(model)
  const known = targetsIn.get(crossings)
  if (known) return known
  const found = findTargets(model)
  targetsIn.set(crossings, found)
  return found
}

function findTargets(model: Model): ReadonlyMap<string, readonly string[]> {
  const { components, flows } = indexOf(model)
  const byZone = new Map<string, string[]>()
  for (const target of listTargets(model)) {
    const flow = flows.get(target)
    const ends = flow ? [flow.from, flow.to] : [target]
    const zones = ends.flatMap((end) => zoneChain(model, components.get(end)?.zone ?? null))
    for (const zone of new Set(zones)) {
      const known = byZone.get(zone)
      if (known) known.push(target)
      else byZone.set(zone, [target])
    }
  }
  return byZone
}

function consideredCells(model: Model, drafts: readonly Draft[]): ReadonlySet<string> {
  return new Set(
    [
      ...drafts,
      ...model.risks,
      ...model.analyses.flatMap(({ target, rejected, notApplicable }) => [
        ...rejected.map(({ category }) => ({ target, category })),
        ...Object.keys(notApplicable).map((category) => ({ target, category })),
      ]),
    ].map(({ target, category }) => `${target} ${category}`),
  )
}
