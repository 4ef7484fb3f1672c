import { type KeyboardEvent, useRef, useState } from 'react'
import { documentStore, TYPING, undoEdit } from '../../../state/document.ts'

let visits = 0

/**
 * Typing in one field: every keystroke is in the document at once, a visit to the field is one undo
 * step, Enter leaves, Escape takes back what this visit typed and leaves.
 */
export function useTyping(
  value: string,
  onEdit: (text: string, typing: string) => void,
  { required = false }: { readonly required?: boolean } = {},
) {
  const [text, setText] = useState<string | null>(null)
  const visit = useRef('')
  return {
    value: text ?? value,
    onFocus: () => {
      visits += 1
      visit.current = `${TYPING}${visits}`
      setText(value)
    },
    onChange: (next: string) => {
      setText(next)
      if (!required || next.trim() !== '') onEdit(next, visit.current)
    },
    onBlur: () => setText(null),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Escape') {
        event.stopPropagation()
        if (documentStore.getState().history.past.at(-1)?.mergeKey === visit.current) undoEdit()
        event.currentTarget.blur()
      }
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault()
        event.currentTarget.blur()
      }
      // The document's own undo, not the field's: what is shown is the document.
      if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) setText(null)
    },
  }
}
