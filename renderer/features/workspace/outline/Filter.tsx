import { ListFilter } from 'lucide-react'
import type { RefObject } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import styles from './Outline.module.css'

/** Narrows the outline to what has these words in its title. */
export function Filter({
  field,
  query,
  found,
  onChange,
  onLeave,
}: {
  readonly field: RefObject<HTMLInputElement | null>
  readonly query: string
  /** How many rows are left. */
  readonly found: number
  readonly onChange: (query: string) => void
  /** To the rows. */
  readonly onLeave: () => void
}) {
  return (
    <div className={styles.filter}>
      <ListFilter size={13} strokeWidth={1.5} aria-hidden />
      <input
        ref={field}
        type="search"
        className={styles.filterField}
        aria-label="Filter the outline"
        placeholder="Filter"
        spellCheck={false}
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onChange('')
          else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          event.preventDefault()
          onLeave()
        }}
      />
      <span className={styles.found} role="status">
        {query.trim() === '' ? '' : plural(found, 'row')}
      </span>
    </div>
  )
}
