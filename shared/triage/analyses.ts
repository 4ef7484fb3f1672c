/** Decisions about a target's review. Each edit gives the same model back when it changes nothing. */
import { canonicalJson } from '../core/text.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import { indexOf } from '../model/queries.ts'
import type { Analysis, Category, Draft, Model } from '../model/schema.ts'

/** Remembers that the draft is fiction, so that nobody is asked again. Rejecting twice keeps the first reason. */
export function rejectDraft(model: Model, draft: Draft, reason: string): Model {
  const { category, title, key } = draft
  return editAnalysis(model, draft.target, (analysis) =>
    analysis.rejected.some((rejected) => rejected.key === key)
      ? analysis
      : { ...analysis, rejected: [...analysis.rejected, { category, title, reason, key }] },
  )
}

/** Takes a rejection back; the draft is offered again. */
export function unrejectDraft(model: Model, target: string, key: string): Model {
  return editAnalysis(model, target, (analysis) => ({
    ...analysis,
    rejected: analysis.rejected.filter((rejected) => rejected.key !== key),
  }))
}

/** States why a category cannot concern a target; an empty reason takes the statement back. */
export function markNotApplicable(model: Model, target: string, category: Category, reason: string): Model {
  return editAnalysis(model, target, (analysis) => {
    const { [category]: _, ...others } = analysis.notApplicable
    return { ...analysis, notApplicable: reason.trim() === '' ? others : { ...others, [category]: reason } }
  })
}

/** Records that a person has seen each target as it is now; targets that the model does not have are ignored. */
export function markAnalysed(
  model: Model,
  targets: readonly string[],
  { date }: { readonly date: string },
): Model {
  const wanted = new Map<string, string>()
  for (const target of targets) {
    const fingerprint = fingerprintOf(model, target)
    // A second look on a later day at the same thing is not worth a line in the file's history.
    if (fingerprint === undefined || indexOf(model).analyses.get(target)?.fingerprint === fingerprint)
      continue
    wanted.set(target, fingerprint)
  }
  if (wanted.size === 0) return model
  const known = indexOf(model).analyses
  const analyses = model.analyses.map((analysis) => {
    const fingerprint = wanted.get(analysis.target)
    return fingerprint === undefined ? analysis : { ...analysis, reviewed: date, fingerprint }
  })
  for (const [target, fingerprint] of wanted) {
    if (!known.has(target)) analyses.push({ ...blank(target), reviewed: date, fingerprint })
  }
  return { ...model, analyses }
}

/** Excludes a target from analysis with its reason; an empty reason brings it back. */
export function setOutOfScope(model: Model, target: string, reason: string): Model {
  return editAnalysis(model, target, (analysis) => {
    const { outOfScope: _, ...rest } = analysis
    return reason.trim() === '' ? rest : { ...rest, outOfScope: reason }
  })
}

/** Keeps what was said to a question about what is missing; no words take the answer back. */
export function answerMissing(model: Model, target: string, question: string, words: string): Model {
  return editAnalysis(model, target, (analysis) => {
    const { answered = {}, ...rest } = analysis
    const { [question]: _, ...others } = answered
    const after = words.trim() === '' ? others : { ...others, [question]: words.trim() }
    return Object.keys(after).length === 0 ? rest : { ...rest, answered: after }
  })
}

function editAnalysis(model: Model, target: string, edit: (analysis: Analysis) => Analysis): Model {
  const known = indexOf(model).analyses.get(target)
  const before = known ?? blank(target)
  const after = edit(before)
  if (after === before || canonicalJson(after) === canonicalJson(before)) return model
  const analyses = known
    ? model.analyses.map((analysis) => (analysis === known ? after : analysis))
    : [...model.analyses, after]
  return { ...model, analyses }
}

function blank(target: string): Analysis {
  return { target, notApplicable: {}, rejected: [] }
}
