import type { ReactNode } from 'react'
import { CATEGORIES, type Category, type RiskSeverity, SEVERITIES } from '../../../shared/model/schema.ts'
import { CATEGORY_NAMES, SEVERITY_NAMES } from '../../state/elements/labels.ts'
import { cx } from '../classes.ts'
import styles from './Marks.module.css'

/** A short fact. `stale` is amber, `done` green, `trust` red: a tone repeats what the words say. */
export function Chip({
  tone = 'neutral',
  title,
  children,
}: {
  readonly tone?: 'neutral' | 'stale' | 'done' | 'trust' | 'focus'
  readonly title?: string
  readonly children: ReactNode
}) {
  return (
    <span className={cx(styles.chip, styles[tone])} title={title}>
      {children}
    </span>
  )
}

/** The STRIDE letter on a tile; `named` writes the word beside it, else only screen readers get it. */
export function CategoryMark({
  category,
  named = false,
}: {
  readonly category: Category
  readonly named?: boolean
}) {
  const name = CATEGORY_NAMES[category]
  return (
    <span className={styles.category} title={named ? undefined : name}>
      <span className={styles.letter} aria-hidden>
        {name.slice(0, 1)}
      </span>
      <span className={named ? styles.name : styles.hidden}>{name}</span>
    </span>
  )
}

/** The six letters with their names, in order, for heads of columns. */
export const STRIDE: readonly {
  readonly category: Category
  readonly letter: string
  readonly name: string
}[] = CATEGORIES.map((category) => ({
  category,
  letter: CATEGORY_NAMES[category].slice(0, 1),
  name: CATEGORY_NAMES[category],
}))

/** One to five bars: the number carries the severity, not a colour. */
export function SeverityMark({
  severity,
  named = false,
}: {
  readonly severity: RiskSeverity
  readonly named?: boolean
}) {
  const level = SEVERITIES.indexOf(severity)
  const name = SEVERITY_NAMES[severity]
  return (
    <span className={styles.severity} title={named ? undefined : `${name} severity`}>
      <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden="true">
        {SEVERITIES.map((step, at) => (
          <rect
            key={step}
            className={at <= level ? styles.on : styles.off}
            x={at * 3.5}
            y={8 - at * 2}
            width="2.5"
            height={4 + at * 2}
            rx="0.5"
          />
        ))}
      </svg>
      <span className={named ? styles.name : styles.hidden}>{named ? name : `${name} severity`}</span>
    </span>
  )
}
