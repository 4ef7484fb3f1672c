/** What of the outline is unfolded, filtered and in hand; rows that go leave their place to a neighbour. */
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import { useDocument } from '../../../state/document.ts'
import { select, uiStore, useUi } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { foldersOf, listOutline, type OutlineRow } from './rows.ts'
import type { Picking } from './tree-keys.ts'

/** A model with more flows starts with them folded. */
const MANY_FLOWS = 60

export interface OutlineInHand {
  readonly rows: readonly OutlineRow[]
  /** Index of the row that the keys are on; 0 where there is none. */
  readonly here: number
  readonly query: string
  filterBy(query: string): void
  /** Folds (`close`) or unfolds the rows with these keys. */
  fold(keys: readonly string[], close: boolean): void
  /** Puts the keys on a row; an index outside means the nearest. */
  pick(at: number, how: Picking): void
}

export function useOutline({ model, layout: { notes } }: Document): OutlineInHand {
  const path = useDocument((state) => state.path)
  const last = useUi((state) => state.selection.at(-1))
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState('')
  const [focused, setFocused] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const rows = useMemo(() => listOutline(model, notes, folded, query), [model, notes, folded, query])
  const found = rows.findIndex((row) => row.key === focused)
  const here = Math.max(0, found)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another file starts folded anew
  useEffect(() => {
    const many = model.flows.length > MANY_FLOWS
    setFolded(new Set(many ? model.components.map((component) => component.id) : []))
    setQuery('')
  }, [path])

  // What is selected on the canvas comes into sight here, unfolded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection moves the tree
  useEffect(() => {
    if (last === undefined || rows[here]?.ref === last) return
    unfold(foldersOf(model, last))
    setFocused(last)
    anchor.current = last
  }, [last])

  // A row that is gone (deleted, undone, filtered, folded away) leaves its place to its neighbour.
  const before = useRef({ rows, here: 0 })
  useLayoutEffect(() => {
    const old = before.current
    before.current = { rows, here }
    if (focused === null || found >= 0 || rows.length === 0) return
    const key = neighbourOf(old.rows, old.here, new Set(rows.map((row) => row.key)))
    const next = rows.find((row) => row.key === key) ?? rows[Math.min(old.here, rows.length - 1)]
    if (!next) return
    setFocused(next.key)
    // Its row had the focus, so it is deleted or undone: keys go on working on the neighbour.
    const wasHere = uiStore.getState().workplace === 'outline' && document.activeElement === document.body
    if (wasHere && uiStore.getState().selection.length === 0) select([next.ref])
  }, [rows, here, focused, found])

  const unfold = (keys: readonly string[]) => {
    if (keys.some((key) => folded.has(key)))
      setFolded(new Set([...folded].filter((key) => !keys.includes(key))))
  }
  const pick = (at: number, how: Picking) => {
    const row = rows[Math.max(0, Math.min(at, rows.length - 1))]
    if (!row) return
    setFocused(row.key)
    if (how === 'none') return
    if (how === 'range') select(rangeTo(row, rows, anchor.current))
    else {
      anchor.current = row.key
      select([row.ref], how === 'toggle')
    }
    reveal([row.ref])
  }
  return {
    rows,
    here,
    query,
    filterBy: setQuery,
    fold: (keys, close) => (close ? setFolded(new Set([...folded, ...keys])) : unfold(keys)),
    pick,
  }
}

/** While the tree has the focus it is on the current row, whatever was drawn anew under it. */
export function useFocusOnRow(scroller: RefObject<HTMLElement | null>, isRenaming: boolean): void {
  useLayoutEffect(() => {
    const box = scroller.current
    const active = document.activeElement
    if (!box || isRenaming || uiStore.getState().workplace !== 'outline') return
    if ((active === document.body || box.contains(active)) && !document.querySelector('dialog:modal'))
      focusRow(box)
  })
}

export function focusRow(box: HTMLElement | null): void {
  const row = box?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ?? box
  if (row && row !== document.activeElement) row.focus({ preventScroll: true })
}

/** The elements from the row with the key `anchor` to this one: what was reached last is what further steps start from. */
function rangeTo(row: OutlineRow, rows: readonly OutlineRow[], anchor: string | null): readonly string[] {
  const from = rows.findIndex(({ key }) => key === anchor)
  const to = rows.indexOf(row)
  const between = rows.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)
  return [...new Set([...between.map(({ ref }) => ref).filter((ref) => ref !== row.ref), row.ref])]
}

/** The nearest row, after the one that was here or before it, that is still there. */
function neighbourOf(
  old: readonly OutlineRow[],
  here: number,
  left: ReadonlySet<string>,
): string | undefined {
  const level = old[here]?.level ?? 1
  const after = old.slice(here + 1).find((row) => row.level <= level && left.has(row.key))
  const before = old.slice(0, here).findLast((row) => left.has(row.key))
  return (after && after.level === level ? after : (before ?? after))?.key
}
