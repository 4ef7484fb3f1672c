/** Labelled snapshots. Snapshots share structure, so an entry costs what its edit changed. */
interface HistoryEntry<T> {
  readonly label: string
  /** The state before the edit. */
  readonly before: T
  /** Edits that follow each other with the same key are one entry (typing in one field). */
  readonly mergeKey?: string
}

export interface History<T> {
  readonly past: readonly HistoryEntry<T>[]
  readonly present: T
  /** Nearest first; `before` of an entry here is the state that redo brings back. */
  readonly future: readonly HistoryEntry<T>[]
}

const LIMIT = 500

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [] }
}

/** Records `next` under `label`; the same history when nothing changed. */
export function record<T>(history: History<T>, next: T, label: string, mergeKey?: string): History<T> {
  if (next === history.present) return history
  const last = history.past.at(-1)
  if (mergeKey !== undefined && last?.mergeKey === mergeKey && history.future.length === 0) {
    return { ...history, present: next }
  }
  const entry: HistoryEntry<T> = {
    label,
    before: history.present,
    ...(mergeKey === undefined ? {} : { mergeKey }),
  }
  return { past: [...history.past.slice(1 - LIMIT), entry], present: next, future: [] }
}

export function undo<T>(history: History<T>): History<T> {
  const entry = history.past.at(-1)
  if (!entry) return history
  return {
    past: history.past.slice(0, -1),
    present: entry.before,
    future: [{ label: entry.label, before: history.present }, ...history.future],
  }
}

export function redo<T>(history: History<T>): History<T> {
  const [entry, ...future] = history.future
  if (!entry) return history
  return {
    past: [...history.past, { label: entry.label, before: history.present }],
    present: entry.before,
    future,
  }
}

/** `after` with all steps since `before` as one, which undo takes back at once. */
export function collapse<T>(before: History<T>, after: History<T>, label: string): History<T> {
  return record(before, after.present, label)
}
