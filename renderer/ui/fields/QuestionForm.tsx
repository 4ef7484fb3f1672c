import { type KeyboardEvent, useId } from 'react'
import { Kbd } from '../controls/Tooltip.tsx'
import { SelectField } from './Fields.tsx'
import styles from './QuestionForm.module.css'

/** More than these are chosen from a list. */
const FEW = 6

/** A question with its answers. While the focus is in it, each answer is one digit. */
export function QuestionForm({
  question,
  answers,
  onAnswer,
  onLeave,
}: {
  readonly question: string
  readonly answers: readonly { readonly value: string; readonly label: string }[]
  readonly onAnswer: (value: string) => void
  /** Nobody knows. */
  readonly onLeave: () => void
}) {
  const id = useId()
  const isList = answers.length > FEW
  const choices = [
    ...(isList
      ? []
      : answers.map(({ value, label }) => ({ key: value, label, choose: () => onAnswer(value) }))),
    { key: '', label: "Don't know", choose: onLeave },
  ]
  const onKeyDown = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return
    const choice = choices[Number(event.key) - 1]
    if (!choice) return
    event.preventDefault()
    event.stopPropagation()
    choice.choose()
  }
  return (
    <fieldset className={styles.question} aria-labelledby={id} onKeyDown={onKeyDown}>
      <p id={id} className={styles.words}>
        {question}
      </p>
      <div className={styles.answers}>
        {isList ? (
          <SelectField
            label="Answer"
            hideLabel
            value=""
            options={[{ value: '', label: 'Choose…' }, ...answers]}
            onChange={(value) => {
              if (value !== '') onAnswer(value)
            }}
          />
        ) : null}
        {choices.map(({ key, label, choose }, at) => (
          <button
            key={key}
            type="button"
            className={styles.answer}
            aria-keyshortcuts={String(at + 1)}
            onClick={choose}
          >
            {label}
            <Kbd keys={String(at + 1)} />
          </button>
        ))}
      </div>
    </fieldset>
  )
}
