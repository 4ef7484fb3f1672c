import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../classes.ts'
import styles from './Bar.module.css'

/** One line across the window, in the flow: it says what is the matter and what can be done. */
export function Bar({
  icon: Icon,
  title,
  strong = false,
  actions,
  children,
}: {
  readonly icon: LucideIcon
  readonly title: string
  readonly strong?: boolean
  /** Buttons, the likeliest last. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className={cx(styles.bar, strong && styles.strong)}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <p className={styles.text}>
        <strong>{title}</strong> {children}
      </p>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
