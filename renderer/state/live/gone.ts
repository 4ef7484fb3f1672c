/** What can be done about a model whose file is no longer there: its edits go to another place. */
import { withRemarks } from '../../../shared/model/document.ts'
import type { Workspace } from '../../../shared/protocol/contract.ts'
import { client } from '../../platform/client.ts'
import { documentStore } from '../document.ts'
import { problemOf } from '../problem.ts'
import { takeSaved } from '../saving.ts'
import { rememberModel, sessionStore } from '../session.ts'
import { notify } from '../ui.ts'
import { takeDisk } from './follow.ts'
import { setDisk } from './live.ts'
import { dropRecovery } from './recovery.ts'
import { inTurn } from './turn.ts'

/** Where the open model's file was moved to: another one with the same bytes. */
export function findMoved(
  workspace: Workspace | null,
  open: { readonly path: string | null; readonly modelHash: string | null },
): string | undefined {
  if (open.modelHash === null) return undefined
  return workspace?.models.find(({ path, modelHash }) => path !== open.path && modelHash === open.modelHash)
    ?.path
}

/** Goes on with the same edits and the same base under another path. */
export async function followTo(path: string): Promise<void> {
  const { path: before } = documentStore.getState()
  await inTurn(async () => {
    const { saved, path: now } = documentStore.getState()
    // The person may have closed it, or opened another model.
    if (now !== before) return
    // Stored drafts did not move along: without a base for them, those in hand are kept.
    documentStore.setState({ path, filesHash: '', saved: { ...withRemarks(saved, []), drafts: [] } })
    rememberModel(path)
    setDisk({ kind: 'same' })
    await takeDisk()
    notify('info', `Following the model to ${path}.`)
  })
}

/** Writes the open model as a new file, by its old name or another. Rejects with an AppError. */
export async function saveAs(path: string): Promise<void> {
  const { path: before } = documentStore.getState()
  await inTurn(async () => {
    const { history, source, path: now } = documentStore.getState()
    if (now !== before) return
    const document = history.present
    const result = await client.call('model.save', {
      path,
      model: document.model,
      layout: document.layout,
      drafts: [...document.drafts],
      ...(document.remarks ? { remarks: document.remarks } : {}),
      // Comments and wording come along from the file that was.
      source: document.source ?? source,
      modelHash: null,
      layoutHash: null,
      overwriteDerived: [],
    })
    if (documentStore.getState().path !== before) return
    await dropRecovery()
    documentStore.setState({ path, readOnly: false })
    rememberModel(path)
    takeSaved(document, result)
    setDisk({ kind: 'same' })
    sessionStore.setState({ problem: null })
    notify('done', `Saved as ${path}.`)
  })
}

/** Writes the file anew where it was. When it has come back meanwhile, nothing is written and it is merged. */
export async function saveAgain(): Promise<void> {
  const { path } = documentStore.getState()
  if (path === null) return
  try {
    await saveAs(path)
  } catch (error) {
    sessionStore.setState({ problem: problemOf(error) })
    await inTurn(() => takeDisk())
  }
}
