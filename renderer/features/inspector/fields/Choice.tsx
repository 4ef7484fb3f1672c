import { readable } from '../../../state/elements/labels.ts'
import { SelectField } from '../../../ui/fields/Fields.tsx'

/** One of a list of words, or not stated. A word from elsewhere stays and is offered as it is. */
export function EditChoice<T extends string>({
  label,
  value,
  words,
  onEdit,
}: {
  readonly label: string
  readonly value: T | undefined
  readonly words: readonly T[]
  readonly onEdit: (value: T | undefined) => void
}) {
  const all = value === undefined || words.includes(value) ? words : [...words, value]
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      options={[
        { value: '', label: 'Not stated' },
        ...all.map((word) => ({ value: word, label: readable(word) })),
      ]}
      onChange={(picked) => onEdit(all.find((word) => word === picked))}
    />
  )
}
