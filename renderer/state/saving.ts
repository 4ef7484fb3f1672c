/** Writing the open model. Nothing here is lost when a save fails: the edits stay, the bar says why. */
import { AppError } from '../../shared/core/errors.ts'
import { mergeDocuments } from '../../shared/diff/merge.ts'
import type { Document } from '../../shared/model/document.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import type { SavedModel } from '../../shared/protocol/contract.ts'
import { client } from '../platform/client.ts'
import { apply, documentStore, markSaved } from './document.ts'
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
      source: document.source ?? null,
      modelHash,
      layoutHash,
      overwriteDerived: [...overwrite],
    })
    takeSaved(document, result)
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

/** Takes in what the file says beyond what was saved, under the edits that were made meanwhile. */
function takeSaved(document: Document, result: SavedModel): void {
  if (result.model === null) {
    markSaved(document, result)
    return
  }
  const saved = { ...document, model: result.model }
  markSaved(saved, result)
  apply(
    (present) => (present === document ? saved : mergeDocuments(document, present, saved).merged),
    'Read what the file held',
  )
  notify('info', 'Your edit made whole what dangled in the file: it is in the model now.')
}

const PAUSE = 800

/**
 * Stores drafts shortly after they change, so that a reload keeps them: they ask for no save of their
 * own. Files that Fenceline never wrote are left for the person's own save to begin. Gives what stops it.
 */
export function keepDrafts(): () => void {
  let timer = 0
  const unsubscribe = documentStore.subscribe((state, before) => {
    if (state.history.present.drafts === before.history.present.drafts) return
    window.clearTimeout(timer)
    if (hasNewDrafts()) timer = window.setTimeout(() => void storeDrafts(), PAUSE)
  })
  return () => {
    unsubscribe()
    window.clearTimeout(timer)
  }
}

function hasNewDrafts(): boolean {
  const { path, history, saved, readOnly, derived } = documentStore.getState()
  const isOurs = derived.every((file) => file.state !== 'absent')
  return path !== null && !readOnly && isOurs && history.present.drafts !== saved.drafts
}

/** A failure is not worth a word: the next save brings the drafts along and says what is wrong. */
async function storeDrafts(): Promise<void> {
  while (running) await running
  if (!hasNewDrafts()) return
  const { path, history, saved, modelHash, layoutHash } = documentStore.getState()
  if (path === null) return
  const document = { ...saved, drafts: history.present.drafts }
  running = client
    .call('model.save', {
      path,
      model: document.model,
      // A first layout that nobody saved is not a file yet.
      layout: layoutHash === null ? EMPTY_LAYOUT : document.layout,
      drafts: [...document.drafts],
      source: document.source ?? null,
      modelHash,
      layoutHash,
      overwriteDerived: [],
    })
    .then(
      (result) => {
        if (documentStore.getState().path === path) takeSaved(document, result)
        return true
      },
      () => false,
    )
  await running
  running = null
}
