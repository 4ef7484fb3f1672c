import { type KeyboardEvent, useState } from 'react'
import { Button } from '../controls/Button.tsx'
import { TextField } from './Fields.tsx'
import styles from './ReasonForm.module.css'

/** Asks for a reason in one field: Enter gives it, Escape leaves. It has the focus at once. */
export function ReasonForm({
  label,
  confirm,
  onConfirm,
  onCancel,
}: {
  readonly label: string
  /** A verb: what is done with the reason. */
  readonly confirm: string
  readonly onConfirm: (reason: string) => void
  readonly onCancel: () => void
}) {
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const give = () => {
    if (text.trim() === '') setMissing(true)
    else onConfirm(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') give()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.form}>
      <TextField
        label={label}
        value={text}
        ref={focusAtOnce}
        error={isMissing && text.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      <div className={styles.buttons}>
        <Button onClick={give}>{confirm}</Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}
