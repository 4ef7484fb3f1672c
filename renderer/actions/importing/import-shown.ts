import { plural } from '../../../shared/core/text.ts'
import { closeImport, forgetWritten, importStore, modelsToCreate } from '../../state/importing/importing.ts'
import { notify } from '../../state/ui.ts'
import { createSeveralArranged } from '../open.ts'

/** Writes what the dialog shows and opens the first of it; rejects with an AppError, and what is written leaves the dialog. */
export async function importShown(): Promise<void> {
  const models = modelsToCreate(importStore.getState().files)
  if (!(await createSeveralArranged(models, forgetWritten))) return
  closeImport()
  if (models.length > 1) notify('done', `${plural(models.length, 'model')} imported.`)
}
