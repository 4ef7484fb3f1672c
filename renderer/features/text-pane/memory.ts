/** The texts that documents were shown as, so that undo brings back the text as it was and not one printed anew. */
import type { Document } from '../../../shared/model/document.ts'
import type { Shown } from '../../../shared/text-editing/editing.ts'
import { isReadable, type Pane } from './sync.ts'

/** Removals that a text may bring back. */
const MOST_LOST = 20
/** A text may be large; further back it is printed anew. */
const MOST = 60

export interface Memory {
  remember(pane: Pane): void
  /** The text this document was last shown as, while the file says the same. */
  recall(document: Document, onDisk: string | null): Shown | undefined
  /** What was shown last. */
  last(): Pane | undefined
  /** Keeps a document from which typing took something. */
  bury(document: Document): void
  /** What was buried, the latest first. */
  lost(): readonly Document[]
}

export function createMemory(): Memory {
  const panes = new Map<Document, Pane>()
  let lost: readonly Document[] = []
  return {
    remember(pane) {
      if (!isReadable(pane)) return
      const { document } = pane.shown
      panes.delete(document)
      panes.set(document, pane)
      const oldest = panes.keys().next().value
      if (panes.size > MOST && oldest) panes.delete(oldest)
    },
    recall(document, onDisk) {
      const pane = panes.get(document)
      // Only YAML says what the file alone knows.
      return pane && (pane.tab !== 'yaml' || pane.onDisk === onDisk) ? pane.shown : undefined
    },
    last: () => [...panes.values()].at(-1),
    bury(document) {
      lost = [document, ...lost].slice(0, MOST_LOST)
    },
    lost: () => lost,
  }
}
