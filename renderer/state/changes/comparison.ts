/** The two documents that are compared and what differs; worked out when one of them is another, not before. */
import { useMemo } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { diffModels, type ModelDiff } from '../../../shared/diff/diff.ts'
import { withPlacesOf } from '../../../shared/diff/marks/ghosts.ts'
import { type Change, listChanges } from '../../../shared/diff/marks/list-changes.ts'
import { type DiffMarks, marksOfDiff } from '../../../shared/diff/marks/marks.ts'
import type { Document } from '../../../shared/model/document.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { NoHistory, PastModel } from '../../../shared/protocol/history.ts'
import { currentDocument, useSettledDocument } from '../document.ts'
import type { Problem } from '../problem.ts'
import { useUi } from '../ui.ts'
import { baseCommitOf, type ChangesState, changesStore, commitsOf, useChanges } from './store.ts'

interface Difference {
  readonly diff: ModelDiff
  readonly marks: DiffMarks
  readonly changes: readonly Change[]
}

export interface Comparison extends Difference {
  readonly before: Document
  readonly after: Document
  /** After is what is open, not a revision. */
  readonly isNow: boolean
}

/** What there is to see: a comparison, or why there is none. */
export type Compared =
  | { readonly state: 'reading' }
  | { readonly state: 'no-history'; readonly why: NoHistory }
  /** Git has no commit of this model. */
  | { readonly state: 'uncommitted' }
  | { readonly state: 'failed'; readonly problem: Problem; readonly commit: string | null }
  | { readonly state: 'absent'; readonly commit: string }
  | { readonly state: 'broken'; readonly commit: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly state: 'compared'; readonly comparison: Comparison }

const READING: Compared = { state: 'reading' }

/** Follows the document and what was chosen; in other jobs nothing is compared. */
export function useCompared(): Compared {
  const isOn = useUi(({ mode }) => mode === 'changes')
  const present = useSettledDocument()
  const { history, problem, base, head, revisions } = useChanges((state) => state)
  return useMemo(
    () => (isOn ? orLast(comparedIn({ history, problem, base, head, revisions }, present)) : READING),
    [isOn, history, problem, base, head, revisions, present],
  )
}

/** The comparison that the canvas shows; null in other jobs and where there is none. */
export function useComparison(): Comparison | null {
  const compared = useCompared()
  return compared.state === 'compared' ? compared.comparison : null
}

/** As `useCompared`, for actions. */
export function currentCompared(): Compared {
  return orLast(comparedIn(changesStore.getState(), currentDocument()))
}

let shown: { readonly path: string | null; readonly compared: Compared } | null = null

/** While another revision of the same model is read, what was compared before stays: a slider does not flicker. */
function orLast(compared: Compared): Compared {
  const { path, history } = changesStore.getState()
  if (compared.state === 'reading' && history && shown?.path === path) return shown.compared
  if (compared.state === 'compared') shown = { path, compared }
  return compared
}

type Chosen = Pick<ChangesState, 'history' | 'problem' | 'base' | 'head' | 'revisions'>

/** What these choices come to for the open document. */
function comparedIn(state: Chosen, present: Document): Compared {
  const { history, problem, head, revisions } = state
  if (problem) return { state: 'failed', problem, commit: null }
  if (!history) return READING
  if (history.state !== 'listed') return { state: 'no-history', why: history }
  if (commitsOf(state).length === 0 && !state.base) return { state: 'uncommitted' }
  const base = baseCommitOf(state)
  for (const commit of [base, head?.commit]) {
    const revision = commit === undefined ? undefined : revisions.get(commit)
    if (commit === undefined || !revision) continue
    if (revision.state === 'failed') return { state: 'failed', problem: revision.problem, commit }
    if (revision.state === 'absent') return { state: 'absent', commit }
    if (revision.state !== 'read') return { state: 'no-history', why: revision }
    if (!revision.model) return { state: 'broken', commit, diagnostics: revision.diagnostics }
  }
  const before = documentAt(revisions, base, present)
  const after = head === null ? present : documentAt(revisions, head.commit, present)
  if (!before || !after) return READING
  return { state: 'compared', comparison: compare(before, after, head === null) }
}

let last: Comparison | null = null

/** The same comparison for the same documents; a moved box compares no models again. */
function compare(before: Document, after: Document, isNow: boolean): Comparison {
  if (last && last.before === before && last.after === after && last.isNow === isNow) return last
  last = { ...differenceOf(before.model, after.model), before, after, isNow }
  return last
}

let known: { readonly of: readonly [Model, Model]; readonly difference: Difference } | null = null

function differenceOf(before: Model, after: Model): Difference {
  if (known?.of[0] === before && known.of[1] === after) return known.difference
  const diff = diffModels(before, after)
  const marks = marksOfDiff(diff, after)
  known = { of: [before, after], difference: { diff, marks, changes: listChanges(before, after, diff) } }
  return known.difference
}

const documents = new WeakMap<PastModel, Document>()

function documentAt(
  revisions: ChangesState['revisions'],
  commit: string | undefined,
  present: Document,
): Document | null {
  const revision = commit === undefined ? undefined : revisions.get(commit)
  if (revision?.state !== 'read' || !revision.model) return null
  const made = documents.get(revision)
  if (made) return made
  const { model } = revision
  const document = { model, layout: withPlacesOf({ model, layout: revision.layout }, present), drafts: [] }
  documents.set(revision, document)
  return document
}
