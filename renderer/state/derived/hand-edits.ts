/**
 * Derived files that somebody edited by hand, taken into the model: what they change is shown first, applied
 * as one step that can be undone, and printed anew by the next save if the file is still the same.
 */
import { createStore, useStore } from 'zustand'
import type { Document } from '../../../shared/model/document.ts'
import type { DerivedFile } from '../../../shared/protocol/contract.ts'
import type { HandEdits, HandFormat, HandText } from '../../../shared/text-editing/hand-edits.ts'
import { client } from '../../platform/client.ts'
import { apply, currentDocument, type DocumentState, documentStore } from '../document.ts'
import { inTurn } from '../live/turn.ts'
import { problemOf } from '../problem.ts'
import { sessionStore } from '../session.ts'
import { settleText } from '../text.ts'

interface Source {
  readonly path: string
  readonly format: HandFormat
  readonly hash: string
  /** Written before the model was. */
  readonly isOlder: boolean
}

/** What the files on disk would change; it waits for a person's word. */
export interface Proposal {
  readonly model: string
  readonly sources: readonly Source[]
  readonly read: HandEdits
  /** What the files were read as an edit of. */
  readonly saved: Document
  /** What stands against it, found when it was to be applied. */
  readonly conflicts: readonly string[]
}

interface Applied extends Source {
  readonly model: string
  readonly label: string
  /** What was open then: the same label may stand in the history more than once. */
  readonly before: Document
}

interface HandEditsState {
  readonly proposal: Proposal | null
  /** Applied and not saved yet. */
  readonly applied: readonly Applied[]
}

export const handEditsStore = createStore<HandEditsState>(() => ({ proposal: null, applied: [] }))

export function useHandEdits<T>(select: (state: HandEditsState) => T): T {
  return useStore(handEditsStore, select)
}

export function isReadBack(file: DerivedFile): file is DerivedFile & { readonly format: HandFormat } {
  return file.format !== 'markdown'
}

/** True while the changes of the file are in what is open: a save will print the file anew. */
export function isApplied(
  path: string,
  applied: readonly Applied[],
  { history, path: model }: DocumentState,
): boolean {
  return applied.some(
    (each) =>
      each.path === path &&
      each.model === model &&
      history.past.some(({ before, label }) => label === each.label && before === each.before),
  )
}

/** Reads the files and shows what they change. */
export async function proposeHandEdits(files: readonly DerivedFile[]): Promise<void> {
  settleText()
  const { path: model } = documentStore.getState()
  if (model === null) return
  try {
    const [{ readHandEdits }, texts] = await Promise.all([
      // The readers come when a file is to be read.
      import('../../../shared/text-editing/hand-edits.ts'),
      inTurn(() => Promise.all(files.filter(isReadBack).map((file) => readText(model, file)))),
    ])
    const { path, saved } = documentStore.getState()
    if (path !== model) return
    const there = texts.flatMap((each) => (each === null ? [] : [each]))
    const proposal: Proposal = {
      model,
      saved,
      sources: there.map(({ source }) => source),
      read: readHandEdits(
        saved,
        there.map(({ source, text }) => ({ ...source, text })),
      ),
      conflicts: [],
    }
    handEditsStore.setState({ proposal })
  } catch (error) {
    sessionStore.setState({ problem: problemOf(error) })
  }
}

export function dismissHandEdits(): void {
  handEditsStore.setState({ proposal: null })
}

/** Applies what is proposed as one step; where the open document says otherwise, the proposal says so. */
export async function applyProposal(): Promise<void> {
  const { applyHandEdits } = await import('../../../shared/text-editing/hand-edits.ts')
  const { proposal, applied } = handEditsStore.getState()
  const edited = proposal?.read.document
  if (!proposal || !edited || documentStore.getState().path !== proposal.model) return
  const before = currentDocument()
  const { document, conflicts } = applyHandEdits(proposal.saved, edited, before)
  if (document === null) {
    handEditsStore.setState({ proposal: { ...proposal, conflicts } })
    return
  }
  const { model, sources } = proposal
  const label = `Apply changes of ${sources.map(({ path }) => path).join(' and ')}`
  apply(() => document, label)
  const others = applied.filter((each) => !sources.some(({ path }) => path === each.path))
  handEditsStore.setState({
    proposal: null,
    applied: [...others, ...sources.map((source) => ({ ...source, model, label, before }))],
  })
}

/** The files that a save may print anew: their changes are in the document and nobody edited them again. */
export async function listSettled(): Promise<readonly string[]> {
  const state = documentStore.getState()
  const { path: model } = state
  const { applied } = handEditsStore.getState()
  if (model === null) return []
  const settled: string[] = []
  for (const { format, hash, path } of applied) {
    if (!isApplied(path, applied, state)) continue
    const now = await client.call('model.derived', { path: model, format }).catch(() => null)
    if (now?.hash === hash) settled.push(path)
  }
  return settled
}

/** After a save of the model the files say on disk how they stand. */
export function forgetApplied(model: string): void {
  const { applied } = handEditsStore.getState()
  if (applied.length === 0) return
  handEditsStore.setState({ applied: applied.filter((each) => each.model !== model) })
}

async function readText(
  model: string,
  { format }: { readonly format: HandFormat },
): Promise<{ readonly source: Source; readonly text: HandText['text'] } | null> {
  const { text, hash, path, isOlder } = await client.call('model.derived', { path: model, format })
  return text === null || hash === null ? null : { source: { path, format, hash, isOlder }, text }
}
