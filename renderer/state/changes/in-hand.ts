/** The change that is looked at: it is shown on the canvas, and what is selected there is looked at here. */
import type { Change } from '../../../shared/diff/marks/list-changes.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { select } from '../ui.ts'
import { reveal } from '../view.ts'
import { type Comparison, currentCompared } from './comparison.ts'
import { changesStore, setChanges } from './store.ts'

/** What is compared now; null where nothing is. */
export function currentComparison(): Comparison | null {
  const compared = currentCompared()
  return compared.state === 'compared' ? compared.comparison : null
}

/** Looks at a change: its element is selected where the open document has it, and brought into view. */
export function lookAt({ key, ref }: Change): void {
  setChanges({ inHand: key })
  const comparison = currentComparison()
  if (!comparison) return
  select(ref !== null && comparison.isNow && isIn(comparison, ref) ? [ref] : [])
  if (ref !== null) reveal([ref])
}

/** Looks at the first change of an element of a picture; `wasThere` prefers what was removed. */
export function lookAtElement(ref: string, wasThere: boolean): void {
  const own = (currentComparison()?.changes ?? []).filter((change) => change.ref === ref)
  const isRemoved = ({ kind }: Change) => kind === 'removed'
  const change = own.find((each) => isRemoved(each) === wasThere) ?? own[0]
  if (change) lookAt(change)
}

/** The next or the previous change, from the one that is looked at. False at the end of the list. */
export function stepChange(step: 1 | -1): boolean {
  const changes = currentComparison()?.changes ?? []
  const { inHand } = changesStore.getState()
  const at = changes.findIndex(({ key }) => key === inHand)
  const next = at < 0 ? changes.at(step === 1 ? 0 : -1) : changes[at + step]
  if (!next) return false
  lookAt(next)
  return true
}

/** Looks at the first change of an element that was selected on the canvas; the one in hand stays if it is one. */
export function followSelection(ref: string): void {
  const changes = currentComparison()?.changes ?? []
  const { inHand } = changesStore.getState()
  if (changes.some((change) => change.key === inHand && change.ref === ref)) return
  setChanges({ inHand: changes.find((change) => change.ref === ref && isShowing(change))?.key ?? null })
}

/** Of a removed element the id may be another's now. */
function isShowing({ kind }: Change): boolean {
  return kind !== 'removed'
}

function isIn({ after }: Comparison, ref: string): boolean {
  const { components, boundaries, flows } = indexOf(after.model)
  return components.has(ref) || boundaries.has(ref) || flows.has(ref)
}
