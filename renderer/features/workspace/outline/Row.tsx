import { ChevronRight, CircleAlert, PencilLine, RotateCcw } from 'lucide-react'
import type { DragEvent } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import { finishRenaming } from '../../../state/elements/elements.ts'
import { focusDiagram } from '../../../state/workplace.ts'
import { cx } from '../../../ui/classes.ts'
import { TitleEditor } from '../../../ui/fields/TitleEditor.tsx'
import { ElementIcon } from '../../../ui/marks/ElementIcon.tsx'
import styles from './Outline.module.css'
import type { Counts, RowWords } from './row-words.ts'
import type { OutlineRow } from './rows.ts'
import type { Picking } from './tree-keys.ts'

/** Characters that surely fit. */
const SHORT = 18
const SMALL = { size: 11, strokeWidth: 1.75, 'aria-hidden': true } as const

export function Row({
  row,
  words,
  top,
  selected,
  inTabOrder,
  renaming,
  receives,
  draggable,
  onDragStart,
  onPick,
  onFold,
  onRename,
}: {
  readonly row: OutlineRow
  readonly words: RowWords
  readonly top: number
  readonly selected: boolean
  readonly inTabOrder: boolean
  readonly renaming: boolean
  /** What is dragged would go into this zone. */
  readonly receives: boolean
  readonly draggable: boolean
  readonly onDragStart: (event: DragEvent) => void
  readonly onPick: (how: Picking) => void
  readonly onFold: () => void
  readonly onRename: () => void
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
      tabIndex={inTabOrder ? 0 : -1}
      data-key={row.key}
      draggable={draggable && !renaming}
      className={cx(styles.row, row.kind === 'flow' && styles.flow, receives && styles.receives)}
      style={{ top, paddingLeft: 4 + (row.level - 1) * 14 }}
      onDragStart={onDragStart}
      onClick={(event) =>
        onPick(event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
      }
      onDoubleClick={onRename}
    >
      <span
        className={styles.fold}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          if (row.open !== null) onFold()
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {row.open === null ? null : <ChevronRight size={12} className={cx(row.open && styles.open)} />}
      </span>
      <ElementIcon kind={row.kind} crosses={words.crosses} />
      {/* The row's name; what eyes see beside it is a shorter form of it. */}
      <span className={styles.name}>{`${words.name}, ${row.place} of ${row.siblings}`}</span>
      {renaming ? (
        <TitleEditor
          title={row.kind === 'flow' ? words.label : row.title}
          label={row.kind === 'flow' ? `Title of the flow to ${words.title}` : `Title of ${words.title}`}
          className={styles.editor}
          onFinish={(typed, byKey) => {
            finishRenaming(row.ref, typed)
            if (byKey) focusDiagram()
          }}
        />
      ) : (
        <>
          <span
            className={styles.title}
            aria-hidden
            title={words.title.length > SHORT ? words.title : undefined}
          >
            {words.title}
          </span>
          <span className={styles.detail} aria-hidden>
            <span className={styles.word}>{words.detail}</span>
          </span>
          <CountMarks counts={words.counts} />
        </>
      )}
    </div>
  )
}

/** Each is told in the row's name too. */
function CountMarks({ counts: { drafts, risks, stale } }: { readonly counts: Counts }) {
  return (
    <>
      {drafts > 0 ? (
        <span className={styles.count} aria-hidden title={plural(drafts, 'open draft')}>
          <PencilLine {...SMALL} />
          {drafts}
        </span>
      ) : null}
      {risks > 0 ? (
        <span className={styles.count} aria-hidden title={plural(risks, 'unresolved risk')}>
          <CircleAlert {...SMALL} />
          {risks}
        </span>
      ) : null}
      {stale > 0 ? (
        <span className={cx(styles.count, styles.stale)} aria-hidden title={`${stale} stale`}>
          <RotateCcw {...SMALL} />
          {stale}
        </span>
      ) : null}
    </>
  )
}
