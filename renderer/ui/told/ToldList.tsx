import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import styles from './ToldList.module.css'

/** More is no reading, and slow to lay out. */
const MOST = 300

/** What a reader had to say of one kind, each with its line in the file; nothing for an empty list. */
export function ToldList({
  title,
  about,
  diagnostics,
  isOpen,
}: {
  readonly title: string
  /** What these have in common. */
  readonly about?: string
  readonly diagnostics: readonly Diagnostic[]
  /** Whether it is open when it is first seen. */
  readonly isOpen: boolean
}) {
  if (diagnostics.length === 0) return null
  return (
    <details className={styles.told} open={isOpen}>
      <summary>
        <strong>{title}</strong> <span className={styles.count}>{diagnostics.length}</span>
        {about === undefined ? null : <span className={styles.about}>{about}</span>}
      </summary>
      <ul className={styles.list} aria-label={title}>
        {diagnostics.slice(0, MOST).map(({ message, range }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of a file that was read does not change
          <li key={at}>
            {range ? <span className={styles.line}>Line {range.start.line}</span> : null}
            <span>{message}</span>
          </li>
        ))}
        {diagnostics.length > MOST ? (
          <li>
            <span>and {diagnostics.length - MOST} more: fenceline import prints them all</span>
          </li>
        ) : null}
      </ul>
    </details>
  )
}
