/** Writing the open model. Nothing here is lost when a save fails: the edits stay, the bar says why. */
import { AppError } from '../../shared/core/errors.ts'
import { mergeDocuments } from '../../shared/diff/merge.ts'
import { type Document, withRemarks } from '../../shared/model/document.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import type { SavedModel } from '../../shared/protocol/contract.ts'
import { client } from '../platform/client.ts'
import { forgetApplied, listSettled } from './derived/hand-edits.ts'
import { apply, documentStore, isUnwritten, markSaved } from './document.ts'
import { takeDisk } from './live/follow.ts'
import { liveStore } from './live/live.ts'
import { inTurn } from './live/turn.ts'
import { problemOf } from './problem.ts'
import { sessionStore } from './session.ts'
import { notify, setUi } from './ui.ts'

/** Somebody who saves all the time could keep us merging for ever. */
const MOST_TRIES = 5

/** Saves what is on screen now; saves follow each other. `overwrite` names derived files to write anew. */
export function saveModel(overwrite: readonly string[] = []): Promise<boolean> {
  return inTurn(async () => {
    for (let tries = 1; ; tries += 1) {
      if (!maySave()) return false
      const outcome = await write(overwrite)
      if (outcome !== 'conflict') return outcome === 'saved'
      // What does not touch our edits is merged in, and the save goes on; else a bar says what to do.
      const taken = await takeDisk()
      if ((taken === 'taken' || taken === 'same') && tries < MOST_TRIES) continue
      if (taken === 'taken' || taken === 'same')
        notify('error', 'Not saved: the files change faster than they can be merged.', 'Save again.')
      else maySave()
      return false
    }
  })
}

/** False, with a word to the person, while something has to be decided or mended first. */
function maySave(): boolean {
  const { path, readOnly } = documentStore.getState()
  if (path === null) return false
  const { disk } = liveStore.getState()
  if (disk.kind === 'conflict') {
    liveStore.setState({ deciding: 'disk' })
    setUi({ announcement: 'Not saved: choose first between your changes and those on disk.' })
    return false
  }
  if (disk.kind === 'unreadable') {
    notify('error', `Not saved: ${disk.message}`, 'Nothing was written.')
    return false
  }
  if (disk.kind === 'gone') {
    notify('error', `Not saved: ${path} is no longer there.`, 'Choose above where to save it.')
    return false
  }
  if (readOnly) {
    notify('warning', `${path} cannot be written.`, 'Export it, or open the folder with write access.')
    return false
  }
  return true
}

async function write(wanted: readonly string[]): Promise<'saved' | 'conflict' | 'failed'> {
  const overwrite = new Set([...wanted, ...(await listSettled())])
  const { path, history, modelHash, layoutHash } = documentStore.getState()
  if (path === null) return 'failed'
  const document = history.present
  setUi({ saving: true })
  try {
    const result = await client.call('model.save', {
      path,
      model: document.model,
      layout: document.layout,
      drafts: [...document.drafts],
      ...(document.remarks ? { remarks: document.remarks } : {}),
      source: document.source ?? null,
      modelHash,
      layoutHash,
      overwriteDerived: [...overwrite],
    })
    // The model may have been closed meanwhile.
    if (documentStore.getState().path === path) takeSaved(document, result)
    forgetApplied(path)
    sessionStore.setState({ problem: null })
    setUi({ announcement: `Saved ${path}` })
    return 'saved'
  } catch (error) {
    // A file that is new to us counts as changed as well.
    if (error instanceof AppError && (error.code === 'conflict' || error.code === 'exists')) return 'conflict'
    sessionStore.setState({ problem: problemOf(error) })
    return 'failed'
  } finally {
    setUi({ saving: false })
  }
}

/** Takes in what the file says beyond what was saved, under the edits that were made meanwhile. */
export function takeSaved(document: Document, result: SavedModel): void {
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
 * Stores drafts and remarks shortly after they change, so that a reload keeps them: they ask for no save of their
 * own. Files that Fenceline never wrote are left for the person's own save to begin. Gives what stops it.
 */
export function keepDrafts(): () => void {
  let timer = 0
  const unsubscribe = documentStore.subscribe((state, before) => {
    if (isSameWaiting(state.history.present, before.history.present)) return
    window.clearTimeout(timer)
    if (hasNewDrafts()) timer = window.setTimeout(() => void inTurn(storeDrafts), PAUSE)
  })
  return () => {
    unsubscribe()
    window.clearTimeout(timer)
  }
}

function hasNewDrafts(): boolean {
  const state = documentStore.getState()
  const { path, history, saved, readOnly, derived } = state
  if (isUnwritten(state)) return false
  const isOurs = derived.every((file) => file.state !== 'absent')
  const isQuiet = liveStore.getState().disk.kind === 'same'
  return path !== null && !readOnly && isOurs && isQuiet && !isSameWaiting(history.present, saved)
}

function isSameWaiting(a: Document, b: Document): boolean {
  return a.drafts === b.drafts && a.remarks === b.remarks
}

/** A failure is not worth a word: the next save brings the drafts along and says what is wrong. */
async function storeDrafts(): Promise<void> {
  if (!hasNewDrafts()) return
  const { path, history, saved, modelHash, layoutHash } = documentStore.getState()
  if (path === null) return
  const { drafts, remarks } = history.present
  const document = withRemarks({ ...saved, drafts }, remarks)
  await client
    .call('model.save', {
      path,
      model: document.model,
      // A first layout that nobody saved is not a file yet.
      layout: layoutHash === null ? EMPTY_LAYOUT : document.layout,
      drafts: [...document.drafts],
      ...(document.remarks ? { remarks: document.remarks } : {}),
      source: document.source ?? null,
      modelHash,
      layoutHash,
      overwriteDerived: [],
    })
    .then(
      (result) => {
        if (documentStore.getState().path === path) takeSaved(document, result)
      },
      () => {},
    )
}
