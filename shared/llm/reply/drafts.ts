/** What a checked answer becomes: drafts beside those of the rules, and remarks. */

import { exposureOf, severityOf } from '../../analysis/drafting/rank.ts'
import { draftIds } from '../../analysis/drafting/stems.ts'
import { factsAt } from '../../analysis/facts/build.ts'
import { hashText } from '../../core/text.ts'
import { uniqueId } from '../../model/ids.ts'
import {
  type Category,
  type Draft,
  type Flag,
  type Model,
  type Remark,
  type RiskSeverity,
  SEVERITIES,
  type Source,
} from '../../model/schema.ts'
import type { Answer, ThreatRow } from '../types.ts'
import { normalWords } from './plain-text.ts'
import { remarkOf } from './remark.ts'

/**
 * A language model is not asked how severe a threat is: it would guess a number. The category gives a hint
 * as a rule does, exposure and data of the target move it, and speculation takes one step off.
 */
const HINTS: Readonly<Record<Category, RiskSeverity>> = {
  spoofing: 'elevated',
  tampering: 'elevated',
  repudiation: 'medium',
  'information-disclosure': 'elevated',
  'denial-of-service': 'medium',
  'elevation-of-privilege': 'elevated',
}

/** In the order of the answer. `flagsOf` sees each row with its names restored. */
export function draftsOfAnswer(options: {
  readonly model: Model
  readonly target: string
  readonly answer: Answer
  readonly source: Source
  readonly flagsOf: (model: Model, target: string, row: ThreatRow) => readonly Flag[]
}): { drafts: readonly Draft[]; remarks: readonly Remark[] } {
  const { model, target, answer, source, flagsOf } = options
  const stem = stemsOf(model).get(target) ?? target
  const taken = new Set<string>()
  const drafts = answer.threats.map((row): Draft => {
    const key = keyOf(target, row)
    // A rule's draft has no key at the end of its id, so that the two never meet.
    const id = uniqueId(`${stem}-${row.category}-${key}`, (used) => taken.has(used))
    taken.add(id)
    return {
      id,
      key,
      target,
      category: row.category,
      title: row.title,
      description: row.threat,
      assumption: row.assumption,
      mitigation: row.mitigation,
      certainty: row.certainty,
      severity: rate(model, target, row),
      rules: [],
      facts: [],
      evidence: row.evidence,
      flags: flagsOf(model, target, row),
      source,
    }
  })
  const remarks = [
    ...answer.notApplicable.map(({ category, reason }) =>
      remarkOf({ kind: 'not-applicable', target, category, text: reason, source }),
    ),
    ...answer.cannotAssess.map(({ category, needed }) =>
      remarkOf({ kind: 'cannot-assess', target, category, text: needed, source }),
    ),
  ]
  return { drafts, remarks }
}

const stems = new WeakMap<Model, ReadonlyMap<string, string>>()

/** Answers come one by one, and every one is about the same model. */
function stemsOf(model: Model): ReadonlyMap<string, string> {
  const known = stems.get(model)
  if (known) return known
  const made = draftIds(model)
  stems.set(model, made)
  return made
}

/** The same words about the same cell, whatever proposed them. */
function keyOf(target: string, row: ThreatRow): string {
  return hashText(`${target}|${row.category}|${normalWords(row.title)}|${normalWords(row.threat)}`, 6)
}

function rate(model: Model, target: string, { category, certainty }: ThreatRow): RiskSeverity {
  const facts = factsAt(model, target)
  const severity = facts
    ? severityOf({ severity: HINTS[category] }, facts, exposureOf(facts))
    : HINTS[category]
  if (certainty !== 'speculative') return severity
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)] ?? severity
}
