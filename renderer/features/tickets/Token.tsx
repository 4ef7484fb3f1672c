import { useRef } from 'react'
import type { TicketSetup } from '../../../shared/protocol/tickets.ts'
import { setToken, testTracker, useTracker } from '../../state/tickets/setup.ts'
import { Button } from '../../ui/controls/Button.tsx'
import fieldStyles from '../../ui/fields/Fields.module.css'
import { Field } from '../../ui/fields/Fields.tsx'
import look from '../../ui/setup/Setup.module.css'
import styles from './Tickets.module.css'
import { TrackerProblem } from './TrackerProblem.tsx'

const KEPT: Record<TicketSetup['token'], string> = {
  none: 'It needs the right to read and write issues of the project, and no other.',
  disk: 'A token is kept, encrypted by the key store of this system.',
  memory: 'A token is kept in memory, until Fenceline ends.',
}

/** The token goes to the process and is gone from the page at once: the field is its only place here. */
export function Token({ setup: { origin, token, tokenNotice, settings } }: { readonly setup: TicketSetup }) {
  const input = useRef<HTMLInputElement>(null)
  const busy = useTracker((state) => state.busy)
  const tested = useTracker((state) => state.tested)
  const kind = settings.tracker
  const isKept = token !== 'none'
  return (
    <form
      className={styles.token}
      onSubmit={(event) => {
        event.preventDefault()
        const field = input.current
        const text = field?.value.trim() ?? ''
        if (!field || text === '' || busy !== null) return
        field.value = ''
        void setToken(kind, text)
      }}
    >
      <div className={look.row}>
        <Field
          label={origin === '' ? 'Token' : `Token for ${origin}`}
          hint={origin === '' ? 'Save the address first.' : [KEPT[token], tokenNotice].join(' ').trim()}
        >
          {({ id, describedBy }) => (
            <input
              ref={input}
              id={id}
              type="password"
              autoComplete="off"
              maxLength={1000}
              disabled={origin === ''}
              aria-describedby={describedBy}
              className={fieldStyles.control}
            />
          )}
        </Field>
        <Button type="submit" disabled={origin === '' || busy !== null}>
          Save token
        </Button>
        {isKept ? (
          <Button variant="quiet" disabled={busy !== null} onClick={() => void setToken(kind, null)}>
            Forget token
          </Button>
        ) : null}
      </div>
      <TrackerProblem part="token" />
      <div className={look.buttons}>
        <Button
          disabled={!isKept || settings[kind].project === '' || busy !== null}
          onClick={() => void testTracker()}
        >
          {busy === 'test' ? 'Testing' : 'Test connection'}
        </Button>
        <span className={look.quiet}>
          Asks who you are and for the project; nothing of the model is sent.
        </span>
      </div>
      {tested ? (
        <div className={look.good} role="status">
          <p>
            As <strong>{tested.account}</strong> in <strong>{tested.project}</strong>.
          </p>
          {tested.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      ) : null}
      <TrackerProblem part="test" />
    </form>
  )
}
