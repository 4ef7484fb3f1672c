/** The open model. It changes only through `apply`, so every change has a label and can be undone. */
import { useDeferredValue } from 'react'
import { createStore, useStore } from 'zustand'
import type { Diagnostic } from '../../shared/core/diagnostics.ts'
import { collapse, type History, record, redo, startHistory, undo } from '../../shared/core/history.ts'
import { type Config, DEFAULT_CONFIG } from '../../shared/model/config.ts'
import { type Document, EMPTY_DOCUMENT, withRemarks } from '../../shared/model/document.ts'
import type { Model } from '../../shared/model/schema.ts'
import type { DerivedFile, OpenedModel, SavedModel } from '../../shared/protocol/contract.ts'

export interface DocumentState {
  /** Relative path of the open model; null when none is open. */
  readonly path: string | null
  readonly history: History<Document>
  /** What the files hold; the document is unsaved when its model or layout is another. */
  readonly saved: Document
  /** The model file's text on disk, as last read or written. */
  readonly source: string | null
  readonly modelHash: string | null
  readonly layoutHash: string | null
  /** Of all files of the model, as last read or written. */
  readonly filesHash: string
  readonly readOnly: boolean
  /** The file is not a readable model; `diagnostics` says why. */
  readonly broken: boolean
  readonly derived: readonly DerivedFile[]
  readonly config: Config
  /** Problems found in the files when they were read or last written. */
  readonly diagnostics: readonly Diagnostic[]
}

const CLOSED: DocumentState = {
  path: null,
  history: startHistory(EMPTY_DOCUMENT),
  saved: EMPTY_DOCUMENT,
  source: null,
  modelHash: null,
  layoutHash: null,
  filesHash: '',
  readOnly: false,
  broken: false,
  derived: [],
  config: DEFAULT_CONFIG,
  diagnostics: [],
}

export const documentStore = createStore<DocumentState>(() => CLOSED)

export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(documentStore, select)
}

/** What the merge keys of visits to fields begin with. */
export const TYPING = 'typing:'

/** Milliseconds that typing pauses before the rest follows it, and the most that it waits while nobody pauses. */
const PAUSE = { small: 80, large: 250, most: 1000 } as const
/** Components from which on the rest takes longer than a fast typist's next letter. */
const LARGE = 2000

interface Settled {
  readonly document: Document
  /** What differs from before was typed. */
  readonly isTyped: boolean
}

const settledStore = createStore<Settled>(() => ({ document: EMPTY_DOCUMENT, isTyped: false }))
let settling: ReturnType<typeof setTimeout> | undefined
let unsettledSince: number | null = null

// Before any component hears of the edit, so that an edit which is not typed reaches all in one rendering.
documentStore.subscribe(({ history }, before) => {
  if (history.present === before.history.present) return
  clearTimeout(settling)
  const isTyped = history.past.at(-1)?.mergeKey?.startsWith(TYPING) === true
  if (!isTyped) return settle(false)
  const now = performance.now()
  unsettledSince ??= now
  const pause = history.present.model.components.length < LARGE ? PAUSE.small : PAUSE.large
  settling = setTimeout(() => settle(true), Math.min(pause, unsettledSince + PAUSE.most - now))
})

function settle(isTyped: boolean): void {
  unsettledSince = null
  settledStore.setState({ document: currentDocument(), isTyped })
}

/**
 * The document for what need not keep up with typing: a letter comes when the field has shown it and the hands
 * pause, in a rendering that the next letter interrupts. Every other edit comes at once.
 */
export function useSettledDocument(): Document {
  const { document, isTyped } = useStore(settledStore)
  const later = useDeferredValue(document)
  return isTyped ? later : document
}

/** The document as it is now, for actions; components subscribe with `useDocument`. */
export function currentDocument(): Document {
  return documentStore.getState().history.present
}

/**
 * Applies an edit as one labelled undo step ("Move API Gateway"). Edits that follow each other with
 * the same `mergeKey` (the identity of the field being typed in) are one step.
 */
export function apply(edit: (document: Document) => Document, label: string, mergeKey?: string): void {
  const { history, readOnly } = documentStore.getState()
  if (readOnly) return
  documentStore.setState({ history: record(history, edit(history.present), label, mergeKey) })
}

/** Runs edits that belong together: they are one undo step, under the label that `name` makes of the first one's. */
export function applyTogether(run: () => void, name: (first: string) => string): void {
  const before = documentStore.getState().history
  run()
  const { history: after } = documentStore.getState()
  if (after.present === before.present) return
  const first = after.past.findLast((entry) => entry.before === before.present)
  if (first) documentStore.setState({ history: collapse(before, after, name(first.label)) })
}

/** Undoes the last step; its label, or null when there is none. */
export function undoEdit(): string | null {
  const { history } = documentStore.getState()
  documentStore.setState({ history: undo(history) })
  return history.past.at(-1)?.label ?? null
}

/** Redoes the next step; its label, or null when there is none. */
export function redoEdit(): string | null {
  const { history } = documentStore.getState()
  documentStore.setState({ history: redo(history) })
  return history.future[0]?.label ?? null
}

/**
 * Shows a model that was read from disk, as the document that it was shown as before, if any. A broken one (`model`
 * null) leaves an empty document with its diagnostics. Gives the document.
 */
export function showOpened(opened: OpenedModel, known?: Document): Document {
  const document = known ?? (opened.model ? documentOf(opened, opened.model) : EMPTY_DOCUMENT)
  documentStore.setState({
    path: opened.path,
    history: startHistory(document),
    saved: document,
    source: opened.source,
    modelHash: opened.modelHash,
    layoutHash: opened.layoutHash,
    filesHash: opened.filesHash,
    readOnly: opened.readOnly || opened.model === null,
    broken: opened.model === null,
    derived: opened.derived,
    config: opened.config,
    diagnostics: opened.diagnostics,
  })
  return document
}

/** What was read from disk, as it is edited. */
export function documentOf({ layout, drafts, remarks }: OpenedModel, model: Model): Document {
  return withRemarks({ model, layout, drafts }, remarks)
}

/**
 * Shows `present` as one undo step over what is open, and `saved` as what the files hold. Unlike an
 * edit it is taken when the files are read-only: it came from them.
 */
export function takeOpened(present: Document, saved: Document, label: string, opened: OpenedModel): void {
  documentStore.setState({
    history: record(documentStore.getState().history, present, label),
    saved,
    source: opened.source,
    modelHash: opened.modelHash,
    layoutHash: opened.layoutHash,
    filesHash: opened.filesHash,
    readOnly: opened.readOnly,
    derived: opened.derived,
    config: opened.config,
    diagnostics: opened.diagnostics,
  })
}

/** Notes that `document` is what the files now hold; edits made meanwhile stay unsaved. */
export function markSaved(document: Document, result: SavedModel): void {
  const { history, source } = documentStore.getState()
  documentStore.setState({
    history: document.source === undefined ? history : withSource(history, source),
    saved: document,
    source: result.source,
    modelHash: result.modelHash,
    layoutHash: result.layoutHash,
    filesHash: result.filesHash,
    derived: result.derived,
    diagnostics: result.diagnostics,
  })
}

/** Earlier states meant the text that was on disk before a typed one was written: undo brings that text back. */
function withSource(history: History<Document>, source: string | null): History<Document> {
  if (source === null) return history
  const past = history.past.map((entry) =>
    entry.before.source === undefined ? { ...entry, before: { ...entry.before, source } } : entry,
  )
  return { ...history, past }
}

/** Shows a model that is in no file: nothing is written before the person saves it, as `path`. */
export function showUnwritten(path: string, model: Model, text: string): void {
  const document: Document = { ...EMPTY_DOCUMENT, model, source: text }
  documentStore.setState({ ...CLOSED, path, history: startHistory(document), saved: document })
}

/** True for a model that never was in a file. */
export function isUnwritten({ path, modelHash, broken }: DocumentState): boolean {
  return path !== null && modelHash === null && !broken
}

export function closeDocument(): void {
  documentStore.setState(CLOSED)
}

/** True when the model or its layout differs from the files. Drafts alone do not ask to be saved. */
export function isUnsaved(state: DocumentState): boolean {
  const { present } = state.history
  const { saved } = state
  return present.model !== saved.model || present.layout !== saved.layout || present.source !== saved.source
}
