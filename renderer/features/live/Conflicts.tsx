import { useEffect, useId, useRef } from 'react'
import type { Conflict } from '../../../shared/diff/merge.ts'
import { useLive } from '../../state/live/live.ts'
import { choiceOf, rowKey, type Side } from '../../state/live/merging.ts'
import { Button } from '../../ui/controls/Button.tsx'
import styles from './Conflicts.module.css'

/** Each thing that both sides changed, with both versions in words and a choice between them. */
export function Conflicts({
  conflicts,
  names,
  all,
  action,
  onChoose,
  onFinish,
}: {
  readonly conflicts: readonly Conflict[]
  readonly names: Readonly<Record<Side, string>>
  /** What the buttons say that choose one side everywhere. */
  readonly all: Readonly<Record<Side, string>>
  /** What the finishing button says. */
  readonly action: string
  readonly onChoose: (conflicts: readonly Conflict[], side: Side) => void
  readonly onFinish: () => void
}) {
  const choices = useLive((state) => state.choices)
  const box = useRef<HTMLFieldSetElement>(null)
  const left = conflicts.filter((conflict) => choiceOf(choices, conflict) === undefined).length
  // Whoever opened the list, or saved and was sent here, goes on from here with the keyboard.
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  return (
    <fieldset ref={box} className={styles.box} aria-label="Choose a version for each">
      <ul className={styles.rows}>
        {conflicts.map((conflict) => (
          <Row
            key={rowKey(conflict)}
            conflict={conflict}
            names={names}
            chosen={choiceOf(choices, conflict)}
            onChoose={(side) => onChoose([conflict], side)}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button onClick={() => onChoose(conflicts, 'ours')}>{all.ours}</Button>
        <Button onClick={() => onChoose(conflicts, 'theirs')}>{all.theirs}</Button>
        <span className={styles.left}>
          {left === 0 ? 'All are decided.' : `${left} of ${conflicts.length} not decided yet.`}
        </span>
        <Button variant="primary" disabled={left > 0} onClick={onFinish}>
          {action}
        </Button>
      </div>
    </fieldset>
  )
}

const SIDES = ['ours', 'theirs'] as const

function Row({
  conflict,
  names,
  chosen,
  onChoose,
}: {
  readonly conflict: Conflict
  readonly names: Readonly<Record<Side, string>>
  readonly chosen: Side | undefined
  readonly onChoose: (side: Side) => void
}) {
  const id = useId()
  const element = conflict.element.charAt(0).toUpperCase() + conflict.element.slice(1)
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <strong className={styles.element}>{element}</strong>
        <span className={styles.attribute}>
          {attributeInWords(conflict.attribute)}
          {conflict.attribute === 'element' ? '' : ` (was ${conflict.base})`}
        </span>
      </div>
      {SIDES.map((side) => (
        <label key={side} className={styles.side}>
          <input type="radio" name={id} checked={chosen === side} onChange={() => onChoose(side)} />
          <span className={styles.name}>{names[side]}</span>
          <span className={styles.value}>{conflict[side]}</span>
        </label>
      ))}
    </li>
  )
}

/** `notApplicable.spoofing` as a person reads it: "not applicable: spoofing". */
function attributeInWords(attribute: string): string {
  if (attribute === 'element') return 'removed on one side'
  return attribute.replace('.', ': ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
