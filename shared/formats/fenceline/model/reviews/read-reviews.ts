/** Risks, mitigations, reviews and notes of a model file. */

import type { MapNode, Span } from '../../../../core/yaml/source-node.ts'
import type { Analysis, Boundary, Category, Mitigation, Rejected, Risk } from '../../../../model/schema.ts'
import { CATEGORIES } from '../../../../model/schema.ts'
import { readFoundRisks } from '../../threagile/risks/read-risks.ts'
import { RISK, SOURCE } from '../keys/attributes.ts'
import type { Reading } from '../reading.ts'
import { readMitigations, readRiskMembers } from './read-mitigations.ts'

export interface Reviews {
  readonly risks: readonly Risk[]
  readonly mitigations: readonly Mitigation[]
  readonly analyses: readonly Analysis[]
  readonly notes: readonly string[]
}

export function readReviews(
  reading: Reading,
  root: MapNode,
  targets: ReadonlySet<string>,
  boundaries: readonly Boundary[],
): Reviews {
  const all = new Set([...targets, ...boundaries.map(({ id }) => `boundary:${id}`)])
  const mitigations = readMitigations(reading, root)
  const known = new Set(mitigations.map(({ id }) => id))
  const risks = readRisks(reading, root, all, known)
  const found = readFoundRisks(reading, root, all, new Set(risks.map(({ id }) => id)), known)
  return {
    // New risks are added at the end, and so to the file's own list.
    risks: [...found, ...risks],
    mitigations,
    analyses: readAnalyses(reading, root, targets),
    notes: reading.texts(root, 'notes').map(({ text }) => text),
  }
}

function readRisks(
  reading: Reading,
  root: MapNode,
  targets: ReadonlySet<string>,
  mitigations: ReadonlySet<string>,
): Risk[] {
  const seen = new Set<string>()
  return (reading.list(root, 'identified_risks')?.items ?? []).flatMap(({ value: node, start }): Risk[] => {
    const at = { start, end: start + 1 }
    if (node.kind !== 'map') {
      reading.error(
        'wrong-type',
        'Each risk must be a map with an id, a category and what it threatens.',
        node,
      )
      return []
    }
    const id = reading.text(node, 'id') ?? ''
    const place = node.byKey.get('id')?.value ?? at
    const category = readCategory(reading, node, place, id)
    const target = targetOf(reading, node)
    if (id === '') reading.error('missing-id', 'A risk has no id. Give it one, such as its ticket.', at)
    else if (seen.has(id))
      reading.error(
        'duplicate-id',
        `Two risks have the id "${id}". Give one of them another.`,
        place,
        `risk:${id}`,
      )
    else if (target === undefined)
      reading.error('missing-target', `Risk "${id}" names no asset, link or boundary.`, place, `risk:${id}`)
    else if (!targets.has(target))
      reading.error(
        'unknown-risk-target',
        `Risk "${id}" is at "${target}", and the model has no such thing. Correct the reference.`,
        place,
        `risk:${id}`,
      )
    else if (category) {
      seen.add(id)
      reading.places.set(`risk:${id}`, place)
      const source = readSource(reading, node, id)
      const members = readRiskMembers(reading, node, RISK, mitigations, id)
      return [
        {
          title: '',
          status: 'unchecked',
          ...members,
          id,
          target,
          category,
          ...(source ? { source } : {}),
        } as Risk,
      ]
    }
    return []
  })
}

/** Who found a risk is never guessed: without a readable `by` there is no source. */
function readSource(reading: Reading, node: MapNode, id: string): object | undefined {
  const map = reading.map(node, 'source')
  if (!map) return undefined
  const source = reading.attributes(map, SOURCE)
  if (source.by !== undefined) return source
  if (!map.byKey.has('by')) {
    const message = `The source of risk "${id}" does not say by whom. Add by: person, rules or llm.`
    reading.error('missing-source', message, map, `risk:${id}`)
  }
  return undefined
}

function targetOf(reading: Reading, node: MapNode): string | undefined {
  const given = ['asset', 'link', 'boundary'].filter((key) => reading.text(node, key) !== undefined)
  const second = given[1] && node.byKey.get(given[1])
  if (second) {
    const message = `A risk names both ${given[0]} and ${second.key}. Keep one; ${given[0]} counts until then.`
    reading.error('two-targets', message, second.keySpan)
  }
  const boundary = reading.text(node, 'boundary')
  return (
    reading.text(node, 'asset') ??
    reading.text(node, 'link') ??
    (boundary === undefined ? undefined : `boundary:${boundary}`)
  )
}

function readCategory(reading: Reading, node: MapNode, at: Span, owner: string): Category | undefined {
  const text = reading.text(node, 'category')
  const category = CATEGORIES.find((word) => word === text)
  if (!category) {
    const place = node.byKey.get('category')?.value ?? at
    reading.error(
      'unknown-word',
      `Category "${text ?? ''}" of "${owner}" is none of ${CATEGORIES.join(', ')}.`,
      place,
    )
  }
  return category
}

function readAnalyses(reading: Reading, root: MapNode, targets: ReadonlySet<string>): Analysis[] {
  return reading.elements(root, 'risk_analysis').flatMap(({ entry, node }): Analysis[] => {
    const target = entry.key
    reading.places.set(`analysis:${target}`, entry.keySpan)
    if (!targets.has(target)) {
      reading.error(
        'unknown-target',
        `risk_analysis has "${target}", and the model has no such component or flow. Correct or remove it.`,
        entry.keySpan,
      )
      return []
    }
    const notApplicable: Partial<Record<Category, string>> = {}
    for (const reason of reading.map(node, 'not_applicable')?.byKey.values() ?? []) {
      if (CATEGORIES.some((category) => category === reason.key)) continue
      const message = `"${reason.key}" under not_applicable is none of ${CATEGORIES.join(', ')}.`
      reading.error('unknown-word', message, reason.keySpan, `analysis:${target}`)
    }
    for (const category of CATEGORIES) {
      const reason = reading.map(node, 'not_applicable')?.byKey.get(category)?.value
      if (reason?.kind === 'scalar') notApplicable[category] = reason.text
    }
    const rejected = (reading.list(node, 'rejected')?.items ?? []).flatMap(({ value }): Rejected[] => {
      if (value.kind !== 'map') {
        const message = 'Each item of "rejected" must be a map with category, title, reason and key.'
        reading.error('wrong-type', message, value, `analysis:${target}`)
        return []
      }
      const category = readCategory(reading, value, value, target)
      const text = (key: string) => reading.text(value, key) ?? ''
      return category ? [{ category, title: text('title'), reason: text('reason'), key: text('key') }] : []
    })
    const text = (key: string, member: string) => {
      const value = reading.text(node, key)
      return value === undefined ? {} : { [member]: value }
    }
    const answered = [...(reading.map(node, 'answered')?.byKey.values() ?? [])].flatMap(({ key, value }) =>
      value.kind === 'scalar' ? [[key, value.text] as const] : [],
    )
    const outOfScope = reading.outOfScope(node, target)
    return [
      {
        target,
        ...text('reviewed', 'reviewed'),
        ...text('fingerprint', 'fingerprint'),
        ...(outOfScope === undefined ? {} : { outOfScope }),
        notApplicable,
        rejected,
        ...(answered.length === 0 ? {} : { answered: Object.fromEntries(answered) }),
      },
    ]
  })
}
