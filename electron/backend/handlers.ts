/** Answers every method of the contract for one opened folder, and announces what changes in it. */
import { AppError } from '../../shared/core/errors.ts'
import type { AppHandlers, FolderHandlers } from '../../shared/protocol/contract.ts'
import { createAnnouncer } from './announcer.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createEvents, type Events } from './events.ts'
import { NODE_DISK } from './files/disk.ts'
import { checkRelative } from './files/paths.ts'
import { readInside } from './files/read-file.ts'
import { createForeign } from './foreign/handlers.ts'
import { createHistory } from './history/handlers.ts'
import { createMemoryKeys, type KeyStore } from './llm/connection/key-store.ts'
import { createLazyLlm } from './llm/lazy.ts'
import { isOlder } from './model-files/age.ts'
import { expectSave } from './model-files/ahead/expect-save.ts'
import { createPlanAhead } from './model-files/ahead/plan-ahead.ts'
import { createPreparer } from './model-files/ahead/prepare-save.ts'
import { createModel } from './model-files/create-model.ts'
import { filesOf, isModelPath } from './model-files/names.ts'
import { openModel } from './model-files/open-model.ts'
import { hashFiles, readModelFiles } from './model-files/read-model.ts'
import { saveModel } from './model-files/save-model.ts'
import { type PrintPdf, printReport } from './pdf/print-report.ts'
import { createQueue } from './queue.ts'
import { createBases } from './recovery/bases.ts'
import { createRecovery } from './recovery/recovery.ts'
import type { Owner } from './recovery/recovery-file.ts'
import { restoreAsNew } from './recovery/restore.ts'
import { ownSettingsFolder } from './settings/place.ts'
import { ownSettings, type SettingsStore } from './settings/settings.ts'
import { createLazyTickets } from './tickets/lazy.ts'
import { watchFolder } from './watch.ts'
import { realFolder } from './workspace/real-folder.ts'
import { openFolder } from './workspace/workspace.ts'

export interface BackendOptions {
  readonly folder: string
  readonly version: string
  readonly host: 'browser' | 'desktop'
  /** The person's own when absent; folders that are open side by side share one. */
  readonly settings?: SettingsStore
  /** Keys for language models and tokens for trackers; kept in memory when absent. */
  readonly keys?: KeyStore
  /** Makes a PDF of a report; a browser of this machine when absent. */
  readonly printPdf?: PrintPdf
}

export interface Backend {
  /** The folder's real path. */
  readonly root: string
  readonly handlers: AppHandlers & FolderHandlers
  readonly events: Events
  /** A window is gone without the edits it kept: whoever opens the model next is offered them. Never fails. */
  release(owner: Owner): Promise<void>
  /** Ends watching; calls under way finish. Resolves when what a language model was asked is logged; never fails. */
  close(): Promise<void>
}

/** Throws `not-found` or `not-a-file` when there is no such folder. */
export async function createHandlers(options: BackendOptions): Promise<Backend> {
  const { folder, version, host, settings = ownSettings(), keys = createMemoryKeys(), printPdf } = options
  const opened = openFolder(await realFolder(folder))
  const { root } = opened
  const events = createEvents()
  const recovery = createRecovery({ settings: ownSettingsFolder(), root })
  const llm = createLazyLlm({ root, settings: ownSettingsFolder(), keys, events })
  const bases = createBases()
  const tickets = createLazyTickets({ root, settings: ownSettingsFolder(), keys, events })
  const keepInTurn = createQueue()
  // Saves and looks take turns, so that a look never sees half of a save.
  const inTurn = createQueue()
  const watcher = watchFolder(root, () => void inTurn(() => look()))
  const announcer = createAnnouncer(opened, events, watcher, inTurn)
  // A folder that cannot be read at the moment is looked at again when it changes or is asked for.
  const look = () => announcer.refresh().then(nothing, nothing)
  const preparer = createPreparer()
  const ahead = createPlanAhead()
  const open = async (path: string) => {
    const disk = await readModelFiles(root, path)
    preparer.prepare(disk)
    return openModel(disk, await opened.isReadOnly(path))
  }
  void inTurn(() => look())

  const handlers: AppHandlers & FolderHandlers = {
    ...createAppHandlers({ version, host, settings }),
    ...createForeign(root, inTurn),
    ...createHistory(root, checkModelPath),
    ...llm.handlers,
    'report.pdf': (document) => printReport(document, root, printPdf),
    ...tickets.handlers,
    'workspace.get': () => inTurn(() => announcer.refresh()),
    'model.open': ({ path, window }) =>
      inTurn(async () => {
        checkModelPath(path)
        const model = await open(path)
        if (model.modelHash === null)
          throw new AppError('not-found', `There is no ${path}.`, { hint: 'Create it, or open another.' })
        const found = window === undefined ? undefined : await recovery.find({ path, window })
        return found ? { ...model, recovery: found } : model
      }),
    'model.look': ({ path, window }) =>
      inTurn(async () => {
        checkModelPath(path)
        const disk = await readModelFiles(root, path)
        preparer.prepare(disk)
        const filesHash = disk.model ? hashFiles(disk, await opened.isReadOnly(path)) : null
        const found = await recovery.find({ path, window })
        return found ? { filesHash, recovery: found } : { filesHash }
      }),
    'model.derived': ({ path, format }) =>
      inTurn(async () => {
        checkModelPath(path)
        const name = filesOf(path).derived[format]
        const file = await readInside(root, name)
        if (file === null) return { path: name, text: null, hash: null, isOlder: false }
        const older = await isOlder(root, format, await readModelFiles(root, path))
        return { path: name, text: file.text, hash: file.hash, isOlder: older }
      }),
    'model.create': ({ path, from }) =>
      inTurn(async () => {
        checkModelPath(path)
        await createModel(root, path, from)
        await look()
        return open(path)
      }),
    'model.save': (input) =>
      inTurn(async () => {
        checkModelPath(input.path)
        const saved = await saveModel(root, input, NODE_DISK, ahead.plan).catch(async (error: unknown) => {
          await look()
          throw error
        })
        // Whoever saved need not wait until the list has the new figures.
        void inTurn(() => look())
        return saved
      }),
    'recovery.store': (edits) =>
      keepInTurn(async () => {
        const { path, window } = edits
        checkModelPath(path)
        const unsaved = bases.complete(edits)
        if (unsaved) {
          await recovery.store({ path, window, ...unsaved })
          void expectSave(root, path, unsaved, ahead)
        }
        return { isKept: unsaved !== null }
      }),
    'recovery.drop': (owner) =>
      keepInTurn(async () => {
        checkModelPath(owner.path)
        await recovery.drop(owner)
        bases.forget(owner)
        ahead.forget()
        return {}
      }),
    'recovery.list': () =>
      inTurn(async () => {
        const present = new Set((await announcer.refresh()).models.map(({ path }) => path))
        const gone = (await recovery.list()).filter(({ path }) => !present.has(path))
        return gone.map(({ path, window, time }) => ({ path, window, time }))
      }),
    'recovery.restore': (wanted) =>
      inTurn(async () => {
        checkModelPath(wanted.to)
        await restoreAsNew(root, recovery, wanted)
        await look()
        return open(wanted.to)
      }),
  }
  return {
    root,
    handlers,
    events,
    release: (owner) =>
      keepInTurn(() => {
        bases.forget(owner)
        return recovery.release(owner)
      }),
    async close() {
      announcer.close()
      preparer.close()
      ahead.forget()
      recovery.close()
      watcher.close()
      await tickets.close()
      await llm.close()
    },
  }
}

function nothing(): void {}

/** The window may read and write models only, never any other file of the folder. */
function checkModelPath(path: string): void {
  checkRelative(path)
  if (isModelPath(path)) return
  throw new AppError('not-a-file', `${path} is not the name of a model.`, {
    hint: 'Name it threat-model.yaml or <name>.threat-model.yaml.',
  })
}
