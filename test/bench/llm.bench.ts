// What Fenceline adds to the time that a language model takes: 200 targets, each answered after 50 ms, eight at
// a time, against the 1.25 s that these answers take by themselves.
import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { aLargeModel } from '../support/large-model.ts'
import type { MessagesApi } from '../support/messages-api.ts'
import { type OpenedLlm, openLlm } from '../support/opened-llm.ts'

const LATENCY = 50
const CONCURRENCY = 8
const RUNS = 5
const TARGETS = 200

const HTTP = new Agent({ keepAlive: true })

test('a run of 200 targets at 50 ms and concurrency 8', async () => {
  const bare: number[] = []
  const ours: number[] = []
  const busy: number[] = []
  for (let at = 0; at <= RUNS; at += 1) {
    const opened = await openLlm(await startApart(), { concurrency: CONCURRENCY, cap: null })
    const took = await measure(opened).finally(() => opened.close())
    // The first one warms up what the others use.
    if (at === 0) continue
    bare.push(took.bare)
    ours.push(took.ours)
    busy.push(took.busy)
  }
  const both = ours.map((took, at) => took / (bare[at] ?? 0))
  process.stdout.write(
    `ideal ${ideal()} ms; bare node:http ${medianOf(bare).toFixed(0)} ms, Fenceline ${medianOf(ours).toFixed(0)} ms with ${medianOf(busy).toFixed(0)} ms of a processor\n` +
      `ratio to the ideal: median ${(medianOf(ours) / ideal()).toFixed(3)} of ${listOf(ours, ideal())} (target 1.15); ` +
      `of bare node:http ${(medianOf(bare) / ideal()).toFixed(3)} of ${listOf(bare, ideal())}\n` +
      `ratio to bare node:http: median ${medianOf(both).toFixed(3)}\n`,
  )
}, 120_000)

/** Milliseconds for the same requests to the same server, one after the other. */
async function measure(opened: OpenedLlm): Promise<{ bare: number; ours: number; busy: number }> {
  const model = aLargeModel(TARGETS, TARGETS)
  const plan = await opened.prepare(model, { kind: 'threats', targets: null })
  const wanted = plan.items.slice(0, TARGETS).map(({ id }) => id)
  const exact = await opened.prepare(model, { kind: 'threats', targets: wanted })
  const bodies = await Promise.all(
    exact.items.map(async ({ id }) => {
      const { body } = await opened.client.call('llm.preview', { plan: exact.plan, item: id })
      return Buffer.from(body)
    }),
  )
  const before = performance.now()
  await sendBare(opened.api.url, bodies)
  const bare = performance.now() - before
  const used = process.cpuUsage()
  const start = performance.now()
  const run = await opened.ended(await opened.start(exact))
  const ours = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  expect(run.items.filter(({ state }) => state === 'done')).toHaveLength(TARGETS)
  return { bare, ours, busy: (user + system) / 1000 }
}

/** What nobody can do without: the bytes go out and the whole answer comes in, and nothing looks at it. */
async function sendBare(url: string, bodies: readonly Buffer[]): Promise<void> {
  const left = bodies.values()
  const one = (body: Buffer) =>
    new Promise<void>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length }
      const sent = request(`${url}/v1/messages`, { method: 'POST', agent: HTTP, headers }, (reply) => {
        reply.resume().on('end', resolve).on('error', reject)
      })
      sent.on('error', reject).end(body)
    })
  const slot = async () => {
    for (const body of left) await one(body)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, slot))
}

function ideal(): number {
  return (TARGETS / CONCURRENCY) * LATENCY
}

function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

function listOf(numbers: readonly number[], unit: number): string {
  return numbers.map((each) => (each / unit).toFixed(3)).join(', ')
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
