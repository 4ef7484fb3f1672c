/** Risks, reviews and notes of a model file. */
import type { Analysis, Boundary, Category, Rejected, Risk } from '../../../model/schema.ts'
import { CATEGORIES } from '../../../model/schema.ts'
import type { MapNode, Span } from '../yaml/source-node.ts'
import { RISK, SOURCE } from './attributes.ts'
import type { Reading } from './reading.ts'

export interface Reviews {
  readonly risks: readonly Risk[]
  readonly analyses: readonly Analysis[]
  readonly notes: readonly string[]
}

export function readReviews(
  reading: Reading,
  root: MapNode,
  targets: ReadonlySet<string>,
  boundaries: readonly Boundary[],
): Reviews {
  const lines = new Set(boundaries.map(({ id }) => `boundary:${id}`))
  return {
    risks: readRisks(reading, root, new Set([...targets, ...lines])),
    analyses: readAnalyses(reading, root, targets),
    notes: reading.texts(root, 'notes').map(({ text }) => text),
  }
}

function readRisks(reading: Reading, root: MapNode, targets: ReadonlySet<string>): Risk[] {
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
      const source = reading.map(node, 'source')
      const members = reading.attributes(node, RISK) as Partial<Risk>
      return [
        {
          title: '',
          status: 'unchecked',
          ...members,
          id,
          target,
          category,
          ...(source ? { source: { by: 'person', ...reading.attributes(source, SOURCE) } } : {}),
        } as Risk,
      ]
    }
    return []
  })
}

function targetOf(reading: Reading, node: MapNode): string | undefined {
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
    for (const category of CATEGORIES) {
      const reason = reading.map(node, 'not_applicable')?.byKey.get(category)?.value
      if (reason?.kind === 'scalar') notApplicable[category] = reason.text
    }
    const rejected = (reading.list(node, 'rejected')?.items ?? []).flatMap(({ value }): Rejected[] => {
      if (value.kind !== 'map') return []
      const category = readCategory(reading, value, value, target)
      const text = (key: string) => reading.text(value, key) ?? ''
      return category ? [{ category, title: text('title'), reason: text('reason'), key: text('key') }] : []
    })
    const text = (key: string, member: string) => {
      const value = reading.text(node, key)
      return value === undefined ? {} : { [member]: value }
    }
    return [
      {
        target,
        ...text('reviewed', 'reviewed'),
        ...text('fingerprint', 'fingerprint'),
        ...text('out_of_scope', 'outOfScope'),
        notApplicable,
        rejected,
      },
    ]
  })
}
