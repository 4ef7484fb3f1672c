/** Long work between frames, for what is wanted soon but not at once. */

/** What one slice may take of a frame of 16 ms. */
const SLICE_MS = 6

/** What the steps return, made a few milliseconds at a time; undefined when nobody wants it any more. */
export async function inSlices<T>(
  steps: Generator<undefined, T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  while (isWanted()) {
    const end = performance.now() + SLICE_MS
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return undefined
}
