// What Fenceline adds to the time that a language model takes: 200 targets, each answered after 50 ms, eight at
// a time, against the 1.25 s that these answers take by themselves.
import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { MessagesApi } from '../../support/messages-api/messages-api.ts'
import { aLargeModel } from '../../support/models/large-model.ts'
import { type OpenedLlm, openLlm } from '../../support/opened-llm.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'

const LATENCY = 50
const CONCURRENCY = 8
const TARGETS = 200

const HTTP = new Agent({ keepAlive: true })

export const llm: Workload = {
  group: 'llm',
  sizes: [],
  async run({ runs, say }: Asked): Promise<readonly Figure[]> {
    const took: Took[] = []
    for (let at = 0; at <= runs; at += 1) {
      say(`llm: run ${at} of ${runs}`)
      const opened = await openLlm(await startApart(), { concurrency: CONCURRENCY, cap: null })
      const each = await measure(opened).finally(() => opened.close())
      // The first one warms up what the others use.
      if (at > 0) took.push(each)
    }
    const figure = (work: string, unit: 'ms' | 'times', of: (each: Took) => number) =>
      ({ group: 'llm', work, components: null, unit, runs: took.map(of) }) as const
    const ideal = (TARGETS / CONCURRENCY) * LATENCY
    return [
      figure('200 targets, times the ideal', 'times', ({ ours }) => ours / ideal),
      figure('the same by bare node:http, times the ideal', 'times', ({ bare }) => bare / ideal),
      figure('of it processor time', 'ms', ({ busy }) => busy),
    ]
  },
}

interface Took {
  readonly bare: number
  readonly ours: number
  readonly busy: number
}

/** Milliseconds for the same requests to the same server, one after the other. */
async function measure(opened: OpenedLlm): Promise<Took> {
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
  const done = run.items.filter(({ state }) => state === 'done').length
  if (done !== TARGETS) throw new Error(`only ${done} of ${TARGETS} targets were answered`)
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

/** Its requests are not seen from here. */
async function startApart(): Promise<MessagesApi> {
  const script = fileURLToPath(new URL('../../support/messages-api/messages-api-apart.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, String(LATENCY)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { url, requests: [], close: async () => void child.kill() }
}
