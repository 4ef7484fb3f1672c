/** Which model is open and how the files behind it fare: opening, leaving, changes from outside. */
import { createStore, useStore } from 'zustand'
import { AppError } from '../../shared/core/errors.ts'
import type { Model } from '../../shared/model/schema.ts'
import type { MethodInput, Settings, Workspace } from '../../shared/protocol/contract.ts'
import { parseEvent } from '../../shared/protocol/rpc.ts'
import type { RecentFolder } from '../../shared/protocol/shell.ts'
import { client, listen } from '../platform/client.ts'
import type { Connection } from '../platform/web.ts'
import {
  closeDocument,
  currentDocument,
  documentStore,
  isUnsaved,
  isUnwritten,
  showOpened,
  showUnwritten,
} from './document.ts'
import { forgetFind } from './find/find.ts'
import { offerRecovery } from './live/decide.ts'
import { checkDisk, followChange } from './live/follow.ts'
import { liveStore, resetLive } from './live/live.ts'
import { dropRecovery, storeRecovery } from './live/recovery.ts'
import { inTurn } from './live/turn.ts'
import { takeWindow } from './live/window.ts'
import { onDescribeEvent } from './llm/describe.ts'
import { askStatus, onRunEvent } from './llm/run.ts'
import { type Problem, problemOf } from './problem.ts'
import { keepRead, type Read, readAgain } from './reopening/kept.ts'
import { settleText } from './text.ts'
import { tellReconnected, tellTickets } from './tickets/heard.ts'
import { select, setUi, uiStore } from './ui.ts'

export { type Problem, problemOf }

export interface SessionState {
  /** `starting` until the folder is known; `failed` when it could not be had (`problem` says why). */
  readonly phase: 'starting' | 'ready' | 'failed'
  readonly connection: Connection
  /** The path that is being read, for a calm wait. */
  readonly opening: string | null
  /** A save or an open that failed. */
  readonly problem: Problem | null
  /** Set while the question "save or discard" is open; answers whether to leave. */
  readonly leaving: ((leave: boolean) => void) | null
  /** Folders that were open before, for a window that has none. */
  readonly recent: readonly RecentFolder[]
  /** Derived files that differ from the model and that the user chose to leave, by path. */
  readonly leftAlone: readonly string[]
}

export const sessionStore = createStore<SessionState>(() => ({
  phase: 'starting',
  connection: 'connected',
  opening: null,
  problem: null,
  leaving: null,
  recent: [],
  leftAlone: [],
}))

export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(sessionStore, selector)
}

const LAST_MODEL = 'fenceline.model'
const setSession = (changes: Partial<SessionState>) => sessionStore.setState(changes)

/** Reads settings and folder and follows what changes on disk. Gives the model to open at once, if any. */
export async function startSession(): Promise<string | null> {
  listen(onMessage, onConnection)
  // Watching can miss a change, on a network drive for one: coming back is a good moment to look.
  window.addEventListener('focus', lookAgain)
  return beginSession()
}

/** As `startSession`, for a window that was given its folder later. */
export async function beginSession(): Promise<string | null> {
  try {
    const [settings, start, workspace] = await Promise.all([
      client.call('settings.get', {}),
      client.call('shell.start', {}),
      client.call('workspace.get', {}).catch(noFolder),
    ])
    setUi({ settings, workspace })
    setSession({ phase: 'ready', problem: null, recent: start.recent })
    if (!workspace) return null
    if (start.model !== null) return start.model
    const last = sessionStorage.getItem(LAST_MODEL)
    return workspace.models.some((entry) => entry.path === last) ? last : null
  } catch (error) {
    setSession({ phase: 'failed', problem: problemOf(error) })
    return null
  }
}

/** A window may begin without a folder. */
function noFolder(error: unknown): null {
  if (error instanceof AppError && error.code === 'no-folder') return null
  throw error
}

/** Shows another model after the unsaved one was dealt with; false when the user stayed or it failed. */
export async function openModel(path: string): Promise<boolean> {
  if (!(await mayLeave())) return false
  return await show(path, async () => readAgain(path, await takeWindow()))
}

/** Writes a new model file and shows it. Rejects with an AppError, for the dialog to show. */
export async function createModel(input: MethodInput<'model.create'>): Promise<boolean> {
  if (!(await mayLeave())) return false
  const opened = await client.call('model.create', input)
  return await show(input.path, async () => ({ opened }))
}

/**
 * Writes new model files in turn, calling `onWritten` after each, and shows the first; false when the user stayed with
 * what is open. Rejects with an AppError at the first that cannot be written: those before it are there by then.
 */
export async function createModels(
  inputs: readonly MethodInput<'model.create'>[],
  onWritten: (path: string) => void,
): Promise<boolean> {
  if (!(await mayLeave())) return false
  const made: Read['opened'][] = []
  for (const input of inputs) {
    made.push(await client.call('model.create', input))
    onWritten(input.path)
  }
  const [opened] = made
  return opened !== undefined && (await show(opened.path, async () => ({ opened })))
}

/** Back to the start screen; false when the user stayed. */
export async function closeModel(): Promise<boolean> {
  if (!(await mayLeave())) return false
  sessionStorage.removeItem(LAST_MODEL)
  closeDocument()
  resetLive()
  forgetView()
  return true
}

/** Shows a model that is in no file yet; false when the user stayed with what is open. */
export async function showExample(path: string, model: Model, text: string): Promise<boolean> {
  if (!(await mayLeave())) return false
  sessionStorage.removeItem(LAST_MODEL)
  resetLive()
  forgetView()
  showUnwritten(path, model, text)
  return true
}

/** Back to the start screen without what is open, which is in no file; nothing of it is kept. */
export async function throwAway(): Promise<void> {
  if (!isUnwritten(documentStore.getState())) return
  settleText()
  closeDocument()
  resetLive()
  forgetView()
  await dropRecovery()
}

/** True when nothing would be lost: all is saved, or the user said so. */
export async function mayLeave(): Promise<boolean> {
  settleText()
  if (!isUnsaved(documentStore.getState())) return true
  // Asked already: whoever asked first gets the answer.
  if (sessionStore.getState().leaving !== null) return false
  const leave = await new Promise<boolean>((resolve) => setSession({ leaving: resolve }))
  setSession({ leaving: null })
  if (leave) await dropRecovery()
  return leave
}

export function dismissProblem(): void {
  setSession({ problem: null })
}

export function leaveDerivedAlone(paths: readonly string[]): void {
  setSession({ leftAlone: [...sessionStore.getState().leftAlone, ...paths] })
}

let pendingSettings: Partial<Settings> = {}
let settingsTimer = 0

/** Changes settings at once and remembers them soon; a failure to remember is not worth a word. */
export function changeSettings(changes: Partial<Settings>): void {
  setUi({ settings: { ...uiStore.getState().settings, ...changes } })
  pendingSettings = { ...pendingSettings, ...changes }
  window.clearTimeout(settingsTimer)
  settingsTimer = window.setTimeout(() => {
    client.call('settings.set', pendingSettings).catch(() => {})
    pendingSettings = {}
  }, 400)
}

async function show(path: string, read: () => Promise<Read>): Promise<boolean> {
  setSession({ opening: path, problem: null })
  try {
    while (!(await showUnlessEdited(read))) if (!(await mayLeave())) return false
    return true
  } catch (error) {
    // What was given up is still open.
    void storeRecovery()
    setSession({ problem: problemOf(error) })
    return false
  } finally {
    setSession({ opening: null })
  }
}

/** In turn, or a save or a look under way would end in the wrong model; false when an edit came meanwhile. */
function showUnlessEdited(read: () => Promise<Read>): Promise<boolean> {
  const left = currentDocument()
  return inTurn(async () => {
    const { opened, document } = await read()
    settleText()
    if (currentDocument() !== left) return false
    forgetView()
    keepRead(opened, showOpened(opened, document))
    offerRecovery(opened)
    rememberModel(opened.path)
    return true
  })
}

/** The model to open again after this page was reloaded. */
export function rememberModel(path: string): void {
  sessionStorage.setItem(LAST_MODEL, path)
}

function forgetView(): void {
  select([])
  forgetFind()
  setSession({ leftAlone: [], problem: null })
  setUi({ renaming: null, focusedThreat: null, cell: null, page: null, tool: 'select' })
  setUi({ connecting: null, focusedZone: null, movingInto: null, redrawing: null, offersArranging: false })
}

function onMessage(message: unknown): void {
  const announced = parseEvent(message)
  if (announced?.event === 'workspace.changed') onWorkspace(announced.data)
  if (announced?.event === 'workspace.lost') {
    liveStore.setState({ lost: announced.data.message })
    setUi({ announcement: announced.data.message })
  }
  if (announced?.event === 'model.changed') void followChange(announced.data)
  if (announced?.event === 'tickets.item' || announced?.event === 'tickets.ended') tellTickets(announced)
  if (announced?.event === 'llm.item' || announced?.event === 'llm.ended') {
    onRunEvent(announced)
    onDescribeEvent(announced.data.run)
  }
}

function onWorkspace(workspace: Workspace): void {
  setUi({ workspace })
  if (liveStore.getState().lost === null) return
  liveStore.setState({ lost: null })
  void checkDisk()
}

function lookAgain(): void {
  client.call('workspace.get', {}).then(onWorkspace, () => {})
}

function onConnection(connection: Connection): void {
  const before = sessionStore.getState().connection
  if (connection === before) return
  setSession({ connection })
  if (connection !== 'connected') return
  // A page that could not start has nothing to lose.
  if (sessionStore.getState().phase === 'failed') {
    location.reload()
    return
  }
  lookAgain()
  // What was announced meanwhile was not heard.
  void checkDisk()
  void askStatus()
  tellReconnected()
}
