/** What a person decides about changes on disk and about recovered edits. */

import { AppError } from '../../../shared/core/errors.ts'
import type { Conflict } from '../../../shared/diff/merge.ts'
import type { OpenedModel } from '../../../shared/protocol/contract.ts'
import { client } from '../../platform/client.ts'
import { apply, documentOf, documentStore, showOpened, takeOpened } from '../document.ts'
import { notify, setUi } from '../ui.ts'
import { carryOut, takeDisk } from './follow.ts'
import { liveStore, resetLive, setDisk } from './live.ts'
import { NO_CHOICES, type Side, withChoice } from './merging.ts'
import { planDecided, planRecovery } from './plan.ts'
import { storeRecovery } from './recovery.ts'
import { inTurn } from './turn.ts'
import { newName, renewWindow } from './window.ts'

/** A model was opened: what earlier windows left of it is offered, and not written over by this one. */
export function offerRecovery({ recovery }: OpenedModel): void {
  // Behind the newest edits older ones may wait, and those can be this page's own from before a reload.
  if (recovery) renewWindow()
  resetLive(recovery ?? null)
  if (recovery) setUi({ announcement: 'Unsaved edits were found and can be restored.' })
}

/** Opens or closes the list of conflicts. */
export function showConflicts(deciding: 'disk' | 'recovery' | null): void {
  liveStore.setState({ deciding })
}

export function choose(conflicts: readonly Conflict[], side: Side): void {
  liveStore.setState({ choices: withChoice(liveStore.getState().choices, conflicts, side) })
}

/** Merges what is on disk with the document as it is by now; false while a row is undecided. */
export function mergeDisk(): boolean {
  const { disk, choices } = liveStore.getState()
  if (disk.kind !== 'conflict') return false
  const taken = planDecided(documentStore.getState(), disk.opened, disk.theirs, choices)
  if (!taken) return false
  carryOut(taken, disk.opened)
  return true
}

/** Takes the recovered edits into the present document; false while a row is undecided. */
export async function restoreRecovery(): Promise<boolean> {
  const { recovery, choices } = liveStore.getState()
  const state = documentStore.getState()
  if (!recovery || state.path === null) return false
  const restored = planRecovery(state, recovery, choices)
  if (!restored) {
    showConflicts('recovery')
    return false
  }
  apply(() => restored, 'Restore unsaved edits')
  liveStore.setState({ recovery: null, deciding: null, choices: NO_CHOICES })
  notify('done', 'Your unsaved edits are back. Undo takes them away again.')
  // Kept anew before the old ones go.
  await storeRecovery()
  await forget(state.path, recovery.window)
  return true
}

export async function discardRecovery(): Promise<void> {
  const { recovery } = liveStore.getState()
  const { path } = documentStore.getState()
  if (!recovery || path === null) return
  liveStore.setState({ recovery: null, deciding: null, choices: NO_CHOICES })
  await forget(path, recovery.window)
}

/** Takes the files' state over the edits in hand, as an undo step. */
export async function reloadModel(): Promise<void> {
  await inTurn(async () => {
    const { path, broken } = documentStore.getState()
    if (path === null) return
    const opened = await client.call('model.open', { path }).catch((error: unknown) => {
      if (error instanceof AppError) return null
      throw error
    })
    if (broken && opened) showOpened(opened)
    // What cannot be read or is gone does not replace what is open: a bar says so.
    else if (!opened?.model) await takeDisk()
    else {
      const document = documentOf(opened, opened.model)
      takeOpened(document, document, 'Reload from disk', opened)
      setDisk({ kind: 'same' })
    }
  })
}

/** Drops what was restored or discarded; older edits of another window may come up then. */
async function forget(path: string, window: string): Promise<void> {
  try {
    await client.call('recovery.drop', { path, window })
    // Under a name that owns nothing, or our own edits would be offered to us.
    const { recovery = null } = await client.call('model.open', { path, window: newName() })
    if (documentStore.getState().path === path && recovery) liveStore.setState({ recovery })
  } catch {
    // They are offered again the next time, and can be discarded then.
  }
}
