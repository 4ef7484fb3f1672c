import { type KeyboardEvent, useId, useState } from 'react'
import type { Cell, TargetCoverage } from '../../../shared/analysis/coverage.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import { CATEGORIES, type Category, type Model } from '../../../shared/model/schema.ts'
import { showDrawer } from '../../actions/frame.ts'
import { useSettledDocument } from '../../state/document.ts'
import { coverageIn } from '../../state/selectors.ts'
import { elementOf } from '../../state/threats/threats.ts'
import { select, setUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Gap, useWindow } from '../../ui/controls/Rows.tsx'
import { CELL_STATES, CellMark, nameOfCell } from '../../ui/coverage/CellMark.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import { STRIDE } from '../../ui/marks/Marks.tsx'
import { CellPane } from './CellPane.tsx'
import styles from './Coverage.module.css'

const ROW_HEIGHT = 30
const HEAD = 48

interface Place {
  readonly row: number
  readonly column: number
}

/** Targets by STRIDE category: what has threats, what was reviewed, what nobody has looked at. */
export function Coverage() {
  const document = useSettledDocument()
  const rows = coverageIn(document)
  const [wanted, setPlace] = useState<Place>({ row: 0, column: 0 })
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing to cover yet" text="Every component and every crossing gets a row here." />
    )
  }
  const place = { ...wanted, row: Math.min(wanted.row, rows.length - 1) }
  const row = rows[place.row]
  const category = CATEGORIES[place.column]
  return (
    <div className={styles.coverage}>
      <div className={styles.matrix}>
        <Matrix rows={rows} model={document.model} place={place} onPlace={setPlace} />
        <ul className={styles.legend} aria-label="Legend">
          {CELL_STATES.map(({ state, name }) => (
            <li key={state}>
              <CellMark state={state} /> {name}
            </li>
          ))}
        </ul>
      </div>
      {row && category ? (
        <CellPane key={`${row.target} ${category}`} model={document.model} row={row} category={category} />
      ) : null}
    </div>
  )
}

function Matrix({
  rows,
  model,
  place,
  onPlace,
}: {
  readonly rows: readonly TargetCoverage[]
  readonly model: Model
  readonly place: Place
  readonly onPlace: (place: Place) => void
}) {
  const id = useId()
  const { scroller, first, end } = useWindow(rows.length, ROW_HEIGHT, HEAD, place.row)
  const go = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(row, rows.length - 1)),
      column: Math.max(0, Math.min(column, CATEGORIES.length - 1)),
    }
    onPlace(next)
    const target = rows[next.row]?.target
    if (target !== undefined && next.row !== place.row) show(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { row, column } = place
    const to = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + 8, column],
      PageUp: [row - 8, column],
      Home: [0, column],
      End: [rows.length - 1, column],
    }[event.key]
    const target = rows[row]?.target
    const category = CATEGORIES[column]
    if (to) go(to[0] ?? row, to[1] ?? column)
    else if (event.key === 'Enter' && target !== undefined && category) openCell(target, category)
    else return
    event.preventDefault()
  }
  const isDrawn = place.row >= first && place.row < end
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
        role="grid"
        aria-label="Coverage"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={isDrawn ? `${id}-${place.row}-${place.column}` : undefined}
        tabIndex={0}
        className={styles.table}
        onKeyDown={onKeyDown}
      >
        <Totals rows={rows} column={place.column} />
        <tbody>
          <Gap height={first * ROW_HEIGHT} />
          {rows.slice(first, end).map((row, offset) => {
            const at = first + offset
            return (
              <Row
                key={row.target}
                id={`${id}-${at}`}
                index={at}
                row={row}
                model={model}
                active={at === place.row ? place.column : -1}
                onPlace={(column) => go(at, column)}
              />
            )
          })}
          <Gap height={(rows.length - end) * ROW_HEIGHT} />
        </tbody>
      </table>
    </div>
  )
}

function Totals({
  rows,
  column: active,
}: {
  readonly rows: readonly TargetCoverage[]
  readonly column: number
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col">Target</th>
        {STRIDE.map(({ category, letter, name }, column) => {
          const seen = rows.filter((row) => row.cells[category].state !== 'blank').length
          return (
            <th
              key={category}
              scope="col"
              title={name}
              aria-label={`${name}, ${seen} of ${rows.length} not blank`}
              data-active={column === active || undefined}
            >
              <b>{letter}</b>
              <small>
                {seen}/{rows.length}
              </small>
            </th>
          )
        })}
        <th scope="col">Progress</th>
      </tr>
    </thead>
  )
}

function Row({
  id,
  index,
  row,
  model,
  active,
  onPlace,
}: {
  readonly id: string
  readonly index: number
  readonly row: TargetCoverage
  readonly model: Model
  /** The column of the active cell; -1 in all other rows. */
  readonly active: number
  readonly onPlace: (column: number) => void
}) {
  const title = titleOf(model, row.target)
  const boundaries = crossingsOf(model)
    .get(row.target)
    ?.boundaries.map((boundary) => titleOf(model, boundary))
  const tone = row.stale ? 'stale' : row.analysed ? 'done' : undefined
  return (
    <tr aria-rowindex={index + 2} className={styles.row} data-active={active >= 0 || undefined}>
      <th scope="row" onClick={() => onPlace(Math.max(0, active))}>
        {title}
        {boundaries ? <span className={styles.boundaries}>{boundaries.join(', ')}</span> : null}
      </th>
      {STRIDE.map(({ category, name }, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
        <td
          key={category}
          id={`${id}-${column}`}
          aria-label={`${title}, ${name}: ${nameOfCell(row.cells[category])}`}
          data-active={active === column || undefined}
          className={styles.cell}
          onClick={() => onPlace(column)}
          onDoubleClick={() => openCell(row.target, category)}
        >
          <CellMark state={row.cells[category].state} count={countOf(row.cells[category])} />
        </td>
      ))}
      <td className={styles.progress} data-tone={tone}>
        {row.analysed ? 'Analysed' : row.stale ? 'Stale' : `${seenIn(row)} of ${CATEGORIES.length}`}
      </td>
    </tr>
  )
}

function show(target: string): void {
  select([elementOf(target)])
  reveal([elementOf(target)])
}

function openCell(target: string, category: Category): void {
  show(target)
  setUi({ cell: { target, category } })
  showDrawer('threats')
}

function countOf(cell: Cell): number {
  return cell.state === 'risks' ? cell.risks.length : cell.state === 'drafts' ? cell.drafts.length : 0
}

/** How many cells somebody decided on. */
function seenIn(row: TargetCoverage): number {
  return CATEGORIES.filter((category) => !['blank', 'drafts', 'stale'].includes(row.cells[category].state))
    .length
}
