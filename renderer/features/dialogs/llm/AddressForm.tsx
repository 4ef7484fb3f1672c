import { useState } from 'react'
import type { LlmState } from '../../../../shared/protocol/llm.ts'
import { configure, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import look from '../../../ui/setup/Setup.module.css'

/** The server's address; one that leaves this machine unprotected or is unusual needs a second word. */
export function AddressForm({ llm: { settings } }: { readonly llm: LlmState }) {
  const [address, setAddress] = useState(settings.baseURL)
  const busy = useSetup((state) => state.busy === 'address')
  const problem = useSetup((state) => (state.problem?.part === 'address' ? state.problem : null))
  const unconfirmed = useSetup((state) => state.unconfirmed)
  const wanted = address.trim()
  const isSame = wanted === settings.baseURL
  return (
    <section className={look.part} aria-label="Server" data-part="address">
      <h3 className={look.head}>Server</h3>
      <form
        className={look.row}
        onSubmit={(event) => {
          event.preventDefault()
          if (wanted !== '' && !isSame && !busy) void configure('address', { baseURL: wanted })
        }}
      >
        <TextField
          label="Address"
          inputMode="url"
          value={address}
          hint="A server that speaks the Messages API, without the path: http://127.0.0.1:11434"
          error={problem ? [problem.message, problem.hint].join(' ').trim() : undefined}
          onChange={setAddress}
        />
        <Button type="submit" disabled={wanted === '' || isSame || busy}>
          Save address
        </Button>
      </form>
      {unconfirmed ? (
        <div className={look.ask} role="alert">
          <p>{unconfirmed.reason}</p>
          <div className={look.buttons}>
            <Button
              disabled={busy}
              onClick={() => void configure('address', { baseURL: unconfirmed.baseURL, confirmed: true })}
            >
              Use this address
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  )
}
