import { useEffect, useRef } from 'react'
import { finishRenaming } from '../../../state/elements.ts'
import { canvasView } from '../../../state/view.ts'
import { cx } from '../../../ui/classes.ts'
import styles from './nodes.module.css'

/** A title edited in place: typing replaces it, Enter ends, Escape keeps what it was. */
export function TitleEditor({
  id,
  title,
  label,
  multiline = false,
  className,
}: {
  readonly id: string
  readonly title: string
  readonly label: string
  /** Shift+Enter starts a new line. */
  readonly multiline?: boolean
  readonly className?: string | undefined
}) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const done = useRef(false)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const finish = (title: string | null, refocus: boolean) => {
    if (done.current) return
    done.current = true
    finishRenaming(id, title)
    if (refocus) canvasView()?.focus()
  }
  const Field = multiline ? 'textarea' : 'input'
  return (
    <Field
      ref={field}
      className={cx(styles.editor, multiline && styles.multiline, className)}
      defaultValue={title}
      aria-label={label}
      spellCheck={false}
      autoComplete="off"
      onBlur={(event) => finish(event.currentTarget.value, false)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault()
          finish(event.currentTarget.value, true)
        } else if (event.key === 'Escape') {
          event.preventDefault()
          finish(null, true)
        } else if (event.key === 'Tab') {
          event.preventDefault()
          finish(event.currentTarget.value, true)
        }
      }}
    />
  )
}
