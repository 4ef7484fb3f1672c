/** Keeps the line that is being typed in view when what stands below the editor takes room from it. */
import { EditorView, ViewPlugin } from '@codemirror/view'

export const cursorShown = ViewPlugin.define((view) => {
  let height = view.scrollDOM.clientHeight
  const observer = new ResizeObserver(() => {
    const before = height
    height = view.scrollDOM.clientHeight
    if (height >= before || !view.hasFocus) return
    const { head } = view.state.selection.main
    const { top, bottom } = view.lineBlockAt(head)
    const start = view.scrollDOM.scrollTop - view.documentPadding.top
    // A person who scrolled away from the cursor stays there.
    const wasShown = top >= start && bottom <= start + before
    if (wasShown) view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'nearest' }) })
  })
  observer.observe(view.scrollDOM)
  return { destroy: () => observer.disconnect() }
})
