import { CircleAlert, Info, Lock, TriangleAlert } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useStore } from 'zustand'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { TextTab } from '../../../shared/text-editing/editing.ts'
import { findFixes } from '../../../shared/text-editing/suggesting/fixes.ts'
import { currentDocument, useDocument } from '../../state/document.ts'
import { cx } from '../../ui/classes.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Kbd } from '../../ui/controls/Tooltip.tsx'
import type { Editor } from './editor/editor.ts'
import { applyFix, offsetOf, placedDiagnostics } from './editor/problems.ts'
import { type PaneSession, paneStore } from './pane-session.ts'
import { isReadable } from './sync.ts'
import styles from './TextPane.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** What is the matter with the text and what can be done: nothing is shown while all is well. */
export function Foot({
  ref,
  tab,
  readOnly,
  session,
  editor,
}: {
  readonly ref: Ref<HTMLDivElement>
  readonly tab: TextTab
  readonly readOnly: boolean
  readonly session: PaneSession
  readonly editor: Editor
}) {
  const pane = useStore(paneStore, (state) => state.pane)
  const reason = useDocument(
    (state) => state.diagnostics.find(({ severity }) => severity === 'error')?.message,
  )
  if (!pane) return null
  const [first, ...others] = placedDiagnostics(pane.shown.diagnostics)
  const readable = isReadable(pane)
  return (
    <div ref={ref} role="status" className={cx(styles.foot, !readable && styles.unreadable)}>
      {readOnly ? (
        <Row icon={<Lock size={14} aria-hidden />}>
          {`This model is read-only: ${reason ?? 'its files cannot be written here.'}`}
        </Row>
      ) : null}
      {first ? (
        <Row icon={iconOf(first)}>
          <Message diagnostic={first} editor={editor} />
          {others.length > 0 ? <span className={styles.quiet}>{` And ${others.length} more.`}</span> : null}
          {readable ? null : <span className={styles.quiet}> The diagram shows the last readable text.</span>}
          <Fixes tab={tab} diagnostic={first} editor={editor} />
        </Row>
      ) : null}
      {pane.isBehind ? (
        <Row icon={<Info size={14} aria-hidden />}>
          The diagram changed meanwhile. Your text is merged with it when it can be read.
          <div className={styles.fixes}>
            <Button onClick={session.takeDiagram}>Take the diagram's text</Button>
          </div>
        </Row>
      ) : null}
    </div>
  )
}

function Row({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.row}>
      {icon}
      <div>{children}</div>
    </div>
  )
}

function iconOf({ severity }: Diagnostic): ReactNode {
  const Icon = ICONS[severity]
  return <Icon size={14} aria-label={severity} />
}

function Message({ diagnostic, editor }: { readonly diagnostic: Diagnostic; readonly editor: Editor }) {
  const { range, message } = diagnostic
  if (!range) return <span>{message}</span>
  const go = () => {
    const anchor = offsetOf(editor.view.state.doc, range.start)
    editor.view.dispatch({ selection: { anchor }, scrollIntoView: true })
    editor.view.focus()
  }
  return (
    <button type="button" className={styles.message} title="Go to the line" onClick={go}>
      <strong>{`Line ${range.start.line}:`}</strong> {message}
    </button>
  )
}

function Fixes({
  tab,
  diagnostic,
  editor,
}: {
  readonly tab: TextTab
  readonly diagnostic: Diagnostic
  readonly editor: Editor
}) {
  const text = editor.text()
  const fixes = findFixes(tab, text, diagnostic, currentDocument().model)
  if (fixes.length === 0) return null
  return (
    <div className={styles.fixes}>
      {fixes.map((fix) => (
        <Button
          key={fix.title}
          data-fix
          onClick={() => {
            applyFix(editor.view, text, fix)
            editor.view.focus()
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.preventDefault()
            editor.view.focus()
          }}
        >
          {fix.title}
        </Button>
      ))}
      <Kbd keys="Mod+." />
    </div>
  )
}
