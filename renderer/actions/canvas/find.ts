/** Finding elements on the canvas. */
import { documentStore } from '../../state/document.ts'
import { findStore, openFind, stepHits } from '../../state/find/find.ts'
import type { Action } from '../action.ts'

const isOpen = () => {
  const { path, broken } = documentStore.getState()
  return path !== null && !broken
}
const hasQuery = () => isOpen() && findStore.getState().query.trim() !== ''

export const findActions: readonly Action[] = [
  {
    id: 'find.open',
    label: 'Find on the canvas…',
    group: 'view',
    keys: ['Mod+F'],
    scope: 'always',
    isEnabled: isOpen,
    run: () => openFind(),
  },
  {
    id: 'find.next',
    label: 'Find the next',
    group: 'view',
    keys: ['F3', 'Mod+G'],
    scope: 'always',
    menu: false,
    isEnabled: hasQuery,
    run: () => stepHits(1),
  },
  {
    id: 'find.previous',
    label: 'Find the previous',
    group: 'view',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    scope: 'always',
    menu: false,
    isEnabled: hasQuery,
    run: () => stepHits(-1),
  },
]
