import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { Field } from './Fields.tsx'
import styles from './TagsField.module.css'
import { usePainted } from './use-painted.ts'
import { wordsIn } from './words-in.ts'

/**
 * A list of words: comma or Enter adds one, Backspace in the empty field takes the last back. Titles and links hold
 * commas of their own, so `areWhole` leaves it to Enter.
 */
export function TagsField({
  label,
  values,
  onChange,
  suggestions = [],
  placeholder,
  hint,
  disabled = false,
  areWhole = false,
}: {
  readonly label: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly suggestions?: readonly string[]
  readonly placeholder?: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly areWhole?: boolean
}) {
  const listId = useId()
  const [typed, setTyped] = useState('')
  const offered = usePainted() ? suggestions : []
  const add = (text: string) => {
    const fresh = wordsIn(text, areWhole ? 'all' : suggestions).filter((word) => !values.includes(word))
    if (fresh.length > 0) onChange([...values, ...fresh])
    setTyped('')
  }
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <div className={styles.box} data-disabled={disabled || undefined}>
          {values.map((value) => (
            <span key={value} className={styles.tag}>
              <span className={styles.word}>{value}</span>
              <button
                type="button"
                aria-label={`Remove ${value}`}
                disabled={disabled}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                <X size={12} aria-hidden />
              </button>
            </span>
          ))}
          <input
            id={id}
            aria-describedby={describedBy}
            className={styles.input}
            value={typed}
            list={listId}
            disabled={disabled}
            placeholder={values.length === 0 ? placeholder : undefined}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => {
              if (target.value.includes(',') && !areWhole) add(target.value)
              else if (suggestions.includes(target.value) && target.value.length - typed.length > 1)
                add(target.value) // picked from the list
              else setTyped(target.value)
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              if (event.key === 'Enter' && typed.trim() !== '') {
                event.preventDefault()
                add(typed)
              }
              if (event.key === 'Backspace' && typed === '' && values.length > 0)
                onChange(values.slice(0, -1))
            }}
            onBlur={() => add(typed)}
          />
          <datalist id={listId}>
            {offered
              .filter((suggestion) => !values.includes(suggestion))
              .map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
          </datalist>
        </div>
      )}
    </Field>
  )
}
