/** The diagram as a tree: the equal of the canvas for the keyboard and for screen readers. */
import { type DragEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useDocument, useSettledDocument } from '../../../state/document.ts'
import { canEdit, startRenaming } from '../../../state/elements/elements.ts'
import { select, setUi, uiStore, useUi } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { attachOutline } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import { useWindow } from '../../../ui/controls/Rows.tsx'
import { Filter } from './Filter.tsx'
import styles from './Outline.module.css'
import { Row } from './Row.tsx'
import { wordsOf } from './row-words.ts'
import { foldersOf, listOutline } from './rows.ts'
import { type Picking, treeKeys } from './tree-keys.ts'
import { useDropIntoZone } from './use-drop.ts'

const ROW = 26
/** A model with more flows starts with them folded. */
const MANY_FLOWS = 60

export function Outline() {
  const present = useSettledDocument()
  const path = useDocument((state) => state.path)
  const selection = useUi((state) => state.selection)
  const renaming = useUi((state) => (state.workplace === 'outline' ? state.renaming : null))
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState('')
  const [focused, setFocused] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const filter = useRef<HTMLInputElement>(null)
  const { model } = present
  const { notes } = present.layout
  const rows = useMemo(() => listOutline(model, notes, folded, query), [model, notes, folded, query])
  const selected = useMemo(() => new Set(selection), [selection])
  const last = selection.at(-1)
  const found = rows.findIndex((row) => row.key === focused)
  const here = Math.max(0, found)
  const current = rows[here]
  const { scroller, first, end } = useWindow(rows.length, ROW, 0, here)
  const drop = useDropIntoZone(model)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another file starts folded anew
  useEffect(() => {
    const many = model.flows.length > MANY_FLOWS
    setFolded(new Set(many ? model.components.map((component) => component.id) : []))
    setQuery('')
  }, [path])

  // What is selected on the canvas comes into sight here, unfolded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection moves the tree
  useEffect(() => {
    if (last === undefined || current?.ref === last) return
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

  // While the tree has the focus it is on the current row, whatever was drawn anew under it.
  useLayoutEffect(() => {
    const box = scroller.current
    const active = document.activeElement
    if (!box || renaming !== null || uiStore.getState().workplace !== 'outline') return
    if ((active === document.body || box.contains(active)) && !document.querySelector('dialog:modal'))
      focusRow(box)
  })

  useEffect(
    () =>
      attachOutline({
        focus: () => focusRow(scroller.current),
        filter: () => filter.current?.focus(),
      }),
    [scroller],
  )

  const unfold = (keys: readonly string[]) => {
    if (keys.some((key) => folded.has(key)))
      setFolded(new Set([...folded].filter((key) => !keys.includes(key))))
  }
  const fold = (keys: readonly string[], close: boolean) =>
    close ? setFolded(new Set([...folded, ...keys])) : unfold(keys)
  const pick = (at: number, how: Picking) => {
    const row = rows[Math.max(0, Math.min(at, rows.length - 1))]
    if (!row) return
    setFocused(row.key)
    if (how === 'none') return
    if (how === 'range') {
      const from = rows.findIndex(({ key }) => key === anchor.current)
      const to = rows.indexOf(row)
      const between = rows.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)
      // What was reached last is what further steps start from.
      select([...new Set([...between.map(({ ref }) => ref).filter((ref) => ref !== row.ref), row.ref])])
    } else {
      anchor.current = row.key
      select([row.ref], how === 'toggle')
    }
    reveal([row.ref])
  }
  const rename = (ref: string) => {
    select([ref])
    startRenaming(ref)
  }

  const keys = treeKeys({ rows, here, pick, fold, rename, filter: () => filter.current?.focus() })
  // The current row stays when it is scrolled away: the focus must not go with it.
  const shown = rows.slice(first, end).map((row, at) => ({ row, at: first + at }))
  const isCurrentShown = here >= first && here < end
  const drawn = current && !isCurrentShown ? [...shown, { row: current, at: here }] : shown
  const isEmpty = model.components.length + model.boundaries.length + notes.length === 0
  return (
    <>
      <Filter
        field={filter}
        query={query}
        found={rows.length}
        onChange={setQuery}
        onLeave={() => focusRow(scroller.current)}
      />
      <div
        ref={scroller}
        role="tree"
        aria-label="Outline"
        aria-multiselectable
        aria-describedby="outline-help"
        tabIndex={rows.length > 0 ? -1 : 0}
        data-keys="canvas"
        data-drop={drop.zone === null ? '' : undefined}
        className={cx(styles.tree, drop.zone === null && styles.receives)}
        onFocus={() => setUi({ workplace: 'outline' })}
        onKeyDown={keys}
        {...drop.handlers}
      >
        {rows.length === 0 ? (
          <div className={styles.empty}>
            {isEmpty ? (
              <>
                <p className={styles.emptyTitle}>Nothing drawn yet</p>
                <p>Press E for an external entity, P for a process, S for a data store, Z for a zone.</p>
              </>
            ) : (
              <p>Nothing here has “{query.trim()}” in its title.</p>
            )}
          </div>
        ) : (
          <div role="none" className={styles.all} style={{ height: rows.length * ROW }}>
            {drawn.map(({ row, at }) => (
              <Row
                key={row.key}
                row={row}
                words={wordsOf(present, row)}
                top={at * ROW}
                selected={selected.has(row.ref)}
                inTabOrder={at === here}
                renaming={renaming === row.ref && row.key === current?.key}
                receives={drop.zone !== undefined && drop.zone !== null && drop.zone === row.key}
                draggable={canEdit() && row.kind !== 'flow' && row.kind !== 'line' && row.kind !== 'note'}
                onDragStart={(event: DragEvent) => {
                  if (!selected.has(row.ref)) pick(at, 'only')
                  drop.start(event)
                }}
                onPick={(how) => pick(at, how)}
                onFold={() => fold([row.key], row.open === true)}
                onRename={() => rename(row.ref)}
              />
            ))}
          </div>
        )}
      </div>
      <p id="outline-help" className={styles.help}>
        The arrow keys walk and fold. E, P, S, Z and T add beside the row, B puts a boundary line on selected
        flows, C connects from the row, F2 renames it. Shift with a letter goes to the next title that begins
        with it.
      </p>
    </>
  )
}

function focusRow(box: HTMLElement | null): void {
  const row = box?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ?? box
  if (row && row !== document.activeElement) row.focus({ preventScroll: true })
}

/** The nearest row, after the one that was here or before it, that is still there. */
function neighbourOf(
  old: readonly { readonly key: string; readonly level: number }[],
  here: number,
  left: ReadonlySet<string>,
): string | undefined {
  const level = old[here]?.level ?? 1
  const after = old.slice(here + 1).find((row) => row.level <= level && left.has(row.key))
  const before = old.slice(0, here).findLast((row) => left.has(row.key))
  return (after && after.level === level ? after : (before ?? after))?.key
}
