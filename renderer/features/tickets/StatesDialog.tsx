import { useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { useDocument } from '../../state/document.ts'
import { STATUS_NAMES } from '../../state/elements/labels.ts'
import { refreshTickets, takeStatuses, ticketsIn, useTicketStates } from '../../state/tickets/states.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { cx } from '../../ui/classes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { CheckField } from '../../ui/controls/Choices.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import look from '../../ui/setup/Setup.module.css'
import styles from './Tickets.module.css'

const close = () => setUi({ dialog: null })
const STATE_WORDS = { open: 'Open', closed: 'Closed', gone: 'Not found' } as const

/** How the tickets stand, and what a person may take from that. */
export function StatesDialog() {
  return useUi((state) => state.dialog === 'ticket-states') ? <Shown /> : null
}

function Shown() {
  const { states, proposals, problem } = useTicketStates((state) => state)
  const risks = useDocument((state) => state.history.present.model.risks)
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  const wanted = proposals.filter(({ riskId }) => taken.has(riskId))
  const elsewhere = ticketsIn().length - (states?.length ?? 0)
  const toggle = (riskId: string, isTaken: boolean) => {
    const next = new Set(taken)
    if (isTaken) next.add(riskId)
    else next.delete(riskId)
    setTaken(next)
  }
  return (
    <Dialog
      title="Ticket states"
      size="large"
      onClose={close}
      footer={
        <>
          <Button variant="quiet" onClick={() => void refreshTickets()}>
            Refresh again
          </Button>
          <Button variant={proposals.length === 0 ? 'primary' : 'quiet'} onClick={close}>
            Close
          </Button>
          {proposals.length > 0 ? (
            <Button variant="primary" disabled={wanted.length === 0} onClick={() => takeStatuses(wanted)}>
              {wanted.length === 0 ? 'Take statuses' : `Take ${plural(wanted.length, 'status', 'statuses')}`}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.parts}>
        {problem ? (
          <div className={look.problem} role="alert">
            <p>
              <strong>{problem.message}</strong> {problem.hint}
            </p>
            <div className={look.buttons}>
              <Button onClick={() => setUi({ dialog: 'tickets' })}>Set up the tracker</Button>
            </div>
          </div>
        ) : states === null ? (
          <p className={look.quiet} role="status">
            Asking the tracker
          </p>
        ) : (
          <>
            <section className={look.part} aria-label="Proposed statuses">
              <h3 className={look.head}>Proposed statuses</h3>
              {proposals.length === 0 ? (
                <p className={look.quiet}>No status of a risk disagrees with its ticket.</p>
              ) : (
                proposals.map(({ riskId, from, to, why, ticket }) => (
                  <CheckField
                    key={riskId}
                    label={`${ticket}: ${STATUS_NAMES[from]} to ${STATUS_NAMES[to]}`}
                    hint={`${titleOf(risks, riskId)}. ${why}`}
                    checked={taken.has(riskId)}
                    onChange={(isTaken) => toggle(riskId, isTaken)}
                  />
                ))
              )}
            </section>
            <section className={look.part} aria-label="Tickets">
              <h3 className={look.head}>Tickets</h3>
              <ul className={styles.made} aria-label="Tickets of this model">
                {states.map(({ ticket, state, word, url }) => (
                  <li key={ticket} className={styles.madeRow} data-state={state}>
                    <a className={cx(styles.link, styles.id)} href={url} target="_blank" rel="noreferrer">
                      {ticket}
                    </a>
                    <span className={styles.said}>
                      {STATE_WORDS[state]}
                      {word === state || state === 'gone' ? '' : `, ${word}`}
                    </span>
                  </li>
                ))}
              </ul>
              {elsewhere > 0 ? (
                <p className={look.quiet}>
                  {plural(elsewhere, 'ticket')} of another project {elsewhere === 1 ? 'is' : 'are'} not asked
                  after.
                </p>
              ) : null}
            </section>
          </>
        )}
      </div>
    </Dialog>
  )
}

function titleOf(risks: readonly { readonly id: string; readonly title: string }[], id: string): string {
  return risks.find((risk) => risk.id === id)?.title || id
}
