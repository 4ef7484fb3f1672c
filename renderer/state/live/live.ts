/** How the files behind the open model stand to it, and what a person has to decide about that. */
import { createStore, useStore } from 'zustand'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { Document } from '../../../shared/model/document.ts'
import type { OpenedModel, Recovery } from '../../../shared/protocol/contract.ts'
import { type Choices, NO_CHOICES } from './merging.ts'

/** Both sides changed the same things and somebody has to choose. */
interface DiskConflict {
  readonly opened: OpenedModel
  readonly theirs: Document
}

export interface LiveState {
  /** `gone`: there is no file of that name. `unreadable`: there is, but nothing sound is in it. */
  readonly disk:
    | { readonly kind: 'same' }
    | ({ readonly kind: 'conflict' } & DiskConflict)
    | { readonly kind: 'unreadable'; readonly message: string; readonly reasons: readonly Diagnostic[] }
    | { readonly kind: 'gone' }
  /** The folder itself cannot be read. */
  readonly lost: string | null
  readonly recovery: Recovery | null
  /** Which list of conflicts is open. */
  readonly deciding: 'disk' | 'recovery' | null
  readonly choices: Choices
}

const QUIET: Pick<LiveState, 'disk' | 'recovery' | 'deciding' | 'choices'> = {
  disk: { kind: 'same' },
  recovery: null,
  deciding: null,
  choices: NO_CHOICES,
}

export const liveStore = createStore<LiveState>(() => ({ ...QUIET, lost: null }))

export function useLive<T>(selector: (state: LiveState) => T): T {
  return useStore(liveStore, selector)
}

/** Another model is open, or none: nothing of the last one counts any more. */
export function resetLive(recovery: Recovery | null = null): void {
  liveStore.setState({ ...QUIET, recovery })
}

/** Says how the files stand; choices are dropped only when there is nothing left to choose. */
export function setDisk(disk: LiveState['disk']): void {
  const { deciding } = liveStore.getState()
  const isSettled = disk.kind !== 'conflict' && deciding !== 'recovery'
  liveStore.setState({ disk, ...(isSettled ? { deciding: null, choices: NO_CHOICES } : {}) })
}
