// What Fenceline adds to the time that a language model takes: 200 targets, each answered after 50 ms, eight at
// a time, against the 1.25 s that these answers take by themselves.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { aLargeModel } from '../support/large-model.ts'
import type { MessagesApi } from '../support/messages-api.ts'
import { type OpenedLlm, openLlm } from '../support/opened-llm.ts'

const LATENCY = 50
const CONCURRENCY = 8
const RUNS = 5
const TARGETS = 200

test('a run of 200 targets at 50 ms and concurrency 8', async () => {
  const ratios: number[] = []
  for (let at = 0; at <= RUNS; at += 1) {
    const opened = await openLlm(await startApart(), { concurrency: CONCURRENCY, cap: null })
    const ratio = await measure(opened).finally(() => opened.close())
    // The first one warms up what the others use.
    if (at > 0) ratios.push(ratio)
  }
  const [median = 0] = [...ratios].sort((a, b) => a - b).slice(Math.floor(RUNS / 2))
  const all = ratios.map((ratio) => ratio.toFixed(3)).join(', ')
  process.stdout.write(
    `ratio to the ideal ${ideal()} ms: median ${median.toFixed(3)} of ${all} (target 1.15)\n`,
  )
}, 120_000)

async function measure(opened: OpenedLlm): Promise<number> {
  const plan = await opened.prepare(aLargeModel(TARGETS, TARGETS), { kind: 'threats', targets: null })
  const wanted = plan.items.slice(0, TARGETS).map(({ id }) => id)
  const exact = await opened.prepare(aLargeModel(TARGETS, TARGETS), { kind: 'threats', targets: wanted })
  const start = performance.now()
  const run = await opened.ended(await opened.start(exact))
  const took = performance.now() - start
  expect(run.items.filter(({ state }) => state === 'done')).toHaveLength(TARGETS)
  return took / ideal()
}

function ideal(): number {
  return (TARGETS / CONCURRENCY) * LATENCY
}

/** Its requests are not seen from here. */
async function startApart(): Promise<MessagesApi> {
  const script = fileURLToPath(new URL('../support/messages-api-apart.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, String(LATENCY)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { url, requests: [], close: async () => void child.kill() }
}
