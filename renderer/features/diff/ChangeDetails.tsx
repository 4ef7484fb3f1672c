import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Change } from '../../../shared/diff/marks/list-changes.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import styles from './ChangeDetails.module.css'
import { changeInWords } from './change-words.ts'

/** The change that is looked at: its values before and after, and the way to its neighbours. */
export function ChangeDetails({
  change,
  step,
}: {
  readonly change: Change
  readonly step: (action: 'changes.previous' | 'changes.next') => void
}) {
  const { title, values } = change
  return (
    <section className={styles.details} aria-label="Selected change">
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <IconButton
          icon={ChevronUp}
          size="small"
          label="Previous change"
          shortcut="K"
          onClick={() => step('changes.previous')}
        />
        <IconButton
          icon={ChevronDown}
          size="small"
          label="Next change"
          shortcut="J"
          onClick={() => step('changes.next')}
        />
      </div>
      {values.length === 0 ? (
        <p className={styles.text}>{sentence(changeInWords(change))}</p>
      ) : (
        <table className={styles.values}>
          <thead>
            <tr>
              <th scope="col">Attribute</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
