/** Looking at what changed: from change to change, along the history, as one picture or two. */

import { pickBase, pickHead, readHistory, stepBase } from '../../state/changes/history.ts'
import { currentComparison, stepChange } from '../../state/changes/in-hand.ts'
import { changesStore, commitsOf, setChanges } from '../../state/changes/store.ts'
import { uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'
import { copyAsMarkdown } from './take-along.ts'

const hasChanges = () => (currentComparison()?.changes.length ?? 0) > 0
const hasCommits = () => commitsOf(changesStore.getState()).length > 0
const isLooking = () => uiStore.getState().mode === 'changes'

const action = (
  id: string,
  label: string,
  keys: readonly string[],
  run: () => unknown,
  isEnabled: () => boolean,
): Action => ({
  id: `changes.${id}`,
  label,
  group: 'changes',
  ...(keys.length > 0 ? { keys } : {}),
  scope: 'changes',
  isEnabled: () => isLooking() && isEnabled(),
  run: () => void run(),
})

export const changesActions: readonly Action[] = [
  action('next', 'Next change', ['J'], () => stepChange(1), hasChanges),
  action('previous', 'Previous change', ['K'], () => stepChange(-1), hasChanges),
  action('older', 'Compare with an older commit', ['['], () => stepBase(-1), hasCommits),
  action('newer', 'Compare with a newer commit', [']'], () => stepBase(1), hasCommits),
  action(
    'reset',
    'Compare the last commit with what is open',
    ['0'],
    () => {
      pickHead(null)
      pickBase(null)
    },
    hasCommits,
  ),
  action(
    'view',
    'Switch between one picture and two',
    ['\\'],
    () => setChanges({ view: changesStore.getState().view === 'overlay' ? 'side' : 'overlay' }),
    isLooking,
  ),
  action('copy', 'Copy the changes as Markdown', [], () => copyAsMarkdown(), hasChanges),
  action('refresh', 'Read the history again', ['R'], () => readHistory(), isLooking),
]
