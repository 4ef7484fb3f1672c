import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import styles from './Section.module.css'

const folded = new Map<string, boolean>()

/** A part of the inspector that folds; whether it is open is remembered by its title for the session. */
export function Section({
  title,
  open = false,
  count,
  children,
}: {
  readonly title: string
  readonly open?: boolean
  readonly count?: number
  readonly children: ReactNode
}) {
  const [isOpen, setOpen] = useState(folded.get(title) ?? open)
  return (
    <details
      className={styles.section}
      open={isOpen}
      onToggle={({ currentTarget }) => {
        folded.set(title, currentTarget.open)
        setOpen(currentTarget.open)
      }}
    >
      <summary className={styles.summary}>
        <ChevronRight size={14} className={styles.chevron} aria-hidden />
        {title}
        {count ? <span className={styles.count}>{count}</span> : null}
      </summary>
      {isOpen ? <div className={styles.body}>{children}</div> : null}
    </details>
  )
}

/** Two fields side by side. */
export function Pair({ children }: { readonly children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>
}
