/** What the person is about to create; kept while the dialog is closed, so a pasted text is not lost. */
import { createStore, useStore } from 'zustand'
import { slug } from '../../../shared/model/ids.ts'
import type { Workspace } from '../../../shared/protocol/contract.ts'
import { notify, setUi } from '../../state/ui.ts'

export type Source = 'text' | 'template' | 'blank'

export interface NewModelState {
  readonly source: Source
  readonly text: string
  /** The name of the dropped file, for messages. */
  readonly file: string | null
  readonly template: string
}

export const newModelStore = createStore<NewModelState>(() => ({
  source: 'text',
  text: '',
  file: null,
  template: 'orders',
}))

export function useNewModel<T>(selector: (state: NewModelState) => T): T {
  return useStore(newModelStore, selector)
}

export function setNewModel(changes: Partial<NewModelState>): void {
  newModelStore.setState(changes)
}

/** Opens the dialog at one of its tabs. */
export function askForNewModel(source: Source): void {
  setNewModel({ source })
  setUi({ dialog: 'new-model' })
}

const MOST_BYTES = 8_000_000

/** Takes a dropped or picked file as the text to read. */
export async function takeFile(file: File): Promise<void> {
  if (file.size > MOST_BYTES) {
    notify('error', `${file.name} is larger than 8 MB.`, 'Import it with "fenceline import".')
    return
  }
  const text = await file.text()
  if (text.includes('\0')) {
    notify('error', `${file.name} is not a text file.`, 'Drop a text, YAML, JSON or Mermaid file.')
    return
  }
  setNewModel({ source: 'text', text, file: file.name })
}

/** `threat-model.yaml` when that is free, else a name of its own from the title. */
export function proposeFile(workspace: Workspace, title: string): string {
  const taken = new Set(workspace.models.map((entry) => entry.path))
  if (!taken.has('threat-model.yaml')) return 'threat-model.yaml'
  const stem = slug(title.replace(/\bthreat model\b/i, ''), 'new')
  for (let at = 1; ; at += 1) {
    const path = `${at === 1 ? stem : `${stem}-${at}`}.threat-model.yaml`
    if (!taken.has(path)) return path
  }
}

/** Why a model cannot have this name; undefined when it can. */
export function fileFault(workspace: Workspace, path: string): string | undefined {
  if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..'))
    return 'Give a path inside the folder, with forward slashes.'
  const name = path.split('/').at(-1) ?? ''
  if (name !== 'threat-model.yaml' && !/^.+\.threat-model\.yaml$/.test(name))
    return 'The name must be threat-model.yaml or end in .threat-model.yaml.'
  if (workspace.models.some((entry) => entry.path === path))
    return `${path} exists already: choose another name.`
  return undefined
}
