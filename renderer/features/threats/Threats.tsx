import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useDocument } from '../../state/document.ts'
import { type Ask, reviewThreat } from '../../state/review.ts'
import {
  elementOf,
  matchesText,
  passesFilter,
  type Threat,
  type ThreatFilter,
  targetsOfSelection,
  threatsOf,
} from '../../state/threats.ts'
import { select, setUi, useUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Gap, useWindow } from '../../ui/Rows.tsx'
import { DraftButtons } from './DraftButtons.tsx'
import { Filters, type ThreatQuery } from './Filters.tsx'
import { ROW_HEIGHT, Row } from './Row.tsx'
import styles from './Threats.module.css'

const HEAD = 28
const EVERYTHING: ThreatQuery = { text: '', show: 'all', category: '', onlySelected: false }
const COLUMNS = ['Severity', 'Category', 'Target', 'Threat', 'Certainty', 'Decision', 'Ticket'] as const
/** The keys of review, here too: they ask their question where review asks it. */
const ASKS: Readonly<Record<string, Ask | null>> = {
  Enter: null,
  x: 'reject',
  t: 'ticket',
  a: 'accept',
  w: 'wont-fix',
  n: 'not-applicable',
  e: 'edit',
}

/** Drafts in rank order, then risks; a row shows its target on the canvas, Enter reviews it. */
export function Threats() {
  const document = useDocument((state) => state.history.present)
  const selection = useUi((state) => state.selection)
  const cell = useUi((state) => state.cell)
  const [query, setQuery] = useState(EVERYTHING)
  const all = threatsOf(document)
  const shown = useMemo(() => {
    const { model } = document
    const { text, show, category, onlySelected } = query
    const targets = onlySelected && selection.length > 0 ? targetsOfSelection(model, selection) : null
    return all.filter(
      (threat) =>
        passesFilter(threat, show) &&
        (category === '' || threat.category === category) &&
        (targets === null || targets.has(threat.target)) &&
        (cell === null || (cell.target === threat.target && cell.category === threat.category)) &&
        matchesText(model, threat, text),
    )
  }, [document, all, query, selection, cell])
  if (all.length === 0) {
    return (
      <EmptyState
        title="No threats yet"
        text="Draft them from the offline rules: each names its target and why."
        action={<DraftButtons />}
      />
    )
  }
  const showAll = () => {
    setQuery(EVERYTHING)
    setUi({ cell: null })
  }
  return (
    <div className={styles.threats}>
      <Filters
        model={document.model}
        query={query}
        counts={countsOf(all)}
        shown={shown.length}
        onChange={(changes) => setQuery((before) => ({ ...before, ...changes }))}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={cell ? 'No threat in this cell' : 'No threat matches'}
          text={cell ? 'The coverage says why.' : 'Other words or another filter show the rest.'}
          action={<Button onClick={showAll}>Show all threats</Button>}
        />
      ) : (
        <Table shown={shown} />
      )}
    </div>
  )
}

function Table({ shown }: { readonly shown: readonly Threat[] }) {
  const model = useDocument((state) => state.history.present.model)
  const focused = useUi((state) => state.focusedThreat)
  const id = useId()
  const at = shown.findIndex((threat) => threat.id === focused)
  const { scroller, first, end } = useWindow(shown.length, ROW_HEIGHT, HEAD, at)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: shown.length - 1,
    }[event.key]
    const threat = shown[at]
    const ask = ASKS[event.key]
    if (to !== undefined) take(shown[Math.max(0, Math.min(to, shown.length - 1))])
    else if (threat && ask !== undefined) reviewThreat(threat, ask)
    else return
    event.preventDefault()
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
        role="grid"
        aria-label="Threats"
        aria-rowcount={shown.length + 1}
        aria-activedescendant={at < first || at >= end ? undefined : `${id}-${at}`}
        tabIndex={0}
        className={styles.table}
        onKeyDown={onKeyDown}
        onFocus={() => (at < 0 ? take(shown[0]) : undefined)}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                <span>{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={first * ROW_HEIGHT} />
          {shown.slice(first, end).map((threat, offset) => (
            <Row
              key={threat.key}
              id={`${id}-${first + offset}`}
              index={first + offset}
              model={model}
              threat={threat}
              inHand={first + offset === at}
              onTake={take}
            />
          ))}
          <Gap height={(shown.length - end) * ROW_HEIGHT} />
        </tbody>
      </table>
    </div>
  )
}

/** Has the threat in hand and shows where on the canvas it is. */
function take(threat: Threat | undefined): void {
  if (!threat) return
  const element = elementOf(threat.target)
  setUi({ focusedThreat: threat.id })
  select([element])
  reveal([element])
}

function countsOf(all: readonly Threat[]): Readonly<Record<ThreatFilter, number>> {
  const counts = { all: all.length, open: 0, unresolved: 0, resolved: 0 }
  for (const threat of all) {
    if (threat.kind === 'draft') counts.open += 1
    else if (threat.kind === 'risk') counts[threat.resolved ? 'resolved' : 'unresolved'] += 1
  }
  return counts
}
