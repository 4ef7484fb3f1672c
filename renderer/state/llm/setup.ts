/**
 * What the page knows of how the language model is reached and what it may read. The process behind the page
 * owns all of it; this is its last answer. The key is never part of it.
 */
import { createStore, useStore } from 'zustand'
import { AppError } from '../../../shared/core/errors.ts'
import type { MethodInput, MethodOutput } from '../../../shared/protocol/contract.ts'
import type { LlmState } from '../../../shared/protocol/llm.ts'
import { client } from '../../platform/client.ts'
import { type Problem, problemOf } from '../problem.ts'
import { setUi } from '../ui.ts'

export type Missing = 'trust' | 'key' | 'test'
/** The part of the settings that a problem is shown at. */
export type SetupPart = 'address' | 'model' | 'key' | 'limits' | 'test' | 'trust' | 'prompts'

export interface SetupState {
  /** Null until it was asked for. */
  readonly llm: LlmState | null
  /** What is under way. */
  readonly busy: SetupPart | null
  readonly problem: (Problem & { readonly part: SetupPart }) | null
  /** An address that needs the person's word, and why. */
  readonly unconfirmed: { readonly baseURL: string; readonly reason: string } | null
  /** What the last test of this window found; null after a change of what it tested. */
  readonly tested: MethodOutput<'llm.test'> | null
  /** Where the settings open; null: at the editor's own. */
  readonly place: Missing | 'model' | null
  readonly shown: { readonly of: string; readonly text: string; readonly hash: string } | null
}

export const setupStore = createStore<SetupState>(() => ({
  llm: null,
  busy: null,
  problem: null,
  unconfirmed: null,
  tested: null,
  place: null,
  shown: null,
}))

export function useSetup<T>(selector: (state: SetupState) => T): T {
  return useStore(setupStore, selector)
}

const setSetup = (changes: Partial<SetupState>) => setupStore.setState(changes)

/** The first thing that a person must do before anything can be drafted; null when all is there. */
export function whatIsMissing(state: LlmState): Missing | null {
  if (!state.trusted) return 'trust'
  if (state.key === 'none') return 'key'
  return state.tier === null ? 'test' : null
}

/** Opens the settings at what is missing, or at the language model as a whole. */
export function openLlmSettings(place: Missing | null = null): void {
  setSetup({ place: place ?? 'model', problem: null, unconfirmed: null, shown: null })
  setUi({ dialog: 'settings' })
}

/** The settings open at the editor's own part next time. */
export function leaveLlmSettings(): void {
  setSetup({ place: null, problem: null, unconfirmed: null, shown: null })
}

/** Asks how it stands; null when the process could not say. */
export async function loadSetup(): Promise<LlmState | null> {
  await change('model', () => client.call('llm.state', {}))
  return setupStore.getState().llm
}

/** True when taken. An address that needs the person's word is kept as `unconfirmed` until `confirmed`. */
export async function configure(part: SetupPart, changes: MethodInput<'llm.configure'>): Promise<boolean> {
  setSetup({ unconfirmed: null })
  if ('baseURL' in changes || 'model' in changes) setSetup({ tested: null })
  return await change(part, async () => {
    try {
      return await client.call('llm.configure', changes)
    } catch (error) {
      const { baseURL } = changes
      if (baseURL === undefined || !(error instanceof AppError) || error.code !== 'unconfirmed') throw error
      setSetup({ unconfirmed: { baseURL, reason: error.message } })
      return null
    }
  })
}

/** Hands the key over; nothing of the page keeps it. */
export function setKey(origin: string, key: string): Promise<boolean> {
  return change('key', () => client.call('llm.set-key', { origin, key }))
}

export function forgetKey(origin: string): Promise<boolean> {
  return change('key', () => client.call('llm.set-key', { origin, key: null }))
}

/** Asks the server a fixed question; what it found is then part of the state. */
export async function testConnection(): Promise<boolean> {
  setSetup({ tested: null })
  return await change('test', async () => {
    const tested = await client.call('llm.test', {})
    setSetup({ tested })
    return await client.call('llm.state', {})
  })
}

export function trustFolder(trusted: boolean): Promise<boolean> {
  return change('trust', () => client.call('llm.trust', { trusted }))
}

/** Trusts a prompt of the folder in exactly the words of this hash. */
export function pinPrompt(path: string, hash: string): Promise<boolean> {
  return change('prompts', () => client.call('llm.pin-prompt', { path, hash }))
}

/** Shows the whole text of a prompt; `of` names it. */
export async function showPrompt(of: string, wanted: MethodInput<'llm.prompt-text'>): Promise<void> {
  setSetup({ problem: null })
  try {
    setSetup({ shown: { of, ...(await client.call('llm.prompt-text', wanted)) } })
  } catch (error) {
    setSetup({ problem: { ...problemOf(error), part: 'prompts' } })
  }
}

export function hidePrompt(): void {
  setSetup({ shown: null })
}

/** Copies a built-in prompt into the folder. */
export function customise(id: string): Promise<boolean> {
  return change('prompts', async () => {
    await client.call('llm.customise', { id })
    return await client.call('llm.state', {})
  })
}

let turn = 0

async function change(part: SetupPart, call: () => Promise<LlmState | null>): Promise<boolean> {
  turn += 1
  const mine = turn
  setSetup({ busy: part, problem: null })
  try {
    const llm = await call()
    // An answer that was overtaken says less than the one that is there.
    if (llm !== null && mine === turn) setSetup({ llm })
    return llm !== null
  } catch (error) {
    setSetup({ problem: { ...problemOf(error), part } })
    return false
  } finally {
    if (mine === turn) setSetup({ busy: null })
  }
}
