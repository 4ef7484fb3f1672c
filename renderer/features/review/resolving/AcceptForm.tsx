import { type KeyboardEvent, useId, useState } from 'react'
import { monthsAfter } from '../../../../shared/core/calendar/date.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { acceptUntil, lastAccepter, listAccepters } from '../../../state/resolutions/resolutions.ts'
import { today } from '../../../state/resolutions/today.ts'
import { recentReasons } from '../../../state/review/outcome.ts'
import { countInScope, decide } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import type { Threat } from '../../../state/threats/threats.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import styles from '../deciding/Decisions.module.css'
import { ScopeRow } from '../deciding/ScopeRow.tsx'

const PERIODS = [
  { months: 3, label: '3 months' },
  { months: 6, label: '6 months' },
  { months: 12, label: 'A year' },
] as const

/** Why the risk is taken, who takes it and until when: Enter in any field answers, Escape leaves. */
export function AcceptForm({ document, threat }: { readonly document: Document; readonly threat: Threat }) {
  const { model } = document
  const count = countInScope()
  const risk = threat.kind === 'risk' && threat.risk.status === 'accepted' ? threat.risk : undefined
  const [why, setWhy] = useState(risk?.justification ?? '')
  const [by, setBy] = useState(() => risk?.acceptedBy ?? lastAccepter(model))
  const [until, setUntil] = useState(() => monthsAfter(today(), 12))
  const [isAsked, setAsked] = useState(false)
  const names = useId()
  const recent = recentReasons(model, 'accept')
  const isPast = until !== '' && until < today()
  const accept = (reason: string) => {
    if (reason.trim() === '' || by.trim() === '' || isPast) setAsked(true)
    else decide((inHand) => acceptUntil(inHand, { why: reason, by, until }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) accept(why)
    else if (event.key === 'Escape') setReview({ ask: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of all its fields
    <div className={styles.footer} onKeyDown={onKeyDown}>
      <ScopeRow document={document} />
      <TextField
        label="Reason why the risk is acceptable"
        value={why}
        ref={focusAtOnce}
        error={isAsked && why.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={setWhy}
      />
      {recent.length > 0 ? (
        <ul className={styles.recent} aria-label="Reasons given before">
          {recent.map((reason) => (
            <li key={reason}>
              <button type="button" title={reason} onClick={() => setWhy(reason)}>
                {reason}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.pair}>
        <TextField
          label="Accepted by"
          value={by}
          list={names}
          placeholder="Name or role"
          error={isAsked && by.trim() === '' ? 'Say who takes the risk.' : undefined}
          onChange={setBy}
        />
        <TextField
          label="Until"
          type="date"
          value={until}
          min={today()}
          error={isPast ? 'This day is over. Choose a later one.' : undefined}
          onChange={setUntil}
        />
      </div>
      <datalist id={names}>
        {listAccepters(model).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <ul className={styles.recent} aria-label="Until when">
        {PERIODS.map(({ months, label }) => (
          <li key={months}>
            <button
              type="button"
              aria-pressed={until === monthsAfter(today(), months)}
              onClick={() => setUntil(monthsAfter(today(), months))}
            >
              {label}
            </button>
          </li>
        ))}
        <li>
          <button type="button" aria-pressed={until === ''} onClick={() => setUntil('')}>
            No end
          </button>
        </li>
      </ul>
      <div className={styles.confirm}>
        <Button variant="primary" onClick={() => accept(why)}>
          {count > 1 ? `Accept risk (${count})` : 'Accept risk'}
        </Button>
        <Button variant="quiet" onClick={() => setReview({ ask: null })}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}
