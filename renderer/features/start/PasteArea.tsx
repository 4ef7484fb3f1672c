import { Check, CircleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { plural } from '../../../shared/core/text.ts'
import { cx } from '../../ui/classes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TextArea } from '../../ui/fields/Fields.tsx'
import { setNewModel, takeDropped, useNewModel } from './new-model/new-model.ts'
import styles from './PasteArea.module.css'
import type { Reading } from './reading.ts'

const EXAMPLE = `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
-> [trust boundary 2] -> Process: Orders Service (app tier)
-> Data store: Postgres (orders, PII)
Auth: JWT validated at the gateway`

/** Characters: a browser lays out more in one field for minutes where they are one line, as in XML. */
const EDITABLE = 200_000
/** Problems that are shown at once. */
const SHOWN = 5
/** Guesses and losses in the list that opens. */
const LISTED = 200

/** The text to read and, under it at once, what it makes or what is wrong at which line. */
export function PasteArea({ reading }: { readonly reading: Reading | null }) {
  const text = useNewModel((state) => state.text)
  const file = useNewModel((state) => state.file)
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut for pasting its text
    <div
      className={cx(styles.paste, over && styles.over)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        // Dropped words go where they are dropped, as everywhere.
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void takeDropped(event.dataTransfer)
      }}
    >
      {text.length > EDITABLE ? (
        <LargeText name={file ?? 'The pasted text'} length={text.length} />
      ) : (
        <TextArea
          label={file ?? 'Diagram or model as text'}
          value={text}
          mono
          rows={11}
          spellCheck={false}
          placeholder={EXAMPLE}
          data-autofocus
          className={styles.text}
          onChange={(next) => setNewModel({ text: next, ...(next === '' ? { file: null } : {}) })}
        />
      )}
      <div role="status" className={styles.result}>
        {reading ? (
          <Result reading={reading} />
        ) : (
          <p className={styles.hint}>
            Paste a plain-text DFD, a Mermaid flowchart or a threat model as YAML, or drop such a file or one
            of another tool anywhere here: Threat Dragon, draw.io, OTM, Threat Composer, pytm, .tm7.
          </p>
        )}
      </div>
    </div>
  )
}

/** Stands for a text that nobody edits by hand; what is made of it is below. */
function LargeText({ name, length }: { readonly name: string; readonly length: number }) {
  return (
    <div className={styles.large}>
      <span className={styles.name}>{name}</span>
      <span>{`${(length / 1_000_000).toFixed(1)} MB`}</span>
      <Button onClick={() => setNewModel({ text: '', file: null })}>Remove</Button>
    </div>
  )
}

function Result({ reading: { model, crossings, diagnostics } }: { readonly reading: Reading }) {
  const problems = diagnostics.filter(({ severity }) => severity !== 'info')
  const guesses = diagnostics.filter(({ code }) => code.endsWith('-kind-guessed'))
  const infos = diagnostics.filter(({ severity }) => severity === 'info')
  const guessed = guesses.length === 0 ? '' : ` (${guesses.length} guessed)`
  return (
    <>
      <p className={model ? styles.good : styles.bad}>
        {model ? <Check size={15} aria-hidden /> : <CircleAlert size={15} aria-hidden />}
        {model
          ? [
              `${plural(model.components.length, 'component')}${guessed}`,
              plural(model.flows.length, 'flow'),
              plural(model.boundaries.length, 'boundary', 'boundaries'),
              plural(crossings, 'crossing'),
            ].join(', ')
          : 'This text cannot be read as a model yet.'}
      </p>
      <Lines diagnostics={problems} most={SHOWN} />
      {model && infos.length > 0 ? (
        <details className={styles.more}>
          <summary>{wordsFor(guesses.length, infos.length - guesses.length)}</summary>
          <Lines diagnostics={infos} most={LISTED} />
        </details>
      ) : null}
    </>
  )
}

function Lines({
  diagnostics,
  most,
}: {
  readonly diagnostics: readonly Diagnostic[]
  readonly most: number
}) {
  if (diagnostics.length === 0) return null
  return (
    <ul className={styles.problems}>
      {diagnostics.slice(0, most).map(({ range, code, message }) => (
        <li key={`${range?.start.line}:${range?.start.column}:${code}:${message}`}>
          {range ? <span className={styles.line}>{`Line ${range.start.line}`}</span> : null}
          <span>{message}</span>
        </li>
      ))}
      {diagnostics.length > most ? <li>{`and ${diagnostics.length - most} more`}</li> : null}
    </ul>
  )
}

function wordsFor(guesses: number, others: number): string {
  if (others === 0) return `What was guessed (${guesses})`
  return guesses === 0
    ? `What was left out (${others})`
    : `What was guessed or left out (${guesses + others})`
}
