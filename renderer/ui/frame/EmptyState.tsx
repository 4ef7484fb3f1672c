import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

/** Says what is missing, why that is fine, and offers the first action. */
export function EmptyState({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text?: ReactNode
  /** Usually one Button. */
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {text === undefined ? null : <p className={styles.text}>{text}</p>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  )
}
