/** What the page tells and asks the desktop's window. In a browser none of it is used. */
import type { MethodInput } from '../../shared/protocol/contract.ts'
import { client, desktop } from '../platform/client.ts'
import { documentStore, isUnsaved } from './document.ts'
import { problemOf } from './problem.ts'
import { sessionStore } from './session.ts'
import { hasTextInHand } from './text.ts'
import { uiStore } from './ui.ts'

/** Asks for a folder, or opens one of the recent ones. What opened says so itself, with `shell.opened`. */
export async function openFolder(path: string | null): Promise<void> {
  try {
    sessionStore.setState({ problem: null })
    await client.call('shell.open-folder', { path })
  } catch (error) {
    sessionStore.setState({ problem: problemOf(error) })
  }
}

export async function forgetFolder(path: string): Promise<void> {
  const { recent } = sessionStore.getState()
  sessionStore.setState({ recent: recent.filter((folder) => folder.path !== path) })
  await client.call('shell.forget-folder', { path }).catch(() => {})
}

/** Opens what was dropped; the fault when it is neither a folder nor a model. */
export async function openDropped(file: File): Promise<unknown> {
  try {
    await desktop?.openDropped(file)
    return null
  } catch (error) {
    return error
  }
}

/** What the window's title says now. */
export function windowState(): MethodInput<'shell.state'> {
  const state = documentStore.getState()
  const title = state.path === null ? undefined : state.history.present.model.title
  const parts = [title, uiStore.getState().workspace?.name, 'Fenceline']
  return {
    title: parts
      .filter((part) => part !== undefined && part.trim() !== '')
      .join(' - ')
      .slice(0, MAX_TITLE),
    path: state.path,
    unsaved: isUnsaved(state) || hasTextInHand(),
  }
}

const MAX_TITLE = 400
