/** Risks, mitigations, reviews and switched rules as Fenceline's own sections of a file. */

import { attributes, type TreeMap, values } from '../../../../core/yaml/printing/tree.ts'
import { parseRef } from '../../../../model/ids.ts'
import {
  type Analysis,
  CATEGORIES,
  type Mitigation,
  type Model,
  type Risk,
} from '../../../../model/schema.ts'
import type { Pair } from '../../threagile/dress.ts'
import { MITIGATION, pairsOf, RISK, SOURCE } from '../keys/attributes.ts'

export function riskTree(risk: Risk): TreeMap {
  const target = parseRef(risk.target)
  return attributes([
    ['id', risk.id],
    ['category', risk.category],
    ['asset', target.kind === 'component' ? risk.target : undefined],
    ['link', target.kind === 'flow' ? risk.target : undefined],
    ['boundary', target.kind === 'boundary' ? target.id : undefined],
    ...pairsOf({ ...risk, title: risk.title || undefined }, RISK),
    ['source', risk.source && attributes(pairsOf(risk.source, SOURCE), true)],
  ])
}

export function mitigationTree(mitigation: Mitigation): TreeMap {
  const { id, title } = mitigation
  return attributes([['title', title === id ? undefined : title], ...pairsOf(mitigation, MITIGATION)])
}

export function analysisTree(analysis: Analysis): TreeMap {
  const reasons = CATEGORIES.map((category): Pair => [category, analysis.notApplicable[category]])
  const answered = Object.entries(analysis.answered ?? {})
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
    ['answered', answered.length > 0 ? attributes(answered) : undefined],
  ])
}

export function rulesTree({ rulePacks, rulesOff }: Model): TreeMap | undefined {
  if (!rulePacks && !rulesOff) return undefined
  return attributes([
    ['packs', values(rulePacks ?? [])],
    ['off', rulesOff && attributes(Object.entries(rulesOff))],
  ])
}
