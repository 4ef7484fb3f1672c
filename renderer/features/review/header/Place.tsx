import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { runAction } from '../../../actions/index.ts'
import { setReview, useReview } from '../../../state/review/store.ts'
import { setUi } from '../../../state/ui.ts'
import { IconButton } from '../../../ui/controls/Button.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import styles from './Header.module.css'

/** Where one is in the queue of the pass, and the words that narrow it. */
export function Place({
  at,
  of,
  search,
}: {
  readonly at: number
  readonly of: number
  readonly search: string
}) {
  const requests = useReview((state) => state.searchRequests)
  const field = useRef<HTMLInputElement>(null)
  const answered = useRef(requests)
  useEffect(() => {
    if (requests !== answered.current) {
      field.current?.focus()
      field.current?.select()
    }
    answered.current = requests
  }, [requests])
  return (
    <div className={styles.place}>
      <p className={styles.count} aria-live="polite">
        {of === 0 ? 'None' : at < 0 ? `${of} waiting` : `${at + 1} of ${of}`}
      </p>
      <IconButton
        icon={ChevronUp}
        size="small"
        label="Previous"
        shortcut="K"
        disabled={at <= 0}
        onClick={() => void runAction('review.previous')}
      />
      <IconButton
        icon={ChevronDown}
        size="small"
        label="Next"
        shortcut="J"
        disabled={at >= of - 1 || of === 0}
        onClick={() => void runAction('review.next')}
      />
      <div className={styles.search}>
        <TextField
          ref={field}
          label="Find in the queue"
          hideLabel
          placeholder="Find in the queue   /"
          value={search}
          onChange={(text) => {
            setReview({ search: text, scope: 'one', asked: null })
            setUi({ focusedThreat: null })
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape') setReview({ search: '' })
            if (event.key !== 'Escape' && event.key !== 'Enter') return
            event.preventDefault()
            event.stopPropagation()
            event.currentTarget.blur()
          }}
        />
      </div>
    </div>
  )
}
