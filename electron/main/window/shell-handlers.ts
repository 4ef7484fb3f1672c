/** What a page may ask of its window. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import type { ShellHandlers } from '../../../shared/protocol/contract.ts'
import { toFault } from '../../backend/files/faults.ts'
import { isModelPath } from '../../backend/model-files/names.ts'
import type { RecentFolders } from '../folders/recent.ts'
import type { Launch } from '../launch/parse-launch.ts'
import type { PageState, ShellWindow } from './shell-window.ts'

export interface ShellParts {
  readonly recent: RecentFolders
  /** Asks for a folder with the system's dialog; null when the person cancels. */
  readonly askForFolder: (window: ShellWindow) => Promise<string | null>
  /** Asks for a file to write into; null when the person cancels. */
  readonly askForFile: (window: ShellWindow, extensions: readonly string[]) => Promise<string | null>
  readonly open: (launch: Launch, from: ShellWindow) => Promise<void>
  readonly close: (window: ShellWindow) => void
  readonly onState: (window: ShellWindow, state: PageState) => void
  /** The page's menu or the recent folders changed. */
  readonly onMenu: () => void
}

/** What files of each format may be called; the dialog offers them first. */
const EXTENSIONS = {
  'threat-dragon': ['json'],
  otm: ['otm', 'json', 'yaml', 'yml'],
  drawio: ['drawio', 'xml', 'svg'],
} as const

export function shellHandlers(window: ShellWindow, parts: ShellParts): ShellHandlers {
  const { recent } = parts
  return {
    'shell.start': async () => ({
      folder: window.root,
      model: window.begin(),
      recent: await recent.list(),
    }),
    async 'shell.open-folder'({ path: known }) {
      if (known !== null && !recent.paths.includes(known)) {
        throw new AppError('bad-request', 'Only a recent folder can be opened by its path.', {
          hint: 'Choose the folder in the dialog.',
        })
      }
      const folder = known ?? (await parts.askForFolder(window))
      if (folder === null) return { opened: false }
      await parts.open({ folder, model: null }, window)
      return { opened: true }
    },
    async 'shell.forget-folder'({ path: folder }) {
      await recent.forget(folder)
      parts.onMenu()
      return {}
    },
    async 'shell.menu'({ groups }) {
      window.menu = groups
      parts.onMenu()
      return {}
    },
    async 'shell.state'(state) {
      window.noteState(state)
      parts.onState(window, state)
      return {}
    },
    async 'shell.close'() {
      // After the reply: the page that waits for it is about to go.
      setImmediate(() => parts.close(window))
      return {}
    },
    async 'shell.update-file'(content) {
      const chosen = await parts.askForFile(window, EXTENSIONS[content.format])
      if (chosen === null) return { updated: null }
      const place = await realpath(chosen).catch((error: unknown) => {
        throw toFault(error, path.basename(chosen), 'read')
      })
      const { updateForeign } = await import('../../backend/foreign/update.ts')
      return {
        updated: await updateForeign({ root: path.dirname(place), path: path.basename(place) }, content),
      }
    },
    async 'shell.drop'({ path: dropped }) {
      await parts.open(await launchOf(dropped), window)
      return { opened: true }
    },
  }
}

/** A dropped folder, or a dropped model in its folder. */
export async function launchOf(dropped: string): Promise<Launch> {
  const name = path.basename(dropped)
  const found = await stat(dropped).catch((error: unknown) => {
    throw toFault(error, name, 'read')
  })
  if (found.isDirectory()) return { folder: dropped, model: null }
  if (found.isFile() && isModelPath(name)) return { folder: path.dirname(dropped), model: name }
  throw new AppError('not-a-file', `${name} is neither a folder nor a threat model.`, {
    hint: 'Drop a folder, threat-model.yaml, <name>.threat-model.yaml or threagile.yaml.',
  })
}
