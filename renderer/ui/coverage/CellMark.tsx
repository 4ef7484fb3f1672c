import type { Cell } from '../../../shared/analysis/coverage.ts'
import type { Category } from '../../../shared/model/schema.ts'
import { STRIDE } from '../marks/Marks.tsx'
import styles from './CellMark.module.css'

export type CellState = Cell['state']

export const CELL_STATES: readonly { readonly state: CellState; readonly name: string }[] = [
  { state: 'risks', name: 'Risk' },
  { state: 'drafts', name: 'Open draft' },
  { state: 'stale', name: 'Stale' },
  { state: 'reviewed', name: 'Reviewed' },
  { state: 'not-applicable', name: 'Not applicable' },
  { state: 'blank', name: 'Blank' },
]

/** The glyph of a cell: its shape says the state, its colour repeats it. A count is written on it. */
export function CellMark({ state, count = 0 }: { readonly state: CellState; readonly count?: number }) {
  return (
    <svg className={styles.mark} width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <Glyph state={state} />
      {count > 0 ? (
        <text className={state === 'risks' ? styles.onInk : styles.number} x="9" y="12.6" textAnchor="middle">
          {count > 9 ? '9+' : count}
        </text>
      ) : null}
    </svg>
  )
}

function Glyph({ state }: { readonly state: CellState }) {
  if (state === 'risks') return <rect className={styles.risk} x="1.5" y="1.5" width="15" height="15" rx="3" />
  if (state === 'drafts') return <circle className={styles.draft} cx="9" cy="9" r="7.25" />
  if (state === 'stale') {
    return (
      <g className={styles.stale}>
        <path d="M9 1.5 16.5 9 9 16.5 1.5 9Z" />
        <path d="M5.4 9.6 9.6 5.4M7.4 12.2 12.2 7.4" />
      </g>
    )
  }
  if (state === 'reviewed') return <path className={styles.reviewed} d="M4 9.5 7.6 13 14 5.5" />
  if (state === 'not-applicable') return <path className={styles.dash} d="M5 9h8" />
  return <circle className={styles.blank} cx="9" cy="9" r="1.25" />
}

/** All six cells of a target in one small row, for lists; the words are for screen readers. */
export function CoverageCells({ cells }: { readonly cells: Readonly<Record<Category, Cell>> }) {
  return (
    <span className={styles.cells}>
      {STRIDE.map(({ category, name }) => (
        <span key={category} title={`${name}: ${nameOfCell(cells[category])}`}>
          <CellMark state={cells[category].state} />
        </span>
      ))}
    </span>
  )
}

/** "2 risks", "Not applicable: read only", "Blank": the cell in words. */
export function nameOfCell(cell: Cell): string {
  if (cell.state === 'risks') return cell.risks.length === 1 ? '1 risk' : `${cell.risks.length} risks`
  if (cell.state === 'drafts')
    return cell.drafts.length === 1 ? '1 open draft' : `${cell.drafts.length} open drafts`
  if (cell.state === 'not-applicable') return `Not applicable: ${cell.reason}`
  return CELL_STATES.find(({ state }) => state === cell.state)?.name ?? cell.state
}
