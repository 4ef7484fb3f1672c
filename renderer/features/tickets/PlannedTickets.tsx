import { useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { MAX_TITLE } from '../../../shared/triage/tickets/compose.ts'
import { useDocument } from '../../state/document.ts'
import {
  chooseTickets,
  editTicket,
  keyOf,
  plannedFor,
  setGrouped,
  useFiling,
} from '../../state/tickets/filing.ts'
import { cx } from '../../ui/classes.ts'
import { CheckField } from '../../ui/controls/Choices.tsx'
import { TextArea, TextField } from '../../ui/fields/Fields.tsx'
import look from '../../ui/setup/Setup.module.css'
import styles from './Tickets.module.css'

/** The tickets to be made: which, and what each will say. */
export function PlannedTickets() {
  const filing = useFiling((state) => state)
  const model = useDocument((state) => state.history.present.model)
  const planned = plannedFor(model, filing)
  const [selected, setSelected] = useState<string | null>(null)
  const shown = planned.find((ticket) => keyOf(ticket) === selected) ?? planned[0]
  const taken = planned.filter((ticket) => !filing.left.has(keyOf(ticket))).length
  if (!shown) return <p className={look.quiet}>Every risk has a ticket or a decision.</p>
  return (
    <section className={look.part} aria-label="Tickets to create">
      <div className={styles.choices}>
        <CheckField
          label={`${taken} of ${plural(planned.length, 'ticket')}`}
          checked={taken === planned.length}
          onChange={(isTaken) => chooseTickets(planned.map(keyOf), isTaken)}
        />
        <CheckField
          label="One ticket for the same threat over many targets"
          checked={filing.isGrouped}
          onChange={setGrouped}
        />
      </div>
      <div className={styles.columns}>
        <ul className={styles.list} aria-label="Tickets">
          {planned.map((ticket) => {
            const key = keyOf(ticket)
            return (
              <li key={key} className={cx(styles.item, ticket === shown && styles.current)}>
                <input
                  type="checkbox"
                  aria-label={`Create ${ticket.title}`}
                  checked={!filing.left.has(key)}
                  onChange={(event) => chooseTickets([key], event.target.checked)}
                />
                <button
                  type="button"
                  className={styles.name}
                  aria-current={ticket === shown || undefined}
                  onClick={() => setSelected(key)}
                >
                  <span>{ticket.title}</span>
                  {ticket.riskIds.length > 1 ? (
                    <span className={look.quiet}>{plural(ticket.riskIds.length, 'risk')}</span>
                  ) : null}
                </button>
              </li>
            )
          })}
        </ul>
        <div className={styles.detail}>
          <TextField
            label="Title"
            value={shown.title}
            maxLength={MAX_TITLE}
            error={shown.title.trim() === '' ? 'A ticket needs a title.' : undefined}
            onChange={(title) => editTicket(shown, { title })}
          />
          <TextArea
            label="Text"
            rows={13}
            maxLength={60_000}
            value={shown.body}
            hint="Lines with ## are headings, lines with - are items. The rest goes as plain text: names with @ and numbers with # notify nobody."
            onChange={(body) => editTicket(shown, { body })}
          />
        </div>
      </div>
    </section>
  )
}
