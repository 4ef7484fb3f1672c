/** Writing the open model. Nothing here is lost when a save fails: the edits stay, the bar says why. */
import { AppError } from '../../shared/core/errors.ts'
import { client } from '../platform/client.ts'
import { documentStore, markSaved } from './document.ts'
import { problemOf, sessionStore } from './session.ts'
import { notify, setUi } from './ui.ts'

let running: Promise<boolean> | null = null

/** Saves what is on screen now; saves follow each other. `overwrite` names derived files to write anew. */
export async function saveModel(overwrite: readonly string[] = []): Promise<boolean> {
  while (running) await running
  running = write(overwrite)
  try {
    return await running
  } finally {
    running = null
  }
}

/** Saves over what somebody else wrote: the state on disk is taken as seen. */
export async function keepMine(): Promise<void> {
  const { path } = documentStore.getState()
  if (path === null) return
  try {
    const { modelHash, layoutHash } = await client.call('model.open', { path })
    documentStore.setState({ modelHash, layoutHash })
    setUi({ changedOnDisk: false })
  } catch (error) {
    sessionStore.setState({ problem: problemOf(error) })
    return
  }
  await saveModel()
}

async function write(overwrite: readonly string[]): Promise<boolean> {
  const { path, history, modelHash, layoutHash, readOnly } = documentStore.getState()
  if (path === null) return false
  if (readOnly) {
    notify('warning', `${path} cannot be written.`, 'Export it, or open the folder with write access.')
    return false
  }
  const document = history.present
  setUi({ saving: true })
  try {
    const result = await client.call('model.save', {
      path,
      model: document.model,
      layout: document.layout,
      drafts: [...document.drafts],
      modelHash,
      layoutHash,
      overwriteDerived: [...overwrite],
    })
    markSaved(document, result)
    sessionStore.setState({ problem: null })
    setUi({ announcement: `Saved ${path}`, changedOnDisk: false })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') setUi({ changedOnDisk: true })
    else sessionStore.setState({ problem: problemOf(error) })
    return false
  } finally {
    setUi({ saving: false })
  }
}
