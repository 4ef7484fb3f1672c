/** Remarks of an answer among those that wait. One that a person dismissed stays dismissed, whatever its words. */
import { indexOf } from '../../model/queries.ts'
import type { Model, Remark } from '../../model/schema.ts'
import { isAnswered, isOpenRemark } from '../../triage/remarks.ts'
import { namesOf } from './names.ts'
import { similarityOf } from './similar.ts'

/**
 * At and above this two remarks are the same. Higher than for threats: a question is short, so two that differ in
 * all but one word would pass for one.
 */
const SAME_REMARK = 0.5

/** `target` null is that of the questions. The same reference where nothing changed. */
export function takeRemarks(
  model: Model,
  before: readonly Remark[],
  { target, remarks: fresh }: { readonly target: string | null; readonly remarks: readonly Remark[] },
): readonly Remark[] {
  const replaced = ({ kind, target: of }: Remark): boolean =>
    target === null ? kind === 'question' : kind !== 'question' && of === target
  const dismissed = before.filter((remark) => !isOpenRemark(remark))
  const wanted = new Map(
    fresh
      .filter((remark) => !isSettled(model, remark) && !dismissed.some((one) => isSame(model, one, remark)))
      .map((each) => [each.id, each]),
  )
  const kept = before.filter((remark) => !isOpenRemark(remark) || wanted.has(remark.id) || !replaced(remark))
  for (const { id } of kept) wanted.delete(id)
  const after = [...kept, ...wanted.values()]
  return after.length === before.length && after.every((remark, at) => remark === before[at]) ? before : after
}

/** A person already said it: the category does not apply, or a note answers. */
function isSettled(model: Model, { kind, target, category, text }: Remark): boolean {
  if (kind !== 'not-applicable' && isAnswered(model, text)) return true
  if (kind === 'question' || category === undefined) return false
  return indexOf(model).analyses.get(target)?.notApplicable[category] !== undefined
}

/** One remark in other words. The category of a question is a guess and may differ. */
function isSame(model: Model, a: Remark, b: Remark): boolean {
  if (a.kind !== b.kind || a.target !== b.target) return false
  if (a.kind !== 'question' && a.category !== b.category) return false
  if (a.id === b.id) return true
  return similarityOf({ title: a.text }, { title: b.text }, namesOf(model, a.target)) >= SAME_REMARK
}
