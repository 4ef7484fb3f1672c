// Set up once for the properties of all projects. The test command draws the same values every time, so that
// nobody's change fails by an unlucky draw; `npm run test:soak` draws new ones and prints their seed.
import fc from 'fast-check'
import { expect } from 'vitest'
import { isSoak, USUAL_RUNS } from './runs.ts'

const seed = Number(process.env.FENCELINE_SEED ?? 20_261_127)
/** A costly property ends its soak here; what it came to is printed. */
const longest = Number(process.env.FENCELINE_PROPERTY_SECONDS ?? 600) * 1000

function tellRuns({ failed, numRuns, interrupted }: fc.RunDetails<unknown>): void {
  if (failed) return
  const { currentTestName } = expect.getState()
  process.stdout.write(`${numRuns} runs${interrupted ? ' until time was up' : ''}: ${currentTestName}\n`)
}

function sayHowToRepeat(details: fc.RunDetails<unknown>): void {
  if (isSoak) tellRuns(details)
  if (!details.failed) return
  const { currentTestName, testPath } = expect.getState()
  const again = `FENCELINE_SEED=${details.seed}${isSoak ? ` FENCELINE_RUNS=${USUAL_RUNS}` : ''}`
  throw new Error(
    `${fc.defaultReportMessage(details)}\n\nAgain: ${again} npx vitest run ${testPath} -t ${JSON.stringify(currentTestName)}`,
    { cause: details.errorInstance },
  )
}

fc.configureGlobal({
  seed,
  numRuns: USUAL_RUNS,
  reporter: sayHowToRepeat,
  ...(isSoak ? { interruptAfterTimeLimit: longest, markInterruptAsFailure: false } : {}),
})
