/** Why an action cannot run now, in a few words, for lists that show it all the same. */
import { documentStore } from '../state/document.ts'
import { uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'

const REASONS: Readonly<Record<string, string>> = {
  'edit.undo': 'Nothing to undo',
  'edit.redo': 'Nothing to redo',
  'tool.connect': 'Select one component first',
  'tool.place': 'Choose a tool first',
  'edit.rename': 'Select one element first',
  'arrange.layout': 'Nothing to arrange',
  'arrange.selection': 'Select several components first',
  'arrange.stop': 'Nothing is being arranged',
  'analyse.draft-stale': 'Nothing is stale',
  'find.next': 'Find something first',
  'find.previous': 'Find something first',
}

/** What `isEnabled` misses most likely: it says only yes or no. */
export function whyDisabled({ id, group }: Action): string {
  const { path, readOnly } = documentStore.getState()
  const { workspace, selection } = uiStore.getState()
  if (id === 'file.new' || id === 'file.example')
    return workspace?.readOnly ? 'The folder is read-only' : 'Open a folder first'
  if (id.startsWith('theme.')) return 'This is the theme now'
  if (path === null) return 'Open a model first'
  const isEdit = group === 'edit' || group === 'tools' || group === 'arrange'
  if (readOnly && isEdit && !id.startsWith('edit.copy')) return 'The model is read-only'
  const reason = REASONS[id]
  if (reason !== undefined) return reason
  if (id.startsWith('export.')) return 'The diagram is empty'
  return isEdit && selection.length === 0 ? 'Select something first' : 'Not now'
}
