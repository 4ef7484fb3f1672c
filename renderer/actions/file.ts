/** Files: new, import, save, close, export. */
import { documentStore } from '../state/document.ts'
import { reloadModel } from '../state/live/decide.ts'
import { saveModel } from '../state/saving.ts'
import { closeModel } from '../state/session.ts'
import { settleText } from '../state/text.ts'
import { setUi, uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'
import { exportActions } from './export.ts'
import { importActions } from './importing/import.ts'
import { tryExample } from './open.ts'

const isOpen = () => documentStore.getState().path !== null

export const fileActions: readonly Action[] = [
  {
    id: 'file.new',
    label: 'New model…',
    group: 'file',
    keys: ['Mod+Alt+N'],
    scope: 'always',
    isEnabled: () => !(uiStore.getState().workspace?.readOnly ?? true),
    run: () => setUi({ dialog: 'new-model' }),
  },
  ...importActions,
  {
    id: 'file.example',
    label: 'Try the Orders example',
    group: 'file',
    scope: 'app',
    menu: false,
    isEnabled: () => !(uiStore.getState().workspace?.readOnly ?? true),
    run: tryExample,
  },
  {
    id: 'file.save',
    label: 'Save',
    group: 'file',
    keys: ['Mod+S'],
    scope: 'always',
    isEnabled: isOpen,
    run: async () => {
      settleText()
      await saveModel()
    },
  },
  {
    id: 'file.reload',
    label: 'Reload from disk',
    group: 'file',
    scope: 'app',
    isEnabled: isOpen,
    run: reloadModel,
  },
  {
    id: 'file.close',
    label: 'Close model',
    group: 'file',
    keys: ['Mod+Alt+W'],
    scope: 'always',
    isEnabled: isOpen,
    run: async () => {
      settleText()
      await closeModel()
    },
  },
  ...exportActions,
]
