/** While something is dragged, keys that would change it under the hand do nothing, and undoing gives the drag up. */
import type { ActionGroup } from '../../../actions/action.ts'
import { ACTIONS, findAction } from '../../../actions/index.ts'
import { matchesKeys } from '../../../actions/keys/keys.ts'

const EDITING: ReadonlySet<ActionGroup> = new Set(['edit', 'tools', 'arrange'])

export function wouldEdit(event: KeyboardEvent): boolean {
  return ACTIONS.some(({ group, keys = [] }) => EDITING.has(group) && isOneOf(event, keys))
}

export function isUndo(event: KeyboardEvent): boolean {
  return isOneOf(event, findAction('edit.undo')?.keys ?? [])
}

function isOneOf(event: KeyboardEvent, keys: readonly string[]): boolean {
  return keys.some((wanted) => matchesKeys(event, wanted))
}
