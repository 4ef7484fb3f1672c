/**
 * Unsaved edits reach this process within two seconds, to outlive a crash. What a save of them would write is planned
 * then, while nobody waits. A plan is a function of the files and of what is saved: a save that finds both the same, to
 * the letter, takes the plan that is there; any other is planned anew. So nothing here decides what is written.
 */
import { setImmediate } from 'node:timers/promises'
import type { SourceFile } from '../../files/read-file.ts'
import { planSteps, type SavePlan, type SaveState } from '../plan-save.ts'
import type { ModelOnDisk } from '../read-model.ts'

/** The rest after planning, as a multiple of what it took: edits that never pause keep no processor busy. */
const REST = 2

export interface PlanAhead {
  /** Plans a save of `state` over these files soon, instead of what was to be planned before. */
  expect(disk: ModelOnDisk, state: SaveState): void
  /** What `planSave` gives. */
  plan(disk: ModelOnDisk, state: SaveState): SavePlan
  /** Nothing is to be planned, or kept, any longer. */
  forget(): void
}

interface Begun {
  readonly steps: Generator<undefined, SavePlan>
  readonly key: string
  plan?: SavePlan
}

export function createPlanAhead(stepsOf: typeof planSteps = planSteps): PlanAhead {
  let begun: Begun | undefined
  let timer: NodeJS.Timeout | undefined
  let rested = 0
  const forget = () => {
    clearTimeout(timer)
    begun = undefined
  }
  const begin = async (mine: Begun) => {
    let busy = 0
    while (begun === mine && !mine.plan) {
      const start = performance.now()
      advance(mine)
      busy += performance.now() - start
      rested = performance.now() + REST * busy
      await setImmediate()
    }
  }
  return {
    expect(disk, state) {
      const key = keyOf(disk, state)
      if (begun?.key === key) return
      forget()
      const mine: Begun = { key, steps: stepsOf(disk, state) }
      begun = mine
      timer = setTimeout(
        () => {
          // What cannot be planned is told by the save.
          void begin(mine).catch(() => {
            if (begun === mine) begun = undefined
          })
        },
        Math.max(0, rested - performance.now()),
      )
      timer.unref()
    },
    plan(disk, state) {
      const key = keyOf(disk, state)
      const mine: Begun = begun?.key === key ? begun : { key, steps: stepsOf(disk, state) }
      forget()
      for (;;) {
        if (mine.plan) return mine.plan
        advance(mine)
      }
    },
    forget,
  }
}

function advance(begun: Begun): void {
  const step = begun.steps.next()
  if (step.done) begun.plan = step.value
}

/** Equal only for the same files and the same words, in the same order: all that a plan is made of. */
function keyOf(disk: ModelOnDisk, state: SaveState): string {
  const { files, home, includes, derived } = disk
  const { model, layout, drafts, remarks, source, overwriteDerived } = state
  const stated = (file: SourceFile | null) => file && [file.hash, file.text === null]
  const found = [disk.model, disk.layout, disk.config, disk.drafts, disk.gitignore].map(stated)
  const others = [...includes].map(([name, file]) => [name, stated(file)])
  const printed = Object.entries(derived).map(([format, file]) => [format, stated(file)])
  const saved = [model, layout, drafts, remarks, source, overwriteDerived]
  return JSON.stringify([files, home, found, others, printed, saved])
}
