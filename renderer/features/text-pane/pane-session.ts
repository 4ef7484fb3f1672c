/** One tab of one model while it is on screen: the editor, the document and the selection, kept in step. */
import { createStore } from 'zustand'
import type { Document } from '../../../shared/model/document.ts'
import type { TextTab } from '../../../shared/text-editing/editing.ts'
import { elementAt, placeOf } from '../../../shared/text-editing/places.ts'
import { takesAway } from '../../../shared/text-editing/revive.ts'
import { dropGone } from '../../actions/edit.ts'
import { runAction } from '../../actions/index.ts'
import { apply, documentStore } from '../../state/document.ts'
import { attachSettle, findUnreadable, noteUnreadable, setText, textStore } from '../../state/text.ts'
import { notify, select, uiStore } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import type { Editor } from './editor/editor.ts'
import { asEdited, offsetInEditor, offsetInFile, withLineEnds } from './line-ends.ts'
import { createMemory, type Memory } from './memory.ts'
import { removedWords, revivedWords } from './removed.ts'
import {
  followDocument,
  isReadable,
  openPane,
  type Pane,
  readTyped,
  takeDocument,
  withSettledIds,
} from './sync.ts'

/** Milliseconds after the last key before typed text is read. */
const TYPING_PAUSE = 250
/** Milliseconds after the last edit elsewhere before the text follows: a field is typed in letter by letter. */
const FOLLOW_PAUSE = 120
const MOVE_PAUSE = 60
/** In a large model each look costs more, and comes after a longer pause, up to this. */
const LONGEST_PAUSE = 1000

/** By path and tab, for as long as the window lives. */
const memories = new Map<string, Memory>()

/** What the pane shows below the editor. */
export const paneStore = createStore<{ readonly pane: Pane | null }>(() => ({ pane: null }))

export interface PaneSession {
  readonly pane: Pane
  /** The person changed the text; the cursor is in this line. */
  onType(line: number): void
  onMove(offset: number, line: number): void
  /** The cursor comes or goes or a shortcut is about to act. */
  onPause(): void
  undo(): void
  redo(): void
  /** Gives the text up for what the document says; undo in the text brings it back. */
  takeDiagram(): void
  attach(editor: Editor): void
  stop(): void
}

/** Starts without an editor: its first text comes from here. */
export function startPaneSession(path: string, tab: TextTab): PaneSession {
  const memory = memories.get(`${tab}:${path}`) ?? createMemory()
  memories.set(`${tab}:${path}`, memory)
  const { history, source } = documentStore.getState()
  const left = findUnreadable(path, tab)
  const earlier = left ? { tab, shown: left.shown, onDisk: source, isBehind: false } : memory.last()
  let pane = openPane(tab, history.present, source, earlier, memory.recall)
  let editor: Editor | null = null
  const isTyping = () => textStore.getState().isTyping
  const setTyping = (typing: boolean) => {
    if (typing !== isTyping()) setText({ isTyping: typing })
  }
  let [typingTimer, followTimer, moveTimer] = [0, 0, 0]
  let run = 0
  let isOwnSelection = false
  let lastLine = 0
  /** Typing that was taken back before its document was undone too: redo goes the same way in turn. */
  const undone = new WeakMap<Document, { readonly text: string; readonly putBack: () => void }>()
  /** Milliseconds that the last look at text or document took. */
  let cost = 0
  /** The text goes on in another line, which will be another step to undo. */
  let isNextRun = false

  const timed = <T>(look: () => T): T => {
    const before = performance.now()
    const found = look()
    cost = performance.now() - before
    return found
  }
  const setPane = (next: Pane) => {
    if (next === pane) return
    pane = next
    memory.remember(pane)
    noteUnreadable(path, tab, isReadable(pane) ? null : pane.shown)
    paneStore.setState({ pane })
  }
  const show = () => {
    const text = asEdited(pane.shown.text)
    if (!editor || editor.text() === text) return
    editor.show(text)
    editor.forgetTyping()
  }
  const mark = (scroll: boolean) => {
    if (!editor || editor.isComposing()) return
    const { shown } = pane
    const spans = uiStore.getState().selection.flatMap((ref) => {
      const place = placeOf(tab, shown, ref)
      if (!place) return []
      return [{ from: offsetInEditor(shown.text, place.from), to: offsetInEditor(shown.text, place.to) }]
    })
    editor.mark(spans, scroll ? spans.at(-1) : undefined)
  }
  const wait = () => {
    setTyping(true)
    window.clearTimeout(typingTimer)
    const whenCalm = () => (editor?.isComposing() ? wait() : settle())
    typingTimer = window.setTimeout(whenCalm, pauseFor(TYPING_PAUSE, cost))
  }
  const settle = () => {
    window.clearTimeout(typingTimer)
    const now = documentStore.getState()
    if (!isTyping() || !editor || now.path !== path) return
    setTyping(false)
    const before = now.history.present
    const text = withLineEnds(pane.shown.text, editor.text())
    const { pane: next, document } = timed(() => readTyped(pane, text, before, now.source, memory.lost()))
    setPane(next)
    if (document) commit(before, document)
    show()
    mark(false)
    if (isNextRun) run += 1
    isNextRun = false
  }
  const commit = (before: Document, document: Document) => {
    apply(() => document, 'Edit as text', `text:${tab}:${run}`)
    editor?.forgetTyping()
    dropGone()
    if (takesAway(before.model, document.model)) memory.bury(before)
    const removed = removedWords(before.model, document.model)
    if (removed !== null) notify('warning', removed, 'Undo brings them back.')
    // Typing in the YAML adds the risks that it says.
    const revived = tab === 'yaml' ? null : revivedWords(before.model, document.model)
    if (revived !== null) notify('info', revived)
  }
  const follow = () => {
    window.clearTimeout(followTimer)
    if (editor?.isComposing()) {
      followSoon()
      return
    }
    settle()
    const now = documentStore.getState()
    if (now.path !== path) return
    setPane(timed(() => followDocument(pane, now.history.present, now.source, memory.recall)))
    show()
    mark(false)
  }
  const followSoon = () => {
    window.clearTimeout(followTimer)
    followTimer = window.setTimeout(follow, pauseFor(FOLLOW_PAUSE, cost))
  }
  const selectAt = (offset: number) => {
    // In a text that is not read yet every place may be another.
    if (isTyping()) return
    const ref = elementAt(tab, pane.shown, offsetInFile(pane.shown.text, offset))
    if (ref === undefined) return
    isOwnSelection = true
    select([ref])
    isOwnSelection = false
    reveal([ref])
  }
  const keepUndone = () => {
    if (!editor) return
    const { present } = documentStore.getState().history
    const putBack = editor.keepUndone()
    if (putBack) undone.set(present, { text: editor.text(), putBack })
    else undone.delete(present)
  }
  const stops = [
    attachSettle(settle),
    documentStore.subscribe((state, old) => {
      if (state.path !== path) return
      if (state.history.present !== old.history.present || state.source !== old.source) followSoon()
    }),
    uiStore.subscribe((state, old) => {
      if (state.selection !== old.selection) mark(!isOwnSelection && !isTyping())
    }),
  ]
  memory.remember(pane)
  paneStore.setState({ pane })

  return {
    pane,
    onType(line) {
      if (line !== lastLine) {
        if (isTyping()) isNextRun = true
        else run += 1
      }
      lastLine = line
      wait()
    },
    onMove(offset, line) {
      // Another place is another run of typing, and so another step to undo.
      settle()
      run += 1
      if (line !== lastLine) setPane(withSettledIds(pane))
      window.clearTimeout(moveTimer)
      moveTimer = window.setTimeout(() => selectAt(offset), MOVE_PAUSE)
    },
    onPause() {
      follow()
      run += 1
    },
    undo() {
      settle()
      if (editor?.undoTyping()) return
      keepUndone()
      void runAction('edit.undo')
      follow()
    },
    redo() {
      settle()
      if (editor?.redoTyping()) return
      void runAction('edit.redo')
      follow()
      const kept = undone.get(documentStore.getState().history.present)
      if (kept && kept.text === editor?.text()) kept.putBack()
    },
    takeDiagram() {
      const now = documentStore.getState()
      setTyping(false)
      setPane(takeDocument(pane, now.history.present, now.source))
      editor?.show(asEdited(pane.shown.text), true)
      editor?.view.focus()
      mark(false)
    },
    attach(created) {
      editor = created
      mark(true)
    },
    stop() {
      settle()
      setTyping(false)
      for (const timer of [typingTimer, followTimer, moveTimer]) window.clearTimeout(timer)
      for (const stop of stops) stop()
      editor = null
    },
  }
}

function pauseFor(usual: number, cost: number): number {
  return Math.min(LONGEST_PAUSE, Math.max(usual, 2 * cost))
}
