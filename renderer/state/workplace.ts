/** Where a person works on the diagram: the focus returns there after a title, a list or a dialog. */
import { setUi, uiStore } from './ui.ts'
import { canvasView } from './view.ts'

export interface OutlineView {
  /** Focuses the current row. */
  focus(): void
  /** Focuses the field that filters the rows. */
  filter(): void
}

let outline: OutlineView | null = null

/** Registers the outline; returns what takes it away again. */
export function attachOutline(view: OutlineView): () => void {
  outline = view
  return () => {
    if (outline !== view) return
    outline = null
    setUi({ workplace: 'canvas' })
  }
}

/** The outline on the page; null while the text or nothing is in its place. */
export function outlineView(): OutlineView | null {
  return outline
}

/** Gives the focus back to the canvas or the outline, whichever had it last. */
export function focusDiagram(): void {
  if (uiStore.getState().workplace === 'outline' && outline) outline.focus()
  else canvasView()?.focus()
}
