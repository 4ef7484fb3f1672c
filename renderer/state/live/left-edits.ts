/** Unsaved edits of models that are no longer in the folder. */
import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'
import type { MethodOutput } from '../../../shared/protocol/contract.ts'
import { client } from '../../platform/client.ts'
import { openModel } from '../session.ts'
import { notify, useUi } from '../ui.ts'

export type Left = MethodOutput<'recovery.list'>[number]

const leftStore = createStore<readonly Left[]>(() => [])

/** The list as it was when the folder last changed. */
export function useLeftEdits(): readonly Left[] {
  const models = useUi((state) => state.workspace?.models)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a model that came or went changes the list
  useEffect(() => void refresh(), [models])
  return useStore(leftStore)
}

export async function discardLeft({ path, window }: Left): Promise<void> {
  await client.call('recovery.drop', { path, window }).catch(() => {
    notify('error', `The unsaved edits of ${path} could not be discarded.`)
  })
  await refresh()
}

/** Writes the edits as a new model and opens it. Rejects with an AppError, for the dialog to show. */
export async function restoreLeft({ path, window }: Left, to: string): Promise<void> {
  await client.call('recovery.restore', { path, window, to })
  await openModel(to)
}

async function refresh(): Promise<void> {
  const left = await client.call('recovery.list', {}).catch((): Left[] => [])
  leftStore.setState(left, true)
}
