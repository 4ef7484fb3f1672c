import { useId } from 'react'
import { TextArea, TextField } from '../../../ui/fields/Fields.tsx'
import { useTyping } from './use-typing.ts'

interface TextProps {
  readonly label: string
  /** Absent in the model is shown empty, and empty is written as absent. */
  readonly value: string | undefined
  /** `typing` is the merge key of this visit to the field. */
  readonly onEdit: (value: string | undefined, typing: string) => void
  readonly placeholder?: string
  readonly hint?: string | undefined
  readonly hideLabel?: boolean
}

/** A line of text of the model, edited live; `suggestions` are offered, never forced. */
export function EditText({
  label,
  value,
  onEdit,
  suggestions,
  required = false,
  ...rest
}: TextProps & {
  readonly suggestions?: readonly string[]
  /** An empty text is not written. */
  readonly required?: boolean
}) {
  const listId = useId()
  const typing = useTyping(value ?? '', (text, key) => onEdit(text === '' ? undefined : text, key), {
    required,
  })
  return (
    <>
      <TextField label={label} list={suggestions ? listId : undefined} {...rest} {...typing} />
      {suggestions ? (
        <datalist id={listId}>
          {suggestions.map((word) => (
            <option key={word} value={word} />
          ))}
        </datalist>
      ) : null}
    </>
  )
}

/** Some lines of text; Shift+Enter breaks the line. */
export function EditArea({
  label,
  value,
  onEdit,
  rows = 1,
  ...rest
}: TextProps & { readonly rows?: number }) {
  const typing = useTyping(value ?? '', (text, key) => onEdit(text === '' ? undefined : text, key))
  return <TextArea label={label} rows={rows} {...rest} {...typing} />
}
