import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { TextTab } from '../../../shared/text-editing/editing.ts'
import { currentDocument } from '../../state/document.ts'
import { useText } from '../../state/text.ts'
import { focusDiagram } from '../../state/workplace.ts'
import { completeFrom } from './editor/completions.ts'
import { createEditor, type Editor } from './editor/editor.ts'
import { marksOf, placedDiagnostics } from './editor/problems.ts'
import { Foot } from './Foot.tsx'
import { asEdited } from './line-ends.ts'
import { type PaneSession, paneStore, startPaneSession } from './pane-session.ts'
import styles from './TextPane.module.css'
import { EXAMPLES, KEYS_HELP, NAMES } from './words.ts'

/** How often the cursor was wanted in the text and given. */
let given = 0

/** The editor of one tab of one model, and below it what is the matter with the text. */
export function TextEditor({
  path,
  tab,
  readOnly,
}: {
  readonly path: string
  readonly tab: TextTab
  readonly readOnly: boolean
}) {
  const host = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const [running, setRunning] = useState<{ readonly session: PaneSession; readonly editor: Editor } | null>(
    null,
  )
  const shown = useStore(paneStore, (state) => state.pane?.shown)
  const focusRequests = useText((state) => state.focusRequests)

  useEffect(() => {
    const element = host.current
    if (!element) return
    const session = startPaneSession(path, tab)
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const help = document.createElement('p')
    help.id = 'keys'
    help.hidden = true
    help.textContent = readOnly ? `Read-only. ${KEYS_HELP}` : KEYS_HELP
    const place = document.createElement('div')
    place.style.height = '100%'
    root.replaceChildren(help, place)
    const editor = createEditor(root, place, {
      tab,
      readOnly,
      text: asEdited(session.pane.shown.text),
      label: `Model as text, ${NAMES[tab]}`,
      describedBy: help.id,
      example: EXAMPLES[tab],
      complete: completeFrom(tab, () => currentDocument().model),
      onType: session.onType,
      onMove: session.onMove,
      onPause: session.onPause,
      onUndo: session.undo,
      onRedo: session.redo,
      onFix: () => foot.current?.querySelector<HTMLElement>('[data-fix]')?.focus(),
      onLeave: () => focusDiagram(),
    })
    session.attach(editor)
    setRunning({ session, editor })
    return () => {
      session.stop()
      editor.view.destroy()
      root.replaceChildren()
    }
  }, [path, tab, readOnly])

  useEffect(() => {
    if (!running || !shown) return
    const { view } = running.editor
    if (view.state.doc.toString() !== asEdited(shown.text)) return
    const placed = placedDiagnostics(shown.diagnostics)
    running.editor.setProblems(marksOf(tab, view.state.doc, placed, currentDocument().model))
  }, [running, shown, tab])

  useEffect(() => {
    if (!running || focusRequests === given) return
    given = focusRequests
    running.editor.view.focus()
  }, [running, focusRequests])

  return (
    <>
      <div ref={host} data-text-editor className={styles.editor} />
      {running ? (
        <Foot ref={foot} tab={tab} readOnly={readOnly} session={running.session} editor={running.editor} />
      ) : null}
    </>
  )
}
