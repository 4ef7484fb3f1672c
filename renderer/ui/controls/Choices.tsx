import { useId } from 'react'
import { cx } from '../classes.ts'
import styles from './Choices.module.css'

export function CheckField({
  label,
  checked,
  onChange,
  hint,
  disabled = false,
}: {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: string
  readonly disabled?: boolean
}) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : <span className={styles.hint}>{hint}</span>}
      </span>
    </label>
  )
}

export interface Segment<T extends string> {
  readonly value: T
  readonly label: string
}

/** One choice of a few, as joined radio buttons: the arrow keys move it. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel = false,
  disabled = false,
  className,
}: {
  readonly label: string
  readonly value: T
  readonly options: readonly Segment<T>[]
  readonly onChange: (value: T) => void
  readonly hideLabel?: boolean
  readonly disabled?: boolean
  readonly className?: string | undefined
}) {
  const name = useId()
  return (
    <fieldset className={cx(styles.segmented, className)} disabled={disabled}>
      <legend className={hideLabel ? styles.hidden : styles.legend}>{label}</legend>
      <div className={styles.segments}>
        {options.map((option) => (
          <label key={option.value} className={styles.segment}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const TRI = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Not stated' },
] as const

/** Yes, no or not stated; what nobody has stated stays absent from the model (`undefined`). */
export function TriState({
  label,
  value,
  onChange,
  disabled = false,
}: {
  readonly label: string
  readonly value: boolean | undefined
  readonly onChange: (value: boolean | undefined) => void
  readonly disabled?: boolean
}) {
  return (
    <Segmented
      label={label}
      value={value === undefined ? 'unknown' : value ? 'yes' : 'no'}
      options={TRI}
      disabled={disabled}
      className={styles.row}
      onChange={(next) => onChange(next === 'unknown' ? undefined : next === 'yes')}
    />
  )
}
