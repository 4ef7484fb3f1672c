import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { scopesInHand } from '../../../state/review/review.ts'
import { setReview, useReview } from '../../../state/review/store.ts'
import { useUi } from '../../../state/ui.ts'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import styles from './ScopeRow.module.css'

const NAMED = 4

/** What the next decision is about: the one in hand, or several with their number and their names. */
export function ScopeRow({ document }: { readonly document: Document }) {
  const scope = useReview((state) => state.scope)
  // A selection of several things on the canvas is one more choice.
  useUi((state) => state.selection)
  const choices = scopesInHand()
  if (choices.length < 2) return null
  const chosen = choices.find((choice) => choice.scope === scope) ?? choices[0]
  const titles = [...new Set(chosen?.items.map(({ target }) => titleOf(document.model, target)))]
  return (
    <div className={styles.scope}>
      <fieldset className={styles.choices} aria-label="What the decision is about">
        <span className={styles.list}>
          {choices.map((choice) => (
            <button
              key={choice.scope}
              type="button"
              aria-pressed={choice === chosen}
              onClick={(event) => {
                event.currentTarget.blur()
                setReview({ scope: choice.scope })
              }}
            >
              {choice.scope === 'one' ? 'This one' : `${choice.items.length} ${choice.label}`}
            </button>
          ))}
        </span>
        <Kbd keys="B" />
      </fieldset>
      {chosen && chosen.items.length > 1 && chosen.scope !== 'target' ? (
        <p className={styles.names}>
          {titles.slice(0, NAMED).join(', ')}
          {titles.length > NAMED ? ` and ${titles.length - NAMED} more` : ''}
        </p>
      ) : null}
    </div>
  )
}
