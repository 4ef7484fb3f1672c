/** What the person is about to create; kept while the dialog is closed, so a pasted text is not lost. */
import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'
import { AppError } from '../../../../shared/core/errors.ts'
import { desktop } from '../../../platform/client.ts'
import { openDropped } from '../../../state/desktop.ts'
import { documentStore } from '../../../state/document.ts'
import { problemOf, sessionStore } from '../../../state/session.ts'
import { setUi, uiStore } from '../../../state/ui.ts'

/** `describe` proposes a text, which is then read as `text` is. */
export type Source = 'text' | 'describe' | 'template' | 'blank'

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

/** Takes a text in one of our own formats as the text to read. */
function takeText(name: string, text: string): void {
  setNewModel({ source: 'text', text, file: name })
}

/**
 * What a person dropped: in the desktop a folder or a model opens. Of any other file that a model can be made of, one
 * in a format that people type becomes the text of a new model; those of other tools, and several, are shown first.
 */
export async function takeDropped(files: readonly File[]): Promise<void> {
  const { workspace } = uiStore.getState()
  const [file, ...others] = files
  if (!file) return
  const canMake = workspace !== null && !workspace.readOnly
  if (desktop && others.length === 0) {
    const fault = await openDropped(file)
    if (fault === null) return
    if (!canMake || !(fault instanceof AppError && fault.code === 'not-a-file')) {
      sessionStore.setState({ problem: problemOf(fault) })
      return
    }
  }
  if (!canMake) return
  const { showImport, textOf } = await import('../../../state/importing/importing.ts')
  const got = await textOf(file)
  const { foreignFormatOf } = await import('../../../../shared/formats/registry.ts')
  if (others.length > 0 || !('text' in got) || foreignFormatOf(got.text, file.name) !== undefined)
    return showImport(files)
  const isFormShown = workspace.models.length === 0 && documentStore.getState().path === null
  takeText(file.name, got.text)
  if (!isFormShown) askForNewModel('text')
}

/** Files dropped anywhere are taken; without this the browser would leave the page. */
export function useFileDrop(): void {
  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onDragOver = (event: DragEvent) => {
      if (hasFile(event)) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFile(event)) return
      event.preventDefault()
      void takeDropped([...(event.dataTransfer?.files ?? [])])
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
}
