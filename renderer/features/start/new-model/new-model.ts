/** What the person is about to create; kept while the dialog is closed, so a pasted text is not lost. */
import { useEffect } from 'react'
import { createStore, useStore } from 'zustand'
import { AppError } from '../../../../shared/core/errors.ts'
import { desktop } from '../../../platform/client.ts'
import { droppedFiles } from '../../../platform/dropped-files.ts'
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
 * in a format that people type becomes the text of a new model; those of other tools, and several, are shown first. Of a
 * folder these are the files of other tools in it.
 */
export async function takeDropped(transfer: DataTransfer): Promise<void> {
  const [one, ...more] = [...transfer.files]
  const dropping = droppedFiles(transfer)
  const { workspace } = uiStore.getState()
  if (!one) return
  // A window of the desktop without a folder asks for one before it writes.
  const canMake = workspace === null ? desktop !== null : !workspace.readOnly
  if (desktop && more.length === 0) {
    const fault = await openDropped(one)
    if (fault === null) return
    if (!canMake || !(fault instanceof AppError && fault.code === 'not-a-file')) return tell(fault)
  }
  if (!canMake) return
  const { showImport, textOf } = await import('../../../state/importing/importing.ts')
  const { foreignFormatOf } = await import('../../../../shared/formats/registry.ts')
  const textIn = async (file: File) => {
    const got = await textOf(file)
    return 'text' in got ? got.text : null
  }
  const files: File[] = []
  for (const { file, isInFolder } of await dropping) {
    const text = isInFolder ? await textIn(file) : null
    if (!isInFolder || (text !== null && foreignFormatOf(text, file.name) !== undefined)) files.push(file)
  }
  const [file, ...others] = files
  if (!file) {
    const hint = 'Drop files of Threat Dragon, draw.io, OTM, Threat Composer, pytm or .tm7.'
    return tell(new AppError('not-found', `${one.name} holds no file of another tool.`, { hint }))
  }
  const text = await textIn(file)
  const isTyped = text !== null && foreignFormatOf(text, file.name) === undefined
  if (workspace === null || others.length > 0 || !isTyped) return showImport(files)
  const isFormShown = workspace.models.length === 0 && documentStore.getState().path === null
  takeText(file.name, text)
  if (!isFormShown) askForNewModel('text')
}

function tell(fault: unknown): void {
  sessionStore.setState({ problem: problemOf(fault) })
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
      if (event.dataTransfer) void takeDropped(event.dataTransfer)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
}
