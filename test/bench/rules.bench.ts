// What the offline rules cost from scratch and after one edit. Other work on the machine shows in the times that
// pass, less in the processor's: both are printed beside the targets.
import { expect, test } from 'vitest'
import { evaluateModel } from '../../shared/analysis/evaluate.ts'
import { updateComponent } from '../../shared/model/edits/components.ts'
import { addFlow } from '../../shared/model/edits/flows.ts'
import { removeElements } from '../../shared/model/edits/remove.ts'
import { flowRef } from '../../shared/model/ids.ts'
import type { Model } from '../../shared/model/schema.ts'
import { aSeededModel } from '../support/seeded-model.ts'

const RUNS = 5
const WARM = 3

interface Took {
  readonly passed: number
  readonly busy: number
}

/** Medians in milliseconds; `prepare` is not measured. */
function measure(prepare: () => Model): Took {
  const passed: number[] = []
  const busy: number[] = []
  for (let run = -WARM; run < RUNS; run += 1) {
    const model = prepare()
    const used = process.cpuUsage()
    const start = performance.now()
    expect(evaluateModel(model).length).toBeGreaterThan(0)
    const took = performance.now() - start
    const { user, system } = process.cpuUsage(used)
    if (run < 0) continue
    passed.push(took)
    busy.push((user + system) / 1000)
  }
  return { passed: medianOf(passed), busy: medianOf(busy) }
}

const medianOf = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

const say = (what: string, { passed, busy }: Took, target: string): void =>
  void process.stdout.write(
    `${what}: ${passed.toFixed(1)} ms, ${busy.toFixed(1)} ms of a processor (target ${target})\n`,
  )

test('rules over seeded models, from scratch', () => {
  const fresh = (components: number) => {
    const model = aSeededModel(components, 2 * components)
    return measure(() => structuredClone(model))
  }
  say('500 components, 1,000 flows', fresh(500), '25 ms')
  const small = fresh(1000)
  say('1,000 components, 2,000 flows', small, 'none')
  const large = fresh(10_000)
  say('10,000 components, 20,000 flows', large, '500 ms')
  const growth = `${(large.passed / small.passed).toFixed(1)} times, ${(large.busy / small.busy).toFixed(1)} of a processor`
  process.stdout.write(`growth from 1,000 to 10,000: ${growth} (target 14)\n`)
}, 240_000)

test('one edit of 10,000 components and 20,000 flows', () => {
  let turn = 0
  let model = aSeededModel(10_000, 20_000)
  evaluateModel(model)
  const edited = (edit: (model: Model, at: number) => Model) =>
    measure(() => {
      evaluateModel(model)
      turn += 1
      model = edit(model, turn * 37)
      return model
    })
  const id = (at: number) => `part-${at}`
  say(
    'an attribute of a component',
    edited((now, at) => updateComponent(now, id(at), { multiTenant: true })),
    '5 ms',
  )
  say(
    'its title',
    edited((now, at) => updateComponent(now, id(at), { title: 'Redis' })),
    '5 ms',
  )
  say(
    'a flow added',
    edited((now, at) => addFlow(now, { from: id(at), to: id(at + 500) }).model),
    '5 ms',
  )
  say(
    'a flow removed',
    edited((now, at) => {
      const flow = now.flows[at]
      return flow ? removeElements(now, [flowRef(flow)]).model : now
    }),
    '5 ms',
  )
  say(
    'a component removed',
    edited((now, at) => removeElements(now, [id(at + 1)]).model),
    '5 ms',
  )
}, 240_000)
