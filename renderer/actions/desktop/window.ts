/** What only a window of the desktop can do. A browser's page has none of these. */
import { client, desktop } from '../../platform/client.ts'
import { openFolder, windowState } from '../../state/desktop.ts'
import { documentStore, isUnsaved } from '../../state/document.ts'
import { saveModel } from '../../state/saving.ts'
import { settleText } from '../../state/text.ts'
import type { Action } from '../action.ts'

export const SAVE_AND_CLOSE = 'file.save-and-close'

const actions: readonly Action[] = [
  {
    id: 'file.open-folder',
    label: 'Open folder…',
    group: 'file',
    keys: ['Mod+O'],
    scope: 'always',
    menu: false,
    run: () => openFolder(null),
  },
  {
    id: SAVE_AND_CLOSE,
    label: 'Save and close window',
    group: 'file',
    scope: 'app',
    run: saveAndClose,
  },
]

export const windowActions: readonly Action[] = desktop ? actions : []

/** A save that fails, edits made while it ran and text that cannot be read leave the window open: it is told so. */
async function saveAndClose(): Promise<void> {
  settleText()
  if (isUnsaved(documentStore.getState())) await saveModel()
  const state = windowState()
  if (state.unsaved) await client.call('shell.state', state)
  else await client.call('shell.close', {})
}
