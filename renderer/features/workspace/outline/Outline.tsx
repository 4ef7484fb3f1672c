/** The diagram as a tree: the equal of the canvas for the keyboard and for screen readers. */
import { type DragEvent, useEffect, useMemo, useRef } from 'react'
import { useSettledDocument } from '../../../state/document.ts'
import { canEdit, startRenaming } from '../../../state/elements/elements.ts'
import { select, setUi, useUi } from '../../../state/ui.ts'
import { attachOutline } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import { useWindow } from '../../../ui/controls/Rows.tsx'
import { Filter } from './Filter.tsx'
import styles from './Outline.module.css'
import { Row } from './Row.tsx'
import { wordsOf } from './row-words.ts'
import { treeKeys } from './tree-keys.ts'
import { useDropIntoZone } from './use-drop.ts'
import { focusRow, useFocusOnRow, useOutline } from './use-outline.ts'

const ROW = 26

export function Outline() {
  const present = useSettledDocument()
  const selection = useUi((state) => state.selection)
  const renaming = useUi((state) => (state.workplace === 'outline' ? state.renaming : null))
  const { rows, here, query, filterBy, fold, pick } = useOutline(present)
  const filter = useRef<HTMLInputElement>(null)
  const { model } = present
  const selected = useMemo(() => new Set(selection), [selection])
  const current = rows[here]
  const { scroller, first, end } = useWindow(rows.length, ROW, 0, here)
  const drop = useDropIntoZone(model)
  useFocusOnRow(scroller, renaming !== null)

  useEffect(
    () =>
      attachOutline({
        focus: () => focusRow(scroller.current),
        filter: () => filter.current?.focus(),
      }),
    [scroller],
  )

  const rename = (ref: string) => {
    select([ref])
    startRenaming(ref)
  }

  const keys = treeKeys({ rows, here, pick, fold, rename, filter: () => filter.current?.focus() })
  // The current row stays when it is scrolled away: the focus must not go with it.
  const shown = rows.slice(first, end).map((row, at) => ({ row, at: first + at }))
  const isCurrentShown = here >= first && here < end
  const drawn = current && !isCurrentShown ? [...shown, { row: current, at: here }] : shown
  const isEmpty = model.components.length + model.boundaries.length + present.layout.notes.length === 0
  return (
    <>
      <Filter
        field={filter}
        query={query}
        found={rows.length}
        onChange={filterBy}
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
          <Nothing query={isEmpty ? null : query} />
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

/** Why there is no row; `query` null: there is no element either. */
function Nothing({ query }: { readonly query: string | null }) {
  return (
    <div className={styles.empty}>
      {query === null ? (
        <>
          <p className={styles.emptyTitle}>Nothing drawn yet</p>
          <p>Press E for an external entity, P for a process, S for a data store, Z for a zone.</p>
        </>
      ) : (
        <p>Nothing here has “{query.trim()}” in its title.</p>
      )}
    </div>
  )
}
