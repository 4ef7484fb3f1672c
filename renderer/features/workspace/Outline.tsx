import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useDocument } from '../../state/document.ts'
import { select, useUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { cx } from '../../ui/classes.ts'
import { ElementIcon } from '../../ui/ElementIcon.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import styles from './Outline.module.css'
import { foldersOf, listOutline, type OutlineRow } from './outline-rows.ts'

const ROW = 26
/** Rows drawn above and below what is visible. */
const SPARE = 12
/** A model with more flows starts with them folded. */
const MANY_FLOWS = 60

/** The diagram as a tree: the equal of the canvas for keyboard and screen reader. */
export function Outline() {
  const model = useDocument((state) => state.history.present.model)
  const path = useDocument((state) => state.path)
  const selection = useUi((state) => state.selection)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [scroll, setScroll] = useState({ top: 0, height: 600 })
  const rows = useMemo(() => listOutline(model, folded), [model, folded])
  const selected = useMemo(() => new Set(selection), [selection])
  const last = selection.at(-1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another file starts folded anew
  useEffect(() => {
    const many = model.flows.length > MANY_FLOWS
    setFolded(new Set(many ? model.components.map((component) => component.id) : []))
  }, [path])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setScroll((now) => ({ ...now, height: element.clientHeight })))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // What is selected on the canvas comes into sight here, unfolded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection moves the tree
  useEffect(() => {
    if (last === undefined) return
    const around = foldersOf(model, last).filter((ref) => folded.has(ref))
    if (around.length > 0) setFolded(new Set([...folded].filter((ref) => !around.includes(ref))))
    const shown =
      around.length > 0
        ? listOutline(model, new Set([...folded].filter((ref) => !around.includes(ref))))
        : rows
    const at = shown.findIndex((row) => row.ref === last)
    if (at >= 0) scrollTo(box.current, at)
    setFocused(last)
  }, [last])

  if (model.components.length + model.boundaries.length === 0) {
    return (
      <EmptyState
        title="Nothing drawn yet"
        text="Components, flows and boundaries appear here as you draw. Press P on the canvas for a process."
      />
    )
  }

  const here = Math.max(
    0,
    rows.findIndex((row) => row.ref === focused),
  )
  const go = (at: number, add: boolean) => {
    const row = rows[Math.max(0, Math.min(at, rows.length - 1))]
    if (!row) return
    setFocused(row.ref)
    scrollTo(box.current, rows.indexOf(row))
    select([row.ref], add)
    reveal([row.ref])
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-ref="${CSS.escape(row.ref)}"]`)?.focus(),
    )
  }
  const fold = (ref: string, close: boolean) =>
    setFolded(close ? new Set([...folded, ref]) : new Set([...folded].filter((other) => other !== ref)))
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[here]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor(scroll.height / ROW) - 1)
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(here + 1, event.shiftKey),
      ArrowUp: () => go(here - 1, event.shiftKey),
      PageDown: () => go(here + page, false),
      PageUp: () => go(here - page, false),
      Home: () => go(0, false),
      End: () => go(rows.length - 1, false),
      ArrowRight: () =>
        row.open === false ? fold(row.ref, false) : row.open ? go(here + 1, false) : undefined,
      ArrowLeft: () => (row.open ? fold(row.ref, true) : go(parentOf(rows, here), false)),
      Enter: () => go(here, false),
      ' ': () => go(here, true),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }

  const first = Math.max(0, Math.floor(scroll.top / ROW) - SPARE)
  const visible = rows.slice(first, first + Math.ceil(scroll.height / ROW) + 2 * SPARE)
  return (
    <div
      ref={box}
      role="tree"
      aria-label="Outline"
      aria-multiselectable
      data-keys="canvas"
      className={styles.tree}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) =>
        setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <div role="none" className={styles.all} style={{ height: rows.length * ROW }}>
        {visible.map((row, at) => (
          <Row
            key={row.ref}
            row={row}
            top={(first + at) * ROW}
            selected={selected.has(row.ref)}
            inTabOrder={first + at === here || (at === 0 && (here < first || here >= first + visible.length))}
            onPick={(add) => go(first + at, add)}
            onFold={() => fold(row.ref, row.open === true)}
          />
        ))}
      </div>
    </div>
  )
}

function Row({
  row,
  top,
  selected,
  inTabOrder,
  onPick,
  onFold,
}: {
  readonly row: OutlineRow
  readonly top: number
  readonly selected: boolean
  readonly inTabOrder: boolean
  readonly onPick: (add: boolean) => void
  readonly onFold: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.place}
      aria-expanded={row.open ?? undefined}
      aria-selected={selected}
      aria-label={`${row.name}${row.crosses ? ', crosses a boundary' : ''}, ${row.place} of ${row.siblings}`}
      tabIndex={inTabOrder ? 0 : -1}
      data-ref={row.ref}
      className={cx(styles.row, row.kind === 'flow' && styles.flow)}
      style={{ top, paddingLeft: 4 + (row.level - 1) * 14 }}
      onClick={(event) => onPick(event.ctrlKey || event.metaKey || event.shiftKey)}
    >
      <span
        className={styles.fold}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          if (row.open !== null) onFold()
        }}
      >
        {row.open === null ? null : <ChevronRight size={12} className={cx(row.open && styles.open)} />}
      </span>
      <ElementIcon kind={row.kind} crosses={row.crosses} />
      <span className={styles.title}>{row.title}</span>
      {row.detail === '' ? null : <span className={styles.detail}>{row.detail}</span>}
    </div>
  )
}

function parentOf(rows: readonly OutlineRow[], at: number): number {
  const level = rows[at]?.level ?? 1
  const before = rows.slice(0, at).findLastIndex((row) => row.level < level)
  return before < 0 ? at : before
}

function scrollTo(box: HTMLElement | null, at: number): void {
  if (!box) return
  const top = at * ROW
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + ROW > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW - box.clientHeight
}
