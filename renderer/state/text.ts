/**
 * The text pane as the rest of the window knows it. Text that cannot be read is kept here, by model and
 * tab, until it can: nothing a person typed is dropped because a panel was closed.
 */
import { createStore, useStore } from 'zustand'
import type { Diagnostic } from '../../shared/core/diagnostics.ts'
import type { Shown, TextTab } from '../../shared/text-editing/editing.ts'
import { documentStore } from './document.ts'
import { notify } from './ui.ts'

export const TEXT_TABS: readonly { readonly id: TextTab; readonly label: string }[] = [
  { id: 'dfd', label: 'DFD' },
  { id: 'mermaid', label: 'Mermaid' },
  { id: 'yaml', label: 'YAML' },
]

/** Text that does not say a model yet. */
export interface UnreadableText {
  readonly path: string
  readonly tab: TextTab
  /** The text, why it cannot be read, and what it was typed over. */
  readonly shown: Shown
}

export interface TextState {
  readonly tab: TextTab
  readonly unreadable: readonly UnreadableText[]
  /** What was typed last is not read yet. */
  readonly isTyping: boolean
  /** Counts up when the cursor is wanted in the text. */
  readonly focusRequests: number
}

export const textStore = createStore<TextState>(() => ({
  tab: 'dfd',
  unreadable: [],
  isTyping: false,
  focusRequests: 0,
}))

export function useText<T>(select: (state: TextState) => T): T {
  return useStore(textStore, select)
}

export function setText(changes: Partial<TextState>): void {
  textStore.setState(changes)
}

export function findUnreadable(path: string, tab: TextTab): UnreadableText | undefined {
  return textStore.getState().unreadable.find((each) => each.path === path && each.tab === tab)
}

/** Notes that this text cannot be read, or with null that the one of this model and tab can. */
export function noteUnreadable(path: string, tab: TextTab, shown: Shown | null): void {
  const before = textStore.getState().unreadable
  if (shown === null && !findUnreadable(path, tab)) return
  const others = before.filter((each) => each.path !== path || each.tab !== tab)
  setText({ unreadable: shown === null ? others : [...others, { path, tab, shown }] })
}

/** True while something typed is not in the document: in the pause after a key, or because it cannot be read. */
export function hasTextInHand(): boolean {
  const { unreadable, isTyping } = textStore.getState()
  return isTyping || unreadable.length > 0
}

let settle: () => void = () => {}

/** Registers what reads the text that is being typed; returns what takes it away again. */
export function attachSettle(run: () => void): () => void {
  settle = run
  return () => {
    if (settle === run) settle = () => {}
  }
}

/** Reads what was typed up to now without waiting for the pause: before a save, an undo, a close. */
export function settleText(): void {
  settle()
}

/** Shows the text and puts the cursor in it. */
export function requestTextFocus(): void {
  setText({ focusRequests: textStore.getState().focusRequests + 1 })
}

/** Says when a save or a leave goes past text that cannot be read. Gives what stops it. */
export function watchUnreadable(): () => void {
  const left = (path: string | null) => textStore.getState().unreadable.filter((each) => each.path === path)
  const stops = [
    documentStore.subscribe((state, before) => {
      const [first] = left(before.path)
      if (!first) return
      if (state.path !== before.path) {
        notify(
          'warning',
          `${whatIsLeft(first)} It is kept until this window closes.`,
          'Open the model again to go on.',
        )
      } else if (state.saved !== before.saved && state.source !== null) {
        notify('warning', `Saved without the text that cannot be read. ${whatIsLeft(first)}`)
      }
    }),
    textStore.subscribe((state, before) => {
      if (state.tab === before.tab) return
      const { path } = documentStore.getState()
      const passed = left(path).find(({ tab }) => tab === before.tab)
      if (passed) notify('info', `${whatIsLeft(passed)} It is kept there as you left it.`)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** "Line 3 of the DFD of orders.yaml cannot be read." */
function whatIsLeft({ path, tab, shown }: UnreadableText): string {
  const line = firstError(shown.diagnostics)?.range?.start.line
  const name = `${TEXT_TABS.find(({ id }) => id === tab)?.label ?? 'text'} of ${path}`
  return line === undefined ? `The ${name} cannot be read.` : `Line ${line} of the ${name} cannot be read.`
}

function firstError(diagnostics: readonly Diagnostic[]): Diagnostic | undefined {
  return diagnostics.find(({ severity }) => severity === 'error')
}
