import { useMemo, useState } from 'react'
import type { DraftGroup } from '../../../shared/llm/merge/group.ts'
import { useSettledDocument } from '../../state/document.ts'
import { groupsIn, isGroupingWorthIt } from '../../state/threats/groups.ts'
import {
  isExpiredThreat,
  matchesText,
  passesFilter,
  type Threat,
  type ThreatFilter,
  targetsOfSelection,
  threatsOf,
} from '../../state/threats/threats.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import { DraftButtons } from './DraftButtons.tsx'
import { Filters, type ThreatQuery } from './Filters.tsx'
import { Table } from './Table.tsx'
import styles from './Threats.module.css'

const EVERYTHING: ThreatQuery = { text: '', show: 'all', category: '', onlySelected: false }
const NO_GROUPS: readonly DraftGroup[] = []

/** Drafts in rank order, then risks; a row shows its target on the canvas, Enter reviews it. */
export function Threats() {
  const document = useSettledDocument()
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
  const groups = groupsIn(document)
  const isGrouped = useUi((state) => state.grouped) ?? isGroupingWorthIt(groups)
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
        grouped={groups.length === 0 ? null : isGrouped}
        onChange={(changes) => setQuery((before) => ({ ...before, ...changes }))}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={cell ? 'No threat in this cell' : 'No threat matches'}
          text={cell ? 'The coverage says why.' : 'Other words or another filter show the rest.'}
          action={<Button onClick={showAll}>Show all threats</Button>}
        />
      ) : (
        <Table shown={shown} groups={isGrouped ? groups : NO_GROUPS} />
      )}
    </div>
  )
}

function countsOf(all: readonly Threat[]): Readonly<Record<ThreatFilter, number>> {
  const counts = { all: all.length, open: 0, unresolved: 0, resolved: 0, expired: 0 }
  for (const threat of all) {
    if (threat.kind === 'draft') counts.open += 1
    else if (threat.kind === 'risk') counts[threat.resolved ? 'resolved' : 'unresolved'] += 1
    if (isExpiredThreat(threat)) counts.expired += 1
  }
  return counts
}
