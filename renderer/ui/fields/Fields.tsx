import { ChevronDown } from 'lucide-react'
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react'
import { cx } from '../classes.ts'
import styles from './Fields.module.css'
import { usePainted } from './use-painted.ts'

interface FieldProps {
  readonly label: string
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean
  readonly hint?: string | undefined
  /** What is wrong and what to do; the field is then marked invalid. */
  readonly error?: string | undefined
}

/** A label over a control with a hint or an error below it; `children` gets the ids to refer to. */
export function Field({
  label,
  hideLabel,
  hint,
  error,
  children,
}: FieldProps & {
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode
}) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </label>
      {children({ id, describedBy: below === undefined ? undefined : `${id}-below` })}
      {below === undefined ? null : (
        <p id={`${id}-below`} className={error === undefined ? styles.hint : styles.error}>
          {below}
        </p>
      )}
    </div>
  )
}

type TextFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'input'>, 'onChange' | 'value'> & {
    readonly value: string
    readonly onChange: (value: string) => void
  }

export function TextField({
  label,
  hideLabel = false,
  hint,
  error,
  onChange,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <input
          type="text"
          id={id}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
          className={cx(styles.control, className)}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      )}
    </Field>
  )
}

type TextAreaProps = FieldProps &
  Omit<ComponentPropsWithRef<'textarea'>, 'onChange' | 'value'> & {
    readonly value: string
    readonly onChange: (value: string) => void
    readonly mono?: boolean
  }

/** Grows with its text up to a limit; `rows` is the least. */
export function TextArea({
  label,
  hideLabel = false,
  hint,
  error,
  onChange,
  mono = false,
  className,
  ...rest
}: TextAreaProps) {
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          rows={3}
          aria-describedby={describedBy}
          aria-invalid={error === undefined ? undefined : true}
          className={cx(styles.control, styles.area, mono && styles.mono, className)}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      )}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

type SelectFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'select'>, 'onChange' | 'value'> & {
    readonly value: string
    readonly options: readonly Option[]
    /** Below them, each with a heading. */
    readonly groups?: readonly { readonly label: string; readonly options: readonly Option[] }[]
    readonly onChange: (value: string) => void
  }

/**
 * A native select with our chevron; give it an option with the value '' for "not stated". At first it holds only what is
 * chosen: a form of many selects is shown before all that they offer, which nobody sees before one is opened.
 */
export function SelectField({
  label,
  hideLabel = false,
  hint,
  error,
  options,
  groups = [],
  onChange,
  className,
  ...rest
}: SelectFieldProps) {
  const chosen = options.find(({ value }) => value === rest.value)
  const isWhole = usePainted() || !chosen
  return (
    <Field label={label} hideLabel={hideLabel} hint={hint} error={error}>
      {({ id, describedBy }) => (
        <span className={styles.choice}>
          <select
            id={id}
            aria-describedby={describedBy}
            className={cx(styles.control, styles.select, className)}
            onChange={(event) => onChange(event.target.value)}
            {...rest}
          >
            {isWhole ? options.map(optionOf) : optionOf(chosen)}
            {(isWhole ? groups : []).map((group) => (
              <optgroup key={group.label} label={group.label}>
                {group.options.map(optionOf)}
              </optgroup>
            ))}
          </select>
          <ChevronDown size={14} className={styles.chevron} aria-hidden />
        </span>
      )}
    </Field>
  )
}

function optionOf({ value, label }: Option) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  )
}
