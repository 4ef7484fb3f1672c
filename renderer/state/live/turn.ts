/**
 * Everything that reads or writes the open model's files takes turns. So a look never takes our own
 * save that is under way for somebody else's change: it waits, and then finds the hashes it knows.
 */
let last: Promise<unknown> = Promise.resolve()

/** Runs `task` after all that came before it, whether that worked or not. */
export function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const run = last.then(task)
  last = run.catch(() => {})
  return run
}
