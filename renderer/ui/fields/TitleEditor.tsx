import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isMac } from '../keys.ts'

/** With Ctrl or Cmd these work on the text itself. */
const EDITING = /^([acvxyz]|Arrow.*|Home|End|Backspace|Delete|Control|Meta|Shift)$/i

/** A key that belongs to the app, not to the text. With Alt it may be a sign: AltGr is Ctrl and Alt. */
const isShortcut = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (isMac ? metaKey : ctrlKey) && !altKey && !EDITING.test(key)

/**
 * A title edited in place: typing replaces it, Enter ends, Escape keeps what it was. A shortcut of the app
 * ends it first, so that saving saves what was typed.
 */
export function TitleEditor({
  title,
  label,
  multiline = false,
  className,
  onFinish,
}: {
  readonly title: string
  readonly label: string
  /** Shift+Enter starts a new line, and Escape keeps what was typed: it may be long. */
  readonly multiline?: boolean
  readonly className?: string | undefined
  /** Called once. Null keeps the old title; `byKey` tells that the focus has nowhere to go by itself. */
  readonly onFinish: (title: string | null, byKey: boolean) => void
}) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const done = useRef(false)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const finish = (title: string | null, byKey: boolean) => {
    if (done.current) return
    done.current = true
    onFinish(title, byKey)
  }
  const Field = multiline ? 'textarea' : 'input'
  return (
    <Field
      ref={field}
      className={className}
      defaultValue={title}
      aria-label={label}
      spellCheck={false}
      autoComplete="off"
      onBlur={(event) => finish(event.currentTarget.value, false)}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing && isShortcut(event)) {
          finish(event.currentTarget.value, true)
          return
        }
        event.stopPropagation()
        if (event.nativeEvent.isComposing) return
        if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
          event.preventDefault()
          finish(event.currentTarget.value, true)
        } else if (event.key === 'Escape') {
          event.preventDefault()
          finish(multiline ? event.currentTarget.value : null, true)
        }
      }}
    />
  )
}
