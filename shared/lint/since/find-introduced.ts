/** Which findings a change introduced: a team with a long list can still ask that no pull request makes it longer. */
import type { Diagnostic } from '../../core/diagnostics.ts'

/**
 * The findings of `after` that `before` does not have, in their order. Lines move, so a finding is the same when its
 * rule and its element are; of several such, only those beyond the number before are new. What is not analysed at a
 * crossing in `gained` (flow refs) is always new: the flow crosses more than whoever left it open knew of.
 */
export function findIntroduced(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  gained: ReadonlySet<string>,
): readonly Diagnostic[] {
  const known = new Map<string, number>()
  for (const diagnostic of before) {
    const key = keyOf(diagnostic)
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  return after.filter((diagnostic) => {
    if (isOfGained(diagnostic, gained)) return true
    const key = keyOf(diagnostic)
    const left = known.get(key) ?? 0
    known.set(key, left - 1)
    return left <= 0
  })
}

const OF_REVIEW: readonly string[] = ['crossing-not-analysed', 'crossing-stale']

function isOfGained({ code, elementId }: Diagnostic, gained: ReadonlySet<string>): boolean {
  return elementId !== undefined && gained.has(elementId) && OF_REVIEW.includes(code)
}

/** A finding without an element is known by its words; lines and counts in them may be others. */
function keyOf({ code, elementId, message }: Diagnostic): string {
  return JSON.stringify(elementId === undefined ? [code, message.replace(/\d+/g, '#')] : [code, elementId])
}
