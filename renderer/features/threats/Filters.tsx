import { Group, Ticket, X } from 'lucide-react'
import { titleOf } from '../../../shared/model/queries.ts'
import { CATEGORIES, type Category, type Model } from '../../../shared/model/schema.ts'
import { runAction } from '../../actions/index.ts'
import { CATEGORY_NAMES } from '../../state/elements/labels.ts'
import { THREAT_FILTERS, type ThreatFilter } from '../../state/threats/threats.ts'
import { useOffersTickets } from '../../state/tickets/filing.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { SelectField, TextField } from '../../ui/fields/Fields.tsx'
import styles from './Threats.module.css'

export interface ThreatQuery {
  readonly text: string
  readonly show: ThreatFilter
  /** Empty: all. */
  readonly category: Category | ''
  readonly onlySelected: boolean
}

const NAMES: Record<ThreatFilter, string> = {
  all: 'All threats',
  open: 'Open drafts',
  unresolved: 'Unresolved risks',
  resolved: 'Resolved risks',
  expired: 'Expired acceptances',
}

/** What of the threats is shown. Only what narrows at this moment is offered. */
export function Filters({
  model,
  query,
  counts,
  shown,
  grouped,
  onChange,
}: {
  readonly model: Model
  readonly query: ThreatQuery
  readonly counts: Readonly<Record<ThreatFilter, number>>
  readonly shown: number
  /** Whether the same threat over many targets is one row; null: there is none such. */
  readonly grouped: boolean | null
  readonly onChange: (changes: Partial<ThreatQuery>) => void
}) {
  const selection = useUi((state) => state.selection)
  const cell = useUi((state) => state.cell)
  const offersTickets = useOffersTickets()
  const [first, ...others] = selection.filter((ref) => !ref.startsWith('note:'))
  const selected = others.length > 0 ? `${others.length + 1} selected` : first && titleOf(model, first)
  return (
    <div className={styles.filters}>
      <div className={styles.find}>
        <TextField
          label="Find in threats"
          hideLabel
          placeholder="Find in threats"
          value={query.text}
          onChange={(text) => onChange({ text })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.stopPropagation()
            onChange({ text: '' })
            event.currentTarget.blur()
          }}
        />
      </div>
      <SelectField
        label="Show"
        hideLabel
        value={query.show}
        options={['all' as const, ...THREAT_FILTERS.filter((filter) => filter !== 'all')].map((filter) => ({
          value: filter,
          label: `${NAMES[filter]} (${counts[filter]})`,
        }))}
        onChange={(picked) => onChange({ show: THREAT_FILTERS.find((filter) => filter === picked) ?? 'all' })}
      />
      <SelectField
        label="Category"
        hideLabel
        value={query.category}
        options={[
          { value: '', label: 'Every category' },
          ...CATEGORIES.map((category) => ({ value: category, label: CATEGORY_NAMES[category] })),
        ]}
        onChange={(picked) =>
          onChange({ category: CATEGORIES.find((category) => category === picked) ?? '' })
        }
      />
      {selected || query.onlySelected ? (
        <Button
          aria-pressed={query.onlySelected}
          className={styles.only}
          onClick={() => onChange({ onlySelected: !query.onlySelected })}
        >
          <span>Only {selected ?? 'what is selected'}</span>
        </Button>
      ) : null}
      {cell ? (
        <Button icon={X} className={styles.only} onClick={() => setUi({ cell: null })}>
          <span>
            {CATEGORY_NAMES[cell.category]} at {titleOf(model, cell.target)}
          </span>
        </Button>
      ) : null}
      {grouped === null ? null : (
        <Button
          icon={Group}
          aria-pressed={grouped}
          title="The same threat over many targets as one row"
          onClick={() => setUi({ grouped: !grouped })}
        >
          Group
        </Button>
      )}
      {offersTickets ? (
        <Button icon={Ticket} onClick={() => void runAction('tickets.create')}>
          Create tickets
        </Button>
      ) : null}
      <span className={styles.count} aria-live="polite">
        {shown} of {counts.all}
      </span>
    </div>
  )
}
