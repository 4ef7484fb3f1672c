/** How the model is looked at. None of it is saved in the model and none of it is undone. */
import { createStore, useStore } from 'zustand'
import type { Layout, Point } from '../../shared/model/layout.ts'
import type { Category } from '../../shared/model/schema.ts'
import { DEFAULT_SETTINGS, type Settings, type Workspace } from '../../shared/protocol/contract.ts'

/** Draw builds the diagram, Review decides its threats, Changes shows what differs from a revision. */
export type Mode = 'draw' | 'review' | 'changes'
export type Tool = 'select' | 'external' | 'process' | 'store' | 'flow' | 'zone' | 'line' | 'note'
/** `run` is there while there is a run of the language model. */
export type Drawer = 'threats' | 'coverage' | 'run' | 'problems'
type Dialog =
  | 'new-model'
  | 'palette'
  | 'shortcuts'
  | 'settings'
  | 'arrange'
  | 'export'
  | 'import'
  | 'mermaid'
  | 'save-as'
  | 'tickets'
  | 'ticket-states'
  | null
/** What the left panel shows. */
export type LeftView = Settings['panels']['leftView']

/** A rule that is being read, and perhaps switched off. */
export interface RuleInHand {
  readonly id: string
  /** Where it drafts; null for the rule in general. */
  readonly target: string | null
  /** Its reader wants to switch it off, so the reason is asked for at once. */
  readonly isLeaving: boolean
}

export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'done' | 'warning' | 'error'
  readonly text: string
  /** What to do next. */
  readonly hint?: string
}

export interface UiState {
  readonly workspace: Workspace | null
  readonly settings: Settings
  readonly mode: Mode
  readonly tool: Tool
  readonly drawer: Drawer
  readonly dialog: Dialog
  /** The rule whose description is shown. */
  readonly rule: RuleInHand | null
  /** The side panel that lies over the canvas in a narrow window. */
  readonly overlay: 'left' | 'right' | null
  /** Component ids, boundary ids, flow refs and `note:<id>`, in the order they were selected. */
  readonly selection: readonly string[]
  /** Which of the two had the focus last: a title is edited there. */
  readonly workplace: 'canvas' | 'outline'
  /** The element whose title is being edited, on the canvas or in the outline. */
  readonly renaming: string | null
  /** The element that was just placed: until its first title is given, its id follows that title. */
  readonly placed: string | null
  /** The component that a flow is being drawn from with the keyboard. */
  readonly connecting: string | null
  /** What is to be moved into a zone that is chosen from a list. */
  readonly movingInto: readonly string[] | null
  /** The line boundary that the next stroke of the line tool draws anew. */
  readonly redrawing: string | null
  /** The zone that alone is shown, with its flows and their other ends. */
  readonly focusedZone: string | null
  /** Set while the automatic layout runs: the run's stop, and which of how many zones is in hand. */
  readonly arranging: { readonly stop: () => void; readonly at: number; readonly of: number } | null
  /** The open diagram is large and was placed by a plain rule. */
  readonly offersArranging: boolean
  /** The id of the draft or risk that review and the threat table have in hand. */
  readonly focusedThreat: string | null
  /** The coverage cell whose threats are shown; null shows all. */
  readonly cell: { readonly target: string; readonly category: Category } | null
  /** Whether the threat table shows the same threat over many targets as one row; null: where it is worth it. */
  readonly grouped: boolean | null
  /** Positions while a drag goes on, by element id, absolute; the document changes on release. */
  readonly dragging: ReadonlyMap<string, Point>
  readonly page: string | null
  readonly notices: readonly Notice[]
  /** Says something to screen readers without showing it. */
  readonly announcement: string
  readonly saving: boolean
}

const NOTHING_DRAGGED: ReadonlyMap<string, Point> = new Map()

export const uiStore = createStore<UiState>(() => ({
  workspace: null,
  settings: DEFAULT_SETTINGS,
  mode: 'draw',
  tool: 'select',
  drawer: 'threats',
  dialog: null,
  rule: null,
  overlay: null,
  selection: [],
  workplace: 'canvas',
  renaming: null,
  placed: null,
  connecting: null,
  movingInto: null,
  redrawing: null,
  focusedZone: null,
  arranging: null,
  offersArranging: false,
  focusedThreat: null,
  cell: null,
  grouped: null,
  dragging: NOTHING_DRAGGED,
  page: null,
  notices: [],
  announcement: '',
  saving: false,
}))

export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(uiStore, select)
}

export function setUi(changes: Partial<UiState>): void {
  uiStore.setState(changes)
}

/** Selects exactly these; `add` toggles them in the present selection instead. */
export function select(refs: readonly string[], add = false): void {
  const { selection } = uiStore.getState()
  if (!add) {
    if (selection.length !== refs.length || selection.some((ref, at) => ref !== refs[at]))
      setUi({ selection: refs })
    return
  }
  const kept = selection.filter((ref) => !refs.includes(ref))
  setUi({ selection: [...kept, ...refs.filter((ref) => !selection.includes(ref))] })
}

/** The page that is shown, as boxes name it: undefined for the first or only one. */
export function pageShown({ pages }: Layout): string | undefined {
  const { page } = uiStore.getState()
  return page === null || page === pages[0]?.id ? undefined : page
}

let noticeCount = 0

/** Shows a notice in the status line's corner. Errors stay until dismissed; others leave after some seconds. */
export function notify(tone: Notice['tone'], text: string, hint?: string): void {
  noticeCount += 1
  const notice: Notice = { id: noticeCount, tone, text, ...(hint === undefined ? {} : { hint }) }
  setUi({ notices: [...uiStore.getState().notices.slice(-2), notice], announcement: text })
}

export function dismissNotice(id: number): void {
  setUi({ notices: uiStore.getState().notices.filter((notice) => notice.id !== id) })
}
