import { useState } from 'react'
import type { LlmSettings, LlmState } from '../../../../shared/protocol/llm.ts'
import { configure } from '../../../state/llm/setup.ts'
import { TextField } from '../../../ui/fields/Fields.tsx'
import look from '../../../ui/setup/Setup.module.css'
import styles from './LlmSettings.module.css'
import { dollarsOf, numberWords, wholeOf } from './numbers.ts'
import { PartProblem } from './PartProblem.tsx'

/** What one run may take; each is kept when its field is left. */
export function LimitsForm({ llm: { settings } }: { readonly llm: LlmState }) {
  return (
    <section className={look.part} aria-label="Limits" data-part="limits">
      <h3 className={look.head}>Limits</h3>
      <div className={styles.limits}>
        <Limit
          label="Requests at a time"
          kept={String(settings.concurrency)}
          read={(text) => wholeOf(text, 1, 32)}
          change={(concurrency) => ({ concurrency: concurrency ?? 1 })}
          fault="A whole number from 1 to 32."
        />
        <Limit
          label="Most tokens of a reply"
          kept={String(settings.maxTokens)}
          read={(text) => wholeOf(text, 256, 64_000)}
          change={(maxTokens) => ({ maxTokens: maxTokens ?? 256 })}
          fault="A whole number from 256 to 64000."
        />
        <Limit
          label="Cap of a run, in dollars"
          hint="Empty: no cap."
          kept={numberWords(settings.cap)}
          read={dollarsOf}
          change={(cap) => ({ cap })}
          fault="An amount like 2.50, or nothing for no cap."
        />
      </div>
      <PartProblem part="limits" />
    </section>
  )
}

function Limit({
  label,
  hint,
  kept,
  read,
  change,
  fault,
}: {
  readonly label: string
  readonly hint?: string
  readonly kept: string
  /** Undefined for what is not one. */
  readonly read: (text: string) => number | null | undefined
  readonly change: (value: number | null) => Partial<LlmSettings>
  readonly fault: string
}) {
  const [text, setText] = useState<string | null>(null)
  const isWrong = text !== null && read(text) === undefined
  const keep = () => {
    if (text === null) return
    const value = read(text)
    if (value === undefined) return
    if (text.trim() === kept) setText(null)
    else void configure('limits', change(value)).then((taken) => (taken ? setText(null) : undefined))
  }
  return (
    <TextField
      label={label}
      hint={hint}
      inputMode="decimal"
      value={text ?? kept}
      error={isWrong ? fault : undefined}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}
