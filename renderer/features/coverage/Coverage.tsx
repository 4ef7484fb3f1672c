import { type KeyboardEvent, useRef } from 'react'
import type { Cell, TargetCoverage } from '../../../shared/analysis/coverage.ts'
import { explainCell } from '../../../shared/analysis/explain.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Category, Model } from '../../../shared/model/schema.ts'
import { showDrawer } from '../../actions/frame.ts'
import { setAnalysed } from '../../state/analysis.ts'
import { useDocument } from '../../state/document.ts'
import { coverageIn } from '../../state/selectors.ts'
import { elementOf } from '../../state/threats.ts'
import { select, setUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Button } from '../../ui/Button.tsx'
import { CELL_STATES, CellMark } from '../../ui/coverage/CellMark.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { STRIDE } from '../../ui/Marks.tsx'
import styles from './Coverage.module.css'

/** Targets by STRIDE category: what has threats, what was reviewed, what nobody has looked at. */
export function Coverage() {
  const document = useDocument((state) => state.history.present)
  const table = useRef<HTMLTableElement>(null)
  const rows = coverageIn(document)
  if (rows.length === 0) {
    return (
      <EmptyState title="Nothing to cover yet" text="Every component and every crossing gets a row here." />
    )
  }
  return (
    <div className={styles.coverage}>
      <table ref={table} className={styles.table} onKeyDown={(event) => moveFocus(table.current, event)}>
        <thead>
          <tr>
            <th scope="col">Target</th>
            {STRIDE.map(({ category, name }) => (
              <th key={category} scope="col" className={styles.column}>
                {name}
              </th>
            ))}
            <th scope="col">Analysed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={row.target} row={row} model={document.model} first={at === 0} />
          ))}
        </tbody>
      </table>
      <ul className={styles.legend}>
        {CELL_STATES.map(({ state, name }) => (
          <li key={state}>
            <CellMark state={state} /> {name}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Row({
  row,
  model,
  first,
}: {
  readonly row: TargetCoverage
  readonly model: Model
  readonly first: boolean
}) {
  const title = titleOf(model, row.target)
  return (
    <tr>
      <th scope="row" className={styles.target}>
        {title}
      </th>
      {STRIDE.map(({ category, name }, at) => (
        <td key={category} className={styles.cell}>
          <button
            type="button"
            className={styles.open}
            tabIndex={first && at === 0 ? 0 : -1}
            aria-label={`${title}, ${name}: ${wordsOf(row.cells[category])}`}
            title={reasonOf(model, row, category)}
            onClick={() => openCell(row.target, category)}
          >
            <CellMark state={row.cells[category].state} count={countOf(row.cells[category])} />
          </button>
        </td>
      ))}
      <td>
        {row.analysed ? (
          'yes'
        ) : (
          <Button variant="quiet" tabIndex={-1} onClick={() => setAnalysed([row.target], title)}>
            {row.stale ? 'Stale: mark analysed' : 'Mark analysed'}
          </Button>
        )}
      </td>
    </tr>
  )
}

function openCell(target: string, category: Category): void {
  select([elementOf(target)])
  reveal([elementOf(target)])
  setUi({ cell: { target, category } })
  showDrawer('threats')
}

function countOf(cell: Cell): number {
  return cell.state === 'risks' ? cell.risks.length : cell.state === 'drafts' ? cell.drafts.length : 0
}

function wordsOf(cell: Cell): string {
  const name = CELL_STATES.find(({ state }) => state === cell.state)?.name ?? cell.state
  const count = countOf(cell)
  return count > 0 ? `${name}, ${count}` : name
}

function reasonOf(model: Model, row: TargetCoverage, category: Category): string {
  const cell = row.cells[category]
  if (cell.state === 'not-applicable') return cell.reason
  return cell.state === 'blank' ? explainCell(model, row.target, category) : wordsOf(cell)
}

/** One cell is in the tab order; the arrows walk the rest. */
function moveFocus(table: HTMLTableElement | null, event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: STRIDE.length, ArrowUp: -STRIDE.length }[event.key]
  if (step === undefined || !table) return
  const cells = [...table.querySelectorAll<HTMLButtonElement>(`.${styles.open}`)]
  const next = cells[cells.indexOf(document.activeElement as HTMLButtonElement) + step]
  if (!next) return
  event.preventDefault()
  for (const cell of cells) cell.tabIndex = cell === next ? 0 : -1
  next.focus()
}
