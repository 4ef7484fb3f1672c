// Work of this process by the clock. Each run gets an input of its own, so that nothing is answered from what the
// last one left.

/** Milliseconds of so many runs, after one that warms up. `prepare` is not measured. */
export async function timed<T>(
  runs: number,
  prepare: (at: number) => T | Promise<T>,
  work: (input: T) => unknown,
): Promise<readonly number[]> {
  const times: number[] = []
  for (let at = 0; at <= runs; at += 1) {
    const input = await prepare(at)
    const start = performance.now()
    await work(input)
    if (at > 0) times.push(performance.now() - start)
  }
  return times
}
