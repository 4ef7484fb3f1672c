import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import type { DraftGroup } from '../../../shared/llm/merge/group.ts'
import { useSettledDocument } from '../../state/document.ts'
import { reviewThreat } from '../../state/review/review.ts'
import type { Ask } from '../../state/review/store.ts'
import {
  decideGroup,
  type GroupDecision,
  needsReason,
  rowsOf,
  type TableRow,
} from '../../state/threats/groups.ts'
import { elementOf, type Threat } from '../../state/threats/threats.ts'
import { select, setUi, useUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Gap, useWindow } from '../../ui/controls/Rows.tsx'
import { type AskedGroup, GroupReason } from './GroupReason.tsx'
import { GroupRow, type GroupRowData } from './GroupRow.tsx'
import { ROW_HEIGHT, Row } from './Row.tsx'
import styles from './Threats.module.css'

const HEAD = 28
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

/** On a group: for all its members. */
const GROUP_KEYS: Readonly<Record<string, GroupDecision>> = {
  y: 'keep',
  x: 'reject',
  a: 'accept',
  w: 'wont-fix',
  m: 'mitigated',
}

/** Threats and groups of them, walked and decided by keys. */
export function Table({
  shown,
  groups,
}: {
  readonly shown: readonly Threat[]
  readonly groups: readonly DraftGroup[]
}) {
  const model = useSettledDocument().model
  const focused = useUi((state) => state.focusedThreat)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [groupInHand, setGroupInHand] = useState<string | null>(null)
  const [asked, setAsked] = useState<AskedGroup | null>(null)
  const id = useId()
  const hasLongTickets = useMemo(() => shown.some(hasLongTicket), [shown])
  const rows = useMemo(() => rowsOf(shown, groups, open), [shown, groups, open])
  const at = placeOf(rows, groupInHand, focused)
  const { scroller, first, end } = useWindow(rows.length, ROW_HEIGHT, HEAD, at)
  const takeRow = (row: TableRow | undefined) => {
    setGroupInHand(row?.kind === 'group' ? row.key : null)
    take(row?.kind === 'group' ? row.members[0] : row?.threat)
  }
  const toggle = (key: string, isOpen = !open.has(key)) =>
    setOpen((before) => new Set(isOpen ? [...before, key] : [...before].filter((other) => other !== key)))
  const decide = (group: GroupRowData, decision: GroupDecision) => {
    const drafts = group.members.map(({ draft }) => draft)
    if (needsReason(decision)) setAsked({ title: group.title, drafts, decision })
    else decideGroup(group.title, drafts, decision)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key]
    const row = rows[at]
    const decision = GROUP_KEYS[event.key]
    if (to !== undefined) takeRow(rows[Math.max(0, Math.min(to, rows.length - 1))])
    else if (row?.kind === 'group') {
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') toggle(row.key, event.key === 'ArrowRight')
      else if (event.key === 'Enter') toggle(row.key)
      else if (decision !== undefined) decide(row, decision)
      else return
    } else if (row && ASKS[event.key] !== undefined) reviewThreat(row.threat, ASKS[event.key])
    else return
    event.preventDefault()
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
        role="grid"
        aria-label="Threats"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at < first || at >= end ? undefined : `${id}-${at}`}
        tabIndex={0}
        className={styles.table}
        data-long-tickets={hasLongTickets || undefined}
        onKeyDown={onKeyDown}
        onFocus={({ currentTarget }) => {
          // A press of the pointer takes its own row, which must not scroll away before it is a click.
          if (at < 0 && currentTarget.matches(':focus-visible')) takeRow(rows[0])
        }}
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
          {rows.slice(first, end).map((row, offset) => {
            const index = first + offset
            const place = { id: `${id}-${index}`, index, inHand: index === at }
            return row.kind === 'group' ? (
              <GroupRow
                key={`group:${row.key}`}
                {...place}
                group={row}
                onTake={() => takeRow(row)}
                onToggle={() => toggle(row.key)}
                onDecide={(decision) => decide(row, decision)}
              />
            ) : (
              <Row
                key={row.threat.key}
                {...place}
                model={model}
                threat={row.threat}
                inGroup={row.inGroup}
                onTake={() => takeRow(row)}
              />
            )
          })}
          <Gap height={(rows.length - end) * ROW_HEIGHT} />
        </tbody>
      </table>
      {asked ? <GroupReason asked={asked} onClose={() => setAsked(null)} /> : null}
    </div>
  )
}

/** "acme/shop#12" needs more room than "SEC-12", which is what most columns hold. */
function hasLongTicket(threat: Threat): boolean {
  return threat.kind === 'risk' && (threat.risk.ticket?.length ?? 0) > 8
}

/** The row in hand: the group, else the focused threat, else the group that holds it. */
function placeOf(rows: readonly TableRow[], group: string | null, focused: string | null): number {
  const holds = (row: TableRow) => row.kind === 'group' && row.members.some(({ id }) => id === focused)
  const ofGroup = rows.findIndex((row) => row.kind === 'group' && row.key === group && holds(row))
  if (ofGroup >= 0) return ofGroup
  const ofThreat = rows.findIndex((row) => row.kind === 'threat' && row.threat.id === focused)
  return ofThreat >= 0 ? ofThreat : rows.findIndex(holds)
}

/** Has the threat in hand and shows where on the canvas it is. */
function take(threat: Threat | undefined): void {
  if (!threat) return
  const element = elementOf(threat.target)
  setUi({ focusedThreat: threat.id })
  select([element])
  reveal([element])
}
