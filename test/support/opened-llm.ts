// A folder, a person's settings and a scripted server, joined as the app joins them.
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createEvents } from '../../electron/backend/events.ts'
import { createMemoryKeys } from '../../electron/backend/llm/connection/key-store.ts'
import { createLlm } from '../../electron/backend/llm/handlers.ts'
import { addBoundary, addComponent } from '../../shared/model/edits/components.ts'
import { addFlow } from '../../shared/model/edits/flows.ts'
import { EMPTY_MODEL, type Model } from '../../shared/model/schema.ts'
import type { LlmSettings, LlmTask, Plan, Run } from '../../shared/protocol/llm.ts'
import { type Client, createClient, inProcess } from '../../shared/protocol/rpc.ts'
import { type MessagesApi, type MessagesApiOptions, startMessagesApi } from './messages-api/messages-api.ts'

export const KEY = 'sk-test-canary-0123456789abcdef'
export const ALL: LlmTask = { kind: 'threats', targets: null }

export interface OpenedLlm {
  api: MessagesApi
  client: Client
  root: string
  settings: string
  heard: { event: string; data: unknown }[]
  prepare(model: Model, task?: LlmTask): Promise<Plan>
  start(plan: Plan): Promise<Run>
  /** Resolves with the run when it is not running any more. */
  ended(run: Pick<Run, 'run'>): Promise<Run>
  run(model: Model, task?: LlmTask): Promise<Run>
  /** Requests since the connection was tested. */
  sent(): MessagesApi['requests']
  /** Ends the backend alone, as quitting does; its files stay. */
  quit(): Promise<void>
  close(): Promise<void>
}

/** Trusted, tested and with a key, unless a test says otherwise; over a server that is there, or a new one. */
export async function openLlm(
  script: MessagesApiOptions | MessagesApi = {},
  changes: Partial<LlmSettings> & { isBare?: boolean } = {},
): Promise<OpenedLlm> {
  const { isBare = false, ...chosen } = changes
  const api = 'url' in script ? script : await startMessagesApi(script)
  const place = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-llm-')))
  const root = path.join(place, 'repo')
  const settings = path.join(place, 'settings')
  // A repo of its own, whatever stands above the temporary folder.
  await mkdir(path.join(root, '.fenceline'), { recursive: true })
  const events = createEvents()
  const heard: OpenedLlm['heard'] = []
  events.subscribe((event, data) => heard.push({ event, data }))
  const llm = createLlm({ root, settings, keys: createMemoryKeys(), events })
  const client = createClient(inProcess(llm.handlers))
  let before = 0
  if (!isBare) {
    await client.call('llm.configure', { baseURL: api.url, ...chosen })
    await client.call('llm.set-key', { origin: api.url, key: KEY })
    await client.call('llm.test', {})
    await client.call('llm.trust', { trusted: true })
    before = api.requests.length
  }
  const prepare = (model: Model, task = ALL) =>
    client.call('llm.prepare', { path: 'threat-model.yaml', model, drafts: [], task })
  const start = ({ plan, hash }: Plan) => client.call('llm.start', { plan, hash })
  const ended = async ({ run }: Pick<Run, 'run'>): Promise<Run> => {
    for (;;) {
      // Told before it is looked for: asking all the time would cost more than the run.
      const told = new Promise<void>((resolve) => {
        const end = events.subscribe((event, data) => {
          if (event !== 'llm.ended' || !('run' in data) || data.run !== run) return
          end()
          resolve()
        })
      })
      const now = await client.call('llm.status', { run })
      if (now.state !== 'running') return now
      await told
    }
  }
  return {
    api,
    client,
    root,
    settings,
    heard,
    prepare,
    start,
    ended,
    run: async (model, task) => ended(await start(await prepare(model, task))),
    sent: () => api.requests.slice(before),
    quit: () => llm.close(),
    async close() {
      await llm.close()
      await api.close()
      await rm(place, { recursive: true, force: true })
    },
  }
}

/** Half of the components in a zone and the others outside; every flow goes in: 2 x `pairs` + `pairs` targets. */
export function crossingModel(pairs: number): Model {
  const zone = addBoundary({ ...EMPTY_MODEL, title: 'Shop' }, { kind: 'zone', title: 'Data centre' })
  let { model } = zone
  for (let at = 0; at < pairs; at += 1) {
    const client = addComponent(model, {
      kind: 'external',
      title: `Client ${at}`,
      zone: null,
      technologies: [],
    })
    const service = addComponent(client.model, {
      kind: 'process',
      title: `Service ${at}`,
      zone: zone.id,
      technologies: [],
    })
    model = addFlow(service.model, {
      from: client.id,
      to: service.id,
      protocol: 'https',
      title: `Call ${at}`,
    }).model
  }
  return model
}
