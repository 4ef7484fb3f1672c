// A folder, a person's settings and a scripted GitHub, joined as the app joins them.
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createEvents } from '../../../electron/backend/events.ts'
import { createMemoryKeys, type KeyStore } from '../../../electron/backend/llm/connection/key-store.ts'
import { createTrust } from '../../../electron/backend/llm/connection/trust.ts'
import { createTicketMethods } from '../../../electron/backend/tickets/handlers.ts'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import type { TicketRun } from '../../../shared/protocol/tickets.ts'
import { GITHUB_TOKEN, type GitHubScript, type GitHubServer, startGitHub } from './github.ts'

export interface OpenedTickets {
  api: GitHubServer
  client: Client
  root: string
  settings: string
  keys: KeyStore
  heard: { event: string; data: unknown }[]
  trust(trusted: boolean): Promise<void>
  start(titles: readonly string[]): Promise<TicketRun>
  /** Resolves with the run when it is not running any more. */
  ended(run: TicketRun): Promise<TicketRun>
  close(): Promise<void>
}

/** Trusted, with a project and a token, unless it is to be bare. */
export async function openTickets(script: GitHubScript = {}, isBare = false): Promise<OpenedTickets> {
  const api = await startGitHub(script)
  const place = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-tickets-')))
  const [root, settings] = [path.join(place, 'repo'), path.join(place, 'settings')]
  await mkdir(path.join(root, '.fenceline'), { recursive: true })
  const events = createEvents()
  const heard: OpenedTickets['heard'] = []
  events.subscribe((event, data) => heard.push({ event, data }))
  const keys = createMemoryKeys()
  const methods = createTicketMethods({ root, settings, keys, events })
  const client = createClient(inProcess(methods.handlers))
  const trust = (trusted: boolean) => createTrust(settings).setTrusted(root, trusted)
  if (!isBare) {
    await trust(true)
    const changes = { address: api.url, project: 'acme/shop' }
    await client.call('tickets.configure', { tracker: 'github', changes, confirmed: true })
    await client.call('tickets.set-token', { tracker: 'github', token: GITHUB_TOKEN })
  }
  return {
    api,
    client,
    root,
    settings,
    keys,
    heard,
    trust,
    start: (titles) =>
      client.call('tickets.start', {
        path: 'threat-model.yaml',
        title: 'Shop',
        tickets: titles.map((title) => ({ riskIds: [`risk-${title}`], title, body: 'Words' })),
      }),
    async ended({ run }) {
      for (;;) {
        const told = new Promise<void>((resolve) => {
          const end = events.subscribe((event) => {
            if (event !== 'tickets.ended') return
            end()
            resolve()
          })
        })
        const now = await client.call('tickets.status', { run })
        if (now.state !== 'running') return now
        await told
      }
    },
    async close() {
      await methods.close()
      await api.close()
      await rm(place, { recursive: true, force: true })
    },
  }
}
