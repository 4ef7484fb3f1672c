/** The keys of the outline, as the ARIA pattern for a tree with multiple selection has them. */
import type { KeyboardEvent } from 'react'
import { addHere } from '../../../actions/canvas/outline.ts'
import { ACTIONS } from '../../../actions/index.ts'
import { documentStore } from '../../../state/document.ts'
import { select, type Tool, uiStore } from '../../../state/ui.ts'
import type { OutlineRow } from './rows.ts'

/** What going to a row does to the selection. */
export type Picking = 'only' | 'toggle' | 'range' | 'none'

const PAGE = 20
/** Letters that follow each other within this many milliseconds are one word. */
const WORD = 800
const TOOLS: Readonly<Record<string, Tool>> = {
  e: 'external',
  p: 'process',
  s: 'store',
  z: 'zone',
  t: 'note',
  b: 'line',
}

const NOTHING = { text: '', at: 0 }
let typed = NOTHING

export function treeKeys({
  rows,
  here,
  pick,
  fold,
  rename,
  filter,
}: {
  readonly rows: readonly OutlineRow[]
  readonly here: number
  readonly pick: (at: number, how: Picking) => void
  readonly fold: (keys: readonly string[], close: boolean) => void
  readonly rename: (ref: string) => void
  readonly filter: () => void
}): (event: KeyboardEvent) => void {
  const row = rows[here]

  const walk = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
    const how = shiftKey ? 'range' : ctrlKey || metaKey ? 'none' : 'only'
    const to: Readonly<Record<string, number>> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      PageDown: here + PAGE,
      PageUp: here - PAGE,
      Home: 0,
      End: rows.length - 1,
    }
    const at = to[key]
    if (at !== undefined) return () => pick(at, how)
    if (key === ' ') return () => pick(here, shiftKey ? 'range' : 'toggle')
    return undefined
  }

  const unfold = ({ key, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
    if (!row || ctrlKey || metaKey) return undefined
    if (key === 'ArrowRight') {
      if (row.open === false) return () => fold([row.key], false)
      return () => (row.open ? pick(here + 1, 'only') : undefined)
    }
    if (key === 'ArrowLeft')
      return () => (row.open ? fold([row.key], true) : pick(parentOf(rows, here), 'only'))
    if (key === '*') return () => fold(siblingsOf(rows, here), false)
    return undefined
  }

  /** The actions of these keys work on the selection; here they mean the row. */
  const work = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): (() => void) | undefined => {
    if (ctrlKey || metaKey) return undefined
    if (key === '/') return filter
    if (row && (key === 'F2' || (key === 'Enter' && !shiftKey))) return () => rename(row.ref)
    if (uiStore.getState().mode !== 'draw') return undefined
    const tool = TOOLS[key]
    if (tool && !continues(key)) {
      return () => {
        if (row && !uiStore.getState().selection.includes(row.ref)) select([row.ref])
        addHere(tool)
      }
    }
    const isTool = !shiftKey && isActionKey(key) && !continues(key)
    return key.length === 1 && /[\p{L}\p{N}]/u.test(key) && !isTool ? () => typeAhead(key) : undefined
  }

  /** One letter may be followed by a tool at once; a word that is being typed is not left in the middle. */
  const continues = (letter: string) => {
    if (!isTyping()) return false
    const longer = typed.text + letter
    return typed.text.length > 1 || rows.some(({ title }) => title.toLowerCase().startsWith(longer))
  }

  const typeAhead = (key: string) => {
    const letter = key.toLowerCase()
    // The same letter again goes on to the next; a longer word may stay on its row.
    const isRepeat = !isTyping() || typed.text === letter
    typed = { text: isRepeat ? letter : typed.text + letter, at: Date.now() }
    const from = isRepeat ? here + 1 : here
    const order = [...rows.slice(from), ...rows.slice(0, from)]
    const found = order.filter(({ title }) => title.toLowerCase().startsWith(typed.text))
    // A flow is titled like the component that it goes to, which is what a name means first.
    const next = found.find(({ kind }) => kind !== 'flow') ?? found[0]
    if (next) pick(rows.indexOf(next), 'only')
  }

  return (event) => {
    if (event.altKey || documentStore.getState().path === null) return
    const before = typed
    const run = (rows.length > 0 ? (walk(event) ?? unfold(event)) : undefined) ?? work(event)
    if (run) {
      event.preventDefault()
      run()
    }
    // Any other key ends the word.
    if (typed === before && event.key !== 'Shift') typed = NOTHING
  }
}

/** A letter that an action of the diagram has, as C connects. */
function isActionKey(letter: string): boolean {
  return ACTIONS.some(({ scope, keys }) => scope === 'canvas' && keys?.includes(letter.toUpperCase()))
}

function isTyping(): boolean {
  return Date.now() - typed.at < WORD
}

function parentOf(rows: readonly OutlineRow[], at: number): number {
  const level = rows[at]?.level ?? 1
  const before = rows.slice(0, at).findLastIndex((row) => row.level < level)
  return before < 0 ? at : before
}

/** The keys of the row and of all beside it under the same parent that can be unfolded. */
function siblingsOf(rows: readonly OutlineRow[], at: number): readonly string[] {
  const level = rows[at]?.level ?? 1
  const first = rows.slice(0, at).findLastIndex((row) => row.level < level) + 1
  const behind = rows.slice(at).findIndex((row) => row.level < level)
  const group = rows.slice(first, behind < 0 ? undefined : at + behind)
  return group.filter((row) => row.level === level && row.open !== null).map(({ key }) => key)
}
