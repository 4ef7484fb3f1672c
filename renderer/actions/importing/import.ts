/** Taking files of other tools into the folder. What reads and shows them is loaded when files come. */
import { chooseFiles } from '../../platform/choose-files.ts'
import { desktop } from '../../platform/client.ts'
import { uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'

/** Asks for files and shows what they would become. */
export function importChosen(): void {
  chooseFiles(true, (files) => void showFiles(files))
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
    // A window of the desktop without a folder asks for one.
    isEnabled: () => !(uiStore.getState().workspace?.readOnly ?? desktop === null),
    run: importChosen,
  },
]
