/** What the person is about to create; kept while the dialog is closed, so a pasted text is not lost. */
import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'
import { AppError } from '../../../shared/core/errors.ts'
import { desktop } from '../../platform/client.ts'
import { openDropped } from '../../state/desktop.ts'
import { documentStore } from '../../state/document.ts'
import { problemOf, sessionStore } from '../../state/session.ts'
import { setUi, uiStore } from '../../state/ui.ts'

/** `describe` proposes a text, which is then read as `text` is. */
export type Source = 'text' | 'describe' | 'template' | 'blank'

export interface NewModelState {
  readonly source: Source
  readonly text: string
  /** The name of the dropped file, for messages. */
  readonly file: string | null
  /** Why the last dropped file was not taken. */
  readonly refused: string | null
  readonly template: string
}

export const newModelStore = createStore<NewModelState>(() => ({
  source: 'text',
  text: '',
  file: null,
  refused: null,
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
async function takeFile(file: File): Promise<void> {
  const refuse = (refused: string) => setNewModel({ source: 'text', refused })
  if (file.size > MOST_BYTES) {
    return refuse(`${file.name} is larger than 8 MB. Read it with "fenceline import" instead.`)
  }
  const text = await file.text().catch(() => null)
  if (text === null) return refuse(`${file.name} cannot be read. Drop one file, not a folder.`)
  if (text.includes('\0')) {
    return refuse(
      `${file.name} is not a text file. Drop a plain-text DFD, a Mermaid flowchart or a YAML model.`,
    )
  }
  setNewModel({ source: 'text', text, file: file.name, refused: null })
}

/**
 * What a person dropped: in the desktop a folder or a model opens, and any other file is taken as text
 * where a model can be made of it. In a browser every file is taken as text.
 */
export async function takeDropped(file: File): Promise<void> {
  const { workspace } = uiStore.getState()
  const canMake = workspace !== null && !workspace.readOnly
  if (desktop) {
    const fault = await openDropped(file)
    if (fault === null) return
    if (!canMake || !(fault instanceof AppError && fault.code === 'not-a-file')) {
      sessionStore.setState({ problem: problemOf(fault) })
      return
    }
  }
  if (!canMake) return
  const isFormShown = workspace.models.length === 0 && documentStore.getState().path === null
  await takeFile(file)
  if (!isFormShown) askForNewModel('text')
}

/** A file dropped anywhere becomes the text of a new model; without this the browser would leave the page. */
export function useFileDrop(): void {
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onDragOver = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFile(event)) return
      event.preventDefault()
      const file = event.dataTransfer?.files[0]
      if (file) void takeDropped(file)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
}
