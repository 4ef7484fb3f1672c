/** Carries out what `plan.ts` decides when the files change under the open model. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import type { EventData, OpenedModel } from '../../../shared/protocol/contract.ts'
import { client } from '../../platform/client.ts'
import { documentStore, isUnwritten, showOpened, takeOpened } from '../document.ts'
import { notify, setUi } from '../ui.ts'
import { liveStore, setDisk } from './live.ts'
import { planChange, type Taken } from './plan.ts'
import { inTurn } from './turn.ts'

/** What a look at the files came to; `failed` when they could not be looked at. */
export type Outcome = 'same' | 'taken' | 'asked' | 'unreadable' | 'gone' | 'failed'

/** What is missing or half-written may be so only for a moment: git and editors write in two steps. */
const SECOND_LOOK_MS = 1000

/** Answers an announced change; what this page wrote itself is known by its hash. */
export async function followChange(change: EventData<'model.changed'>): Promise<void> {
  await inTurn(async () => {
    const { path, filesHash } = documentStore.getState()
    if (change.path !== path) return
    const isKnown = change.filesHash === filesHash && liveStore.getState().disk.kind === 'same'
    if (!isKnown) await takeDisk(change.modelHash === null)
  })
}

/** Looks at the files without having heard of a change: after a break in the connection, or on the way back. */
export async function checkDisk(): Promise<void> {
  if (documentStore.getState().path !== null) await inTurn(() => takeDisk())
}

/** Reads the files and takes in what they hold. Call it in turn; `isSure` says they were looked at twice already. */
export async function takeDisk(isSure = false): Promise<Outcome> {
  const { path } = documentStore.getState()
  // What never was in a file is not missing from one.
  if (path === null || isUnwritten(documentStore.getState())) return 'same'
  let found = await look(path)
  if (!isSure && isDoubtful(found)) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS))
    found = await look(path)
  }
  // The person may have opened another model meanwhile.
  if (documentStore.getState().path !== path) return 'same'
  return 'path' in found ? takeOpenedFiles(found) : sayTrouble(path, found)
}

/** What the conflict bar was told to do, or a merge that needed no telling. */
export function carryOut(taken: Taken, opened: OpenedModel): void {
  const before = documentStore.getState()
  takeOpened(taken.present, taken.saved, taken.label, opened)
  setDisk({ kind: 'same' })
  const isNews = taken.present !== before.history.present || opened.modelHash !== before.modelHash
  if (isNews) notify('info', taken.news)
  sayReadOnly(before.readOnly, opened)
  const [first, ...others] = taken.lostComments
  if (first === undefined) return
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  notify('warning', `A comment on disk found no place in your text: ${first}${more}.`)
}

async function look(path: string): Promise<OpenedModel | AppError> {
  try {
    return await client.call('model.open', { path })
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function isDoubtful(found: OpenedModel | AppError): boolean {
  return 'path' in found ? found.model === null : found.code === 'not-found'
}

function takeOpenedFiles(opened: OpenedModel): Outcome {
  const state = documentStore.getState()
  const plan = planChange(state, opened)
  switch (plan.kind) {
    case 'same':
      setDisk({ kind: 'same' })
      return 'same'
    case 'show':
      showOpened(opened)
      setDisk({ kind: 'same' })
      return 'taken'
    case 'unreadable': {
      const [first] = plan.reasons
      const where = first?.range
        ? ` (line ${first.range.start.line}: ${first.message.replace(/\.$/, '')})`
        : ''
      sayUnreadable(`${first?.file ?? opened.path} on disk cannot be read${where}.`, plan.reasons)
      return 'unreadable'
    }
    case 'ask':
      setDisk({ kind: 'conflict', opened, theirs: plan.theirs })
      setUi({ announcement: `${opened.path} changed on disk where you changed it too.` })
      return 'asked'
    case 'take':
      carryOut(plan.taken, opened)
      return 'taken'
  }
}

function sayTrouble(path: string, error: AppError): Outcome {
  // The page may have lost its process; the bar about that says enough.
  if (error.code === 'unauthorized' || liveStore.getState().lost !== null) return 'failed'
  if (error.code === 'not-found') {
    setDisk({ kind: 'gone' })
    setUi({ announcement: `${path} is no longer there.` })
    return 'gone'
  }
  // Only a call that never arrived has a cause on this side.
  if (error.code === 'io' && error.cause !== undefined) return 'failed'
  sayUnreadable(error.message)
  return 'unreadable'
}

function sayUnreadable(message: string, reasons: readonly Diagnostic[] = []): void {
  setDisk({ kind: 'unreadable', message, reasons })
  setUi({ announcement: message })
}

function sayReadOnly(before: boolean, { readOnly, path }: OpenedModel): void {
  if (readOnly === before) return
  if (readOnly) notify('warning', `${path} has become read-only.`)
  else notify('info', `${path} can be written again.`)
}
