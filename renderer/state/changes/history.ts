/** Reads the history of the open model and the revisions that are compared, when somebody looks at them. */
import { client } from '../../platform/client.ts'
import { documentStore } from '../document.ts'
import { problemOf } from '../problem.ts'
import {
  baseCommitOf,
  changesStore,
  commitsOf,
  NOTHING_COMPARED,
  type Picked,
  type Revision,
  setChanges,
} from './store.ts'

/** Commits that the slider begins with, and the most it can have. */
const FIRST = 100
const MOST = 500
/** Revisions that are kept: those that a hand on the slider comes back to. */
const KEPT = 40

/**
 * Reads the commits of the open model and what they can be compared with. What was chosen stays while it
 * is the same model; the last commit is followed when there is a newer one.
 */
export async function readHistory(limit = FIRST): Promise<void> {
  const { path } = documentStore.getState()
  if (path === null) return
  const { path: known, view, history } = changesStore.getState()
  if (known !== path) setChanges({ ...NOTHING_COMPARED, path, view })
  const wanted =
    history?.state === 'listed' && known === path ? Math.max(limit, history.commits.length) : limit
  try {
    const [list, refs] = await Promise.all([
      client.call('history.list', { path, limit: Math.min(MOST, wanted) }),
      client.call('history.refs', {}),
    ])
    if (changesStore.getState().path !== path) return
    setChanges({ history: list, refs, problem: null })
    readRevisions()
  } catch (error) {
    if (changesStore.getState().path === path) setChanges({ problem: problemOf(error) })
  }
}

/** Reads as many commits as a slider can have. */
export function readOlder(): Promise<void> {
  return readHistory(MOST)
}

/** True where older commits are left to read. */
export function hasOlder(): boolean {
  const { history } = changesStore.getState()
  return history?.state === 'listed' && history.more && history.commits.length < MOST
}

/** Compares from this commit; null: from the last one. */
export function pickBase(base: Picked | null): void {
  const last = commitsOf(changesStore.getState()).at(-1)?.id
  setChanges({ base: base?.commit === last && base?.name === null ? null : base })
  readRevisions()
}

/** Compares with this commit; null: with what is open now. */
export function pickHead(head: Picked | null): void {
  setChanges({ head })
  readRevisions()
}

/** Moves the base along the log: 1 is the next newer commit. False at its end. */
export function stepBase(step: 1 | -1): boolean {
  const state = changesStore.getState()
  const commits = commitsOf(state)
  const next = commits[placeOf(baseCommitOf(state)) + step]
  if (!next) return false
  pickBase({ commit: next.id, name: null })
  return true
}

/** Where a commit stands in the log, oldest first; one that did not touch the model stands at the last before it. */
export function placeOf(commit: string | undefined): number {
  const { history, refs } = changesStore.getState()
  const commits = commitsOf({ history })
  const at = commits.findIndex(({ id }) => id === commit)
  if (at >= 0 || commit === undefined) return at
  const date = refs?.state === 'listed' ? refs.refs.find(({ id }) => id === commit)?.date : undefined
  if (date === undefined) return commits.length - 1
  return Math.max(
    0,
    commits.findLastIndex((known) => known.date <= date),
  )
}

/** Reads a revision again that could not be read. */
export function retryRevision(commit: string): void {
  const revisions = new Map(changesStore.getState().revisions)
  revisions.delete(commit)
  setChanges({ revisions })
  readRevisions()
}

let reading: string | null = null

/** One at a time, and only what is still wanted then: a hand on the slider passes many commits. */
function readRevisions(): void {
  if (reading !== null) return
  const state = changesStore.getState()
  const wanted = [baseCommitOf(state), state.head?.commit].find(
    (commit) => commit !== undefined && !state.revisions.has(commit),
  )
  if (wanted === undefined || state.path === null) return
  reading = wanted
  const { path } = state
  void readRevision(path, wanted).then((revision) => {
    reading = null
    if (changesStore.getState().path === path) keep(wanted, revision)
    readRevisions()
  })
}

async function readRevision(path: string, revision: string): Promise<Revision> {
  try {
    return await client.call('history.at', { path, revision })
  } catch (error) {
    return { state: 'failed', problem: problemOf(error) }
  }
}

function keep(commit: string, revision: Revision): void {
  const state = changesStore.getState()
  const shown = [baseCommitOf(state), state.head?.commit]
  const revisions = new Map(state.revisions).set(commit, revision)
  for (const known of revisions.keys()) {
    if (revisions.size <= KEPT) break
    if (known !== commit && !shown.includes(known)) revisions.delete(known)
  }
  setChanges({ revisions })
}
