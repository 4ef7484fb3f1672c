// How often a property is tried: what the test command affords, or what the soak was asked for.

const SOAK = process.env.FENCELINE_RUNS === undefined ? undefined : Number(process.env.FENCELINE_RUNS)
if (SOAK !== undefined && !(Number.isInteger(SOAK) && SOAK > 0))
  throw new Error(`FENCELINE_RUNS is ${process.env.FENCELINE_RUNS}: give a whole number of runs.`)

/** True in `npm run test:soak`, where nothing may end a test because it takes long. */
export const isSoak = SOAK !== undefined

/** Runs of a property that names no number of its own. */
export const USUAL_RUNS = SOAK ?? 1000

/** Runs of a property of which the test command affords only `few`; the soak is not bound by it. */
export const runs = (few: number, atMost = Number.POSITIVE_INFINITY): number =>
  SOAK === undefined ? few : Math.min(Math.max(SOAK, few), atMost)

/** The time limit of a test, lifted in the soak. */
export const patience = (ms: number): number => (isSoak ? 24 * 60 * 60 * 1000 : ms)
