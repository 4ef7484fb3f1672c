import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from '../classes.ts'
import { IconButton } from '../controls/Button.tsx'
import styles from './Dialog.module.css'

/**
 * A native modal dialog: Escape and a press outside call `onClose`, focus returns to where it was.
 * The element marked `data-autofocus`, else the first control of the content, gets the focus.
 */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  size = 'medium',
  bare = false,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the primary one last. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** No visible title and no padding: the content draws its own head. */
  readonly bare?: boolean
}) {
  const id = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    const before = document.activeElement
    dialog.showModal()
    const wanted =
      dialog.querySelector<HTMLElement>('[data-autofocus]') ??
      dialog.querySelector<HTMLElement>('[data-dialog-body] :is(input, textarea, select, button)')
    const body = dialog.querySelector<HTMLElement>('[data-dialog-body]')
    if (wanted) wanted.focus()
    else if (body) {
      // Nothing to operate inside: the arrow keys scroll what there is to read.
      body.tabIndex = 0
      body.focus()
    }
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={cx(styles.dialog, styles[size], bare && styles.anchored)}
      onCancel={(event) => {
        if (event.target !== ref.current) return
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <div className={styles.frame}>
        <header className={bare ? styles.hidden : styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {bare ? null : <IconButton icon={X} label="Close" onClick={onClose} />}
        </header>
        <div className={bare ? styles.bare : styles.body} data-dialog-body>
          {children}
        </div>
        {footer === undefined ? null : <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  )
}
