/** Taking files of other tools into the folder. What reads and shows them is loaded when files come. */
import { uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'

/** Asks for files and shows what they would become. */
export function chooseFiles(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) void showFiles(files)
  })
  input.click()
}

async function showFiles(files: readonly File[]): Promise<void> {
  const { showImport } = await import('../../state/importing/importing.ts')
  await showImport(files)
}

export const importActions: readonly Action[] = [
  {
    id: 'file.import',
    label: 'Import files…',
    also: 'open threat dragon tm7 drawio otm pytm threat composer',
    group: 'file',
    scope: 'app',
    isEnabled: () => !(uiStore.getState().workspace?.readOnly ?? true),
    run: chooseFiles,
  },
]
