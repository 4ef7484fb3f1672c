/** The browser's own copy, cut and paste events: they reach the system clipboard without asking for permission. */
import { useEffect } from 'react'
import { wordsOfCopy } from '../../state/clipboard/copy.ts'
import { copySelection, cutSelection, pasteText } from '../../state/clipboard/transfer.ts'
import { documentStore } from '../../state/document.ts'

const TYPING = 'input, textarea, select, [contenteditable="true"]'

export function useClipboard(): void {
  useEffect(() => {
    const listeners = new AbortController()
    const { signal } = listeners
    const isOurs = (event: Event) => {
      const target = event.target instanceof Element ? event.target : document.body
      if (documentStore.getState().path === null || document.querySelector('dialog:modal')) return false
      if (target.closest(TYPING)) return false
      return target === document.body || target.closest('[data-keys="canvas"]') !== null
    }
    const give = (event: ClipboardEvent, text: string | null) => {
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    document.addEventListener('copy', (event) => isOurs(event) && give(event, copySelection()), { signal })
    document.addEventListener('cut', (event) => isOurs(event) && give(event, cutSelection()), { signal })
    document.addEventListener(
      'paste',
      (event) => {
        const text = event.clipboardData?.getData('text/plain')
        if (!text) return
        if (event.target instanceof Element && event.target.matches('input, textarea')) {
          const words = wordsOfCopy(text)
          if (words === null) return
          event.preventDefault()
          // What else takes a text as typed does not tell the field's listeners, or cannot be undone.
          document.execCommand('insertText', false, words)
          return
        }
        if (!isOurs(event)) return
        event.preventDefault()
        void pasteText(text)
      },
      { signal },
    )
    return () => listeners.abort()
  }, [])
}
