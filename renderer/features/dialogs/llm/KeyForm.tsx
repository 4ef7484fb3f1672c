import { type FormEvent, useRef } from 'react'
import type { LlmState } from '../../../../shared/protocol/llm.ts'
import { forgetKey, setKey, useSetup } from '../../../state/llm/setup.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import fields from '../../../ui/fields/Fields.module.css'
import { Field } from '../../../ui/fields/Fields.tsx'
import look from '../../../ui/setup/Setup.module.css'

const KEPT: Record<LlmState['key'], string> = {
  none: 'No key is kept for this address.',
  disk: 'A key is kept, encrypted by the key store of this system.',
  memory: 'A key is kept in memory, until Fenceline ends.',
  'not-needed': 'A server on this machine needs no key. Enter one if yours does.',
}

/** The key goes to the process and is gone from the page at once: the field is its only place here. */
export function KeyForm({ llm: { origin, key, keyNotice } }: { readonly llm: LlmState }) {
  const input = useRef<HTMLInputElement>(null)
  const busy = useSetup((state) => state.busy === 'key')
  const problem = useSetup((state) => (state.problem?.part === 'key' ? state.problem : null))
  const save = (event: FormEvent) => {
    event.preventDefault()
    const field = input.current
    const text = field?.value.trim() ?? ''
    if (!field || text === '' || busy) return
    field.value = ''
    void setKey(origin, text)
  }
  return (
    <section className={look.part} aria-label="API key" data-part="key">
      <form className={look.row} onSubmit={save}>
        <Field
          label={`API key for ${origin}`}
          hint={[KEPT[key], keyNotice].join(' ').trim()}
          error={problem ? [problem.message, problem.hint].join(' ').trim() : undefined}
        >
          {({ id, describedBy }) => (
            <input
              ref={input}
              id={id}
              type="password"
              autoComplete="off"
              maxLength={500}
              aria-describedby={describedBy}
              aria-invalid={problem ? true : undefined}
              className={fields.control}
            />
          )}
        </Field>
        <Button type="submit" disabled={busy}>
          Save key
        </Button>
        {key === 'disk' || key === 'memory' ? (
          <Button variant="quiet" disabled={busy} onClick={() => void forgetKey(origin)}>
            Forget key
          </Button>
        ) : null}
      </form>
    </section>
  )
}
