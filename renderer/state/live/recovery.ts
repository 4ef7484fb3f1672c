/**
 * Keeps unsaved edits with the process while they are made, so that a crash costs at most two seconds
 * of them. A timer starts with the first edit and is never put off by the next: typing cannot postpone it.
 */
import { type Base, changesOf } from '../../../shared/protocol/unsaved.ts'
import { client } from '../../platform/client.ts'
import { type DocumentState, documentStore, isUnsaved } from '../document.ts'
import { notify } from '../ui.ts'
import { newName, takeWindow } from './window.ts'

const WAIT_MS = 1000

/** What is kept for this page, or was sent to be: only that is dropped, never what another page left. */
let kept: { readonly path: string; readonly window: string; readonly document: unknown } | null = null
let timer = 0
let sending: Promise<void> = Promise.resolve()
/** What went to the process with the last edits; it may have lost it since. */
let sent: { readonly id: string; readonly base: Base } | null = null
let isFailing = false

/** Starts keeping; gives what stops it. */
export function keepRecovery(): () => void {
  const unsubscribe = documentStore.subscribe(attend)
  return () => {
    unsubscribe()
    window.clearTimeout(timer)
    timer = 0
  }
}

/** Edits that the person discards on purpose are not kept any longer. */
export async function dropRecovery(): Promise<void> {
  window.clearTimeout(timer)
  timer = 0
  if (kept === null) return
  const { path, window: name } = kept
  kept = null
  await queue(async () => {
    await client.call('recovery.drop', { path, window: name })
  })
}

/** Keeps what is unsaved now, without waiting for the timer. */
export function storeRecovery(): Promise<void> {
  return queue(store)
}

function attend(state: DocumentState): void {
  if (kept !== null && (state.path !== kept.path || !isUnsaved(state))) {
    // Edits that go on under another path are kept there before the old ones go.
    if (state.path !== null && isUnsaved(state)) void storeRecovery()
    void dropRecovery()
  }
  if (timer !== 0 || state.path === null || !isUnsaved(state)) return
  if (kept?.document === state.history.present) return
  timer = window.setTimeout(() => {
    timer = 0
    void storeRecovery()
  }, WAIT_MS)
}

function queue(task: () => Promise<void>): Promise<void> {
  sending = sending.then(task).catch(() => {})
  return sending
}

/** What the edits are made on, and whether it went to the process already. */
function baseOf({ saved, source, modelHash, layoutHash }: DocumentState) {
  const is = sent?.base
  const isSame =
    is?.base === saved && is.source === source && is.modelHash === modelHash && is.layoutHash === layoutHash
  if (sent && isSame) return { ...sent, isSent: true }
  const base: Base = { base: saved, source, modelHash, layoutHash }
  return { id: newName(), base, isSent: false }
}

async function store(): Promise<void> {
  const window = await takeWindow()
  const state = documentStore.getState()
  const { path } = state
  if (path === null || !isUnsaved(state)) return
  const document = state.history.present
  kept = { path, window, document }
  try {
    const { id, isSent, base } = baseOf(state)
    const changes = changesOf(base, document)
    const edits = { path, window, baseId: id, ...(changes ? { changes } : {}) }
    const isKept = isSent && (await client.call('recovery.store', edits)).isKept
    if (!isKept) {
      sent = { id, base }
      await client.call('recovery.store', { ...edits, base })
    }
    isFailing = false
  } catch {
    // Said once: the next tries would only repeat it. They go on with the next edit.
    if (!isFailing) notify('warning', 'Unsaved edits cannot be kept for a crash.', 'Save soon.')
    isFailing = true
  }
}
