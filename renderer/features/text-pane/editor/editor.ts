/** A CodeMirror editor in a shadow root, where its styles are sheets that the page's policy allows. */
import { autocompletion, type CompletionSource } from '@codemirror/autocomplete'
import {
  defaultKeymap,
  history,
  historyField,
  indentWithTab,
  redo,
  redoDepth,
  simplifySelection,
  undo,
  undoDepth,
} from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, indentUnit } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import {
  Annotation,
  Compartment,
  EditorSelection,
  EditorState,
  type Extension,
  Prec,
  Transaction,
} from '@codemirror/state'
import { drawSelection, EditorView, type KeyBinding, keymap, lineNumbers } from '@codemirror/view'
import type { TextTab } from '../../../../shared/text-editing/editing.ts'
import { changesBetween } from '../text-changes.ts'
import { cursorShown } from './cursor-shown.ts'
import { dfd } from './dfd-language.ts'
import { boundaryKeys, elements, exampleFor, type Span, setElements } from './marks.ts'
import { mermaid } from './mermaid-language.ts'
import { theme } from './theme.ts'
import { deeperAfterKey } from './yaml-indent.ts'

export interface EditorOptions {
  readonly tab: TextTab
  readonly text: string
  readonly readOnly: boolean
  readonly label: string
  /** Id, in the same shadow root, of what describes the keys. */
  readonly describedBy: string
  readonly example: string
  readonly complete: CompletionSource
  /** The person changed the text. */
  readonly onType: (line: number) => void
  /** The person moved the cursor without changing the text. */
  readonly onMove: (offset: number, line: number) => void
  /** A shortcut is about to act, the cursor comes or goes: what is typed counts from now. */
  readonly onPause: () => void
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly onFix: () => void
  readonly onLeave: () => void
}

export interface Editor {
  readonly view: EditorView
  text(): string
  /** True while an input method composes: nothing may change under it. */
  isComposing(): boolean
  /** Becomes this text by the least change; cursor, selection and scroll stay. `undoable`: as if it were typed. */
  show(text: string, undoable?: boolean): void
  /** Marks the lines of selected elements and shows `target`, without moving the cursor. */
  mark(spans: readonly Span[], target?: Span): void
  setProblems(problems: readonly Diagnostic[]): void
  /** Takes back typing that no document knows of; false when there is none. */
  undoTyping(): boolean
  redoTyping(): boolean
  /** What puts back, in this same text, the typing that could be redone now; null when there is none. */
  keepUndone(): (() => void) | null
  /** What was typed up to now is in the document, which undoes it from here on. */
  forgetTyping(): void
}

const fromDocument = Annotation.define<true>()
/** The search panel's own words are in lower case. */
const PHRASES = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regex',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
  close: 'Close the search',
}

const LANGUAGES: Readonly<Record<TextTab, () => Extension>> = {
  dfd: () => dfd,
  mermaid: () => mermaid,
  yaml: () => [yaml(), deeperAfterKey, boundaryKeys],
}

export function createEditor(root: ShadowRoot, parent: HTMLElement, options: EditorOptions): Editor {
  const typing = new Compartment()
  const view = new EditorView({
    root,
    parent,
    state: EditorState.create({ doc: options.text, extensions: extensionsFor(options, typing) }),
  })
  const restart = (extension: Extension) => {
    view.dispatch({ effects: typing.reconfigure([]) })
    view.dispatch({ effects: typing.reconfigure(extension) })
  }
  return {
    view,
    text: () => view.state.doc.toString(),
    isComposing: () => view.composing,
    show(text, undoable = false) {
      const changes = changesBetween(view.state.doc.toString(), text)
      if (changes.length === 0) return
      view.dispatch({
        changes: [...changes],
        annotations: [fromDocument.of(true), Transaction.addToHistory.of(undoable)],
      })
    },
    mark(spans, target) {
      // The head first: of a block that is too high for the view its beginning is shown. Line starts, or a
      // name at the end of a long line would push the beginnings of all lines out of sight.
      const startOf = (offset: number) => view.state.doc.lineAt(offset).from
      const block = target && EditorSelection.range(startOf(target.to), startOf(target.from))
      const shown = block && EditorView.scrollIntoView(block, { y: 'nearest', yMargin: 24 })
      const sorted = spans.toSorted((a, b) => a.from - b.from)
      view.dispatch({ effects: [setElements.of(sorted), ...(shown ? [shown] : [])] })
    },
    setProblems: (problems) => view.dispatch(setDiagnostics(view.state, [...problems])),
    undoTyping: () => undoDepth(view.state) > 0 && undo(view),
    redoTyping: () => redoDepth(view.state) > 0 && redo(view),
    keepUndone() {
      if (redoDepth(view.state) === 0) return null
      const kept: unknown = view.state.field(historyField)
      return () => restart([history(), historyField.init(() => kept)])
    },
    forgetTyping: () => restart(history()),
  }
}

function extensionsFor(options: EditorOptions, typing: Compartment): Extension {
  return [
    keysFor(options),
    typing.of(history()),
    EditorState.readOnly.of(options.readOnly),
    EditorState.allowMultipleSelections.of(true),
    EditorState.lineSeparator.of('\n'),
    EditorState.tabSize.of(2),
    indentUnit.of('  '),
    LANGUAGES[options.tab](),
    lineNumbers(),
    lintGutter(),
    drawSelection(),
    bracketMatching(),
    highlightSelectionMatches(),
    search({ top: true }),
    autocompletion({ override: [options.complete], maxRenderedOptions: 60 }),
    EditorState.phrases.of(PHRASES),
    elements,
    cursorShown,
    exampleFor(options.example),
    theme,
    EditorView.contentAttributes.of({
      'aria-label': options.label,
      'aria-describedby': options.describedBy,
      ...(options.readOnly ? { 'aria-readonly': 'true' } : {}),
      tabindex: '0',
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
    }),
    EditorView.domEventHandlers({
      blur: () => options.onPause(),
      focus: () => options.onPause(),
      // What a shortcut saves, undoes or closes is what is seen.
      keydown: (event) => {
        const isChord = event.ctrlKey || event.metaKey || event.altKey
        if (isChord && !['Control', 'Meta', 'Alt', 'AltGraph', 'Shift'].includes(event.key)) options.onPause()
      },
    }),
    EditorView.updateListener.of(({ docChanged, selectionSet, transactions, state }) => {
      if (transactions.some((transaction) => transaction.annotation(fromDocument))) return
      const { head } = state.selection.main
      const { number } = state.doc.lineAt(head)
      if (docChanged) options.onType(number)
      else if (selectionSet && transactions.some((transaction) => transaction.isUserEvent('select')))
        options.onMove(head, number)
    }),
  ]
}

function keysFor({ onUndo, onRedo, onFix, onLeave }: EditorOptions): Extension {
  const bind = (key: string, act: () => void): KeyBinding => ({
    key,
    preventDefault: true,
    run: () => {
      act()
      return true
    },
  })
  return [
    Prec.high(
      keymap.of([
        bind('Mod-z', onUndo),
        bind('Mod-Shift-z', onRedo),
        bind('Mod-y', onRedo),
        bind('Mod-.', onFix),
      ]),
    ),
    keymap.of([
      ...searchKeymap,
      ...lintKeymap,
      // Escape has one meaning here: back to the canvas.
      ...defaultKeymap.filter(({ key }) => key !== 'Escape'),
      indentWithTab,
      { key: 'Escape', run: (view) => view.state.selection.ranges.length > 1 && simplifySelection(view) },
      bind('Escape', onLeave),
    ]),
  ]
}
