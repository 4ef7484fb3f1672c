import type { KeyboardEvent, ReactNode } from 'react'
import { cx } from '../classes.ts'
import styles from './Tabs.module.css'

export interface Tab<T extends string> {
  readonly id: T
  readonly label: string
  /** Shown after the label when it is not 0. */
  readonly count?: number
  /** How far it is, shown as the count is: "4/11". */
  readonly note?: string
  /** A second line under the label: how far it is, in words. */
  readonly below?: string
  /** What is the matter in this tab; shown as a dot. */
  readonly mark?: string
}

/** A row of tabs, one in the tab order, moved by the arrow keys. Panels are `TabPanel`s with the same `name`. */
export function Tabs<T extends string>({
  name,
  label,
  tabs,
  value,
  onChange,
  className,
}: {
  /** Prefix of the ids, unique in the page. */
  readonly name: string
  readonly label: string
  readonly tabs: readonly Tab<T>[]
  readonly value: T
  readonly onChange: (id: T) => void
  readonly className?: string | undefined
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = tabs.findIndex((tab) => tab.id === value)
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key]
    const next = to === undefined ? undefined : tabs.at(to % tabs.length)
    if (!next) return
    event.preventDefault()
    onChange(next.id)
    event.currentTarget.querySelector<HTMLElement>(`#${name}-tab-${next.id}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className={cx(styles.tabs, className)} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${name}-tab-${tab.id}`}
          aria-controls={`${name}-panel-${tab.id}`}
          aria-selected={tab.id === value}
          tabIndex={tab.id === value ? 0 : -1}
          className={styles.tab}
          data-two-lines={tab.below === undefined ? undefined : ''}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count ? <span className={styles.count}>{tab.count}</span> : null}
          {tab.note ? <span className={styles.count}>{tab.note}</span> : null}
          {tab.below === undefined ? null : <span className={styles.below}>{tab.below}</span>}
          {tab.mark === undefined ? null : (
            <span className={styles.mark} title={tab.mark}>
              <span className={styles.hidden}>{tab.mark}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}

export function TabPanel({
  name,
  id,
  className,
  children,
}: {
  readonly name: string
  readonly id: string
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    <div
      role="tabpanel"
      id={`${name}-panel-${id}`}
      aria-labelledby={`${name}-tab-${id}`}
      className={cx(styles.panel, className)}
    >
      {children}
    </div>
  )
}
