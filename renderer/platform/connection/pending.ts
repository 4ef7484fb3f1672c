/**
 * Calls that wait for an answer. Over a forwarded port whose far end is gone none comes, and no error either; a save
 * that waits for ever holds up all that follow it.
 */
export interface Pending {
  /** Aborted when the calls that are under way now get no answer any more. */
  signal(): AbortSignal
  /** Nothing answers: ends every call under way. */
  end(): void
}

export function createPending(): Pending {
  let current = new AbortController()
  return {
    signal: () => current.signal,
    end() {
      current.abort()
      current = new AbortController()
    },
  }
}
