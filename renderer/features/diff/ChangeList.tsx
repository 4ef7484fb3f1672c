import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { CHANGE_GROUPS, type Change, type ChangeGroup } from '../../../shared/diff/marks/list-changes.ts'
import { lookAt, stepChange } from '../../state/changes/in-hand.ts'
import { SignIcon } from '../../ui/changes/SignMark.tsx'
import { cx } from '../../ui/classes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import styles from './ChangeList.module.css'
import { changeInWords } from './change-words.ts'

/** Rows of a group until more are asked for; the one that is looked at is always there. */
const AT_ONCE = 100

/** The changes in their groups, what matters for trust first. One row takes the focus, the arrow keys move it. */
export function ChangeList({
  changes,
  inHand,
}: {
  readonly changes: readonly Change[]
  readonly inHand: string | null
}) {
  const list = useRef<HTMLDivElement>(null)
  const groups = useMemo(() => grouped(changes), [changes])
  const current = changes.some(({ key }) => key === inHand) ? inHand : changes[0]?.key
  useEffect(() => {
    const row = inHand === null ? null : list.current?.querySelector<HTMLElement>('[aria-current="true"]')
    if (!row) return
    row.scrollIntoView({ block: 'nearest' })
    if (list.current?.contains(document.activeElement)) row.focus({ preventScroll: true })
  }, [inHand])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its rows take the focus, it only moves it between them
    <div ref={list} className={styles.list} onKeyDown={walk}>
      {groups.map(({ id, title, rows }) => (
        <Group key={id} title={title} rows={rows} current={current} inHand={inHand} />
      ))}
    </div>
  )
}

function Group({
  title,
  rows,
  current,
  inHand,
}: {
  readonly title: string
  readonly rows: readonly Change[]
  readonly current: string | null | undefined
  readonly inHand: string | null
}) {
  const [most, setMost] = useState(AT_ONCE)
  const held = rows.findIndex(({ key }) => key === inHand)
  const end = Math.max(most, held + 1)
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>
        {title} <span className={styles.number}>{rows.length}</span>
      </h2>
      <ul className={styles.rows}>
        {rows.slice(0, end).map((change) => (
          <Row
            key={change.key}
            change={change}
            isHeld={change.key === inHand}
            isCurrent={change.key === current}
          />
        ))}
      </ul>
      {rows.length > end ? (
        <Button variant="quiet" onClick={() => setMost(end + AT_ONCE)}>
          {`Show more (${rows.length - end} left)`}
        </Button>
      ) : null}
    </section>
  )
}

function Row({
  change,
  isHeld,
  isCurrent,
}: {
  readonly change: Change
  readonly isHeld: boolean
  readonly isCurrent: boolean
}) {
  const { kind, title } = change
  return (
    <li>
      <button
        type="button"
        className={cx(styles.row, kind === 'removed' && styles.gone)}
        aria-current={isHeld}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => lookAt(change)}
      >
        <SignIcon sign={kind} />
        <span className={styles.words}>
          <span className={styles.title} title={title}>
            {title}
          </span>
          <span className={styles.detail}>{changeInWords(change)}</span>
        </span>
      </button>
    </li>
  )
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  stepChange(step)
}

function grouped(changes: readonly Change[]) {
  const rows = new Map<ChangeGroup, Change[]>()
  for (const change of changes) {
    const group = rows.get(change.group)
    if (group) group.push(change)
    else rows.set(change.group, [change])
  }
  return CHANGE_GROUPS.flatMap(([id, title]) => {
    const own = rows.get(id)
    return own ? [{ id, title, rows: own }] : []
  })
}
