import { plural } from '../../../shared/core/text.ts'
import { client } from '../../platform/client.ts'
import {
  closeImport,
  forgetWritten,
  importStore,
  modelsToCreate,
  renameTaken,
} from '../../state/importing/importing.ts'
import { notify, setUi, uiStore } from '../../state/ui.ts'
import { createSeveralArranged } from '../open.ts'

/**
 * Writes what the dialog shows and opens the first of it; rejects with an AppError, and what is written leaves the dialog.
 * A window without a folder asks for one first, and nothing is done when the person chooses none.
 */
export async function importShown(): Promise<void> {
  if (!(await hasFolder())) return
  const models = modelsToCreate(importStore.getState().files)
  if (!(await createSeveralArranged(models, forgetWritten))) return
  closeImport()
  if (models.length > 1) notify('done', `${plural(models.length, 'model')} imported.`)
}

async function hasFolder(): Promise<boolean> {
  if (uiStore.getState().workspace) return true
  const { opened } = await client.call('shell.open-folder', { path: null })
  if (!opened) return false
  const workspace = await client.call('workspace.get', {})
  setUi({ workspace })
  renameTaken()
  return true
}
