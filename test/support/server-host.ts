// A running loopback host over a temporary folder, as the command line starts it.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Backend, createHandlers } from '../../electron/backend/handlers.ts'
import { type Host, startHost } from '../../electron/server/server.ts'
import { pagePost, type RawAnswer, requestText, sendRaw } from './server-raw.ts'

export interface TestHost {
  port: number
  /** The opened folder. */
  folder: string
  /** A folder beside it that must never be read. */
  outside: string
  backend: Backend
  host: Host
  /** The code of the latest launch link. */
  newCode(): string
  newToken(): Promise<string>
  call(method: string, input: unknown, token: string): Promise<RawAnswer>
  close(): Promise<void>
}

const MODEL = 'title: Shop\ntechnical_assets:\n  web:\n    title: Web\n    type: process\n'

export async function startTestHost(): Promise<TestHost> {
  const base = await mkdtemp(path.join(tmpdir(), 'fenceline-host-'))
  const folder = path.join(base, 'repo')
  const outside = path.join(base, 'outside')
  const page = path.join(base, 'page')
  await mkdir(folder)
  await mkdir(outside)
  await mkdir(path.join(page, 'assets'), { recursive: true })
  await writeFile(path.join(folder, 'threat-model.yaml'), MODEL)
  await writeFile(path.join(outside, 'threat-model.yaml'), 'title: secret outside\n')
  await symlink(path.join(outside, 'threat-model.yaml'), path.join(folder, 'link.threat-model.yaml'))
  await writeFile(path.join(page, 'index.html'), '<!doctype html><html lang="en"><title>page</title>')
  await writeFile(path.join(page, 'assets', 'index-AbCd1234.js'), 'export {}')
  await mkdir(path.join(page, 'drawing'))
  await writeFile(path.join(page, 'drawing', 'frame.html'), '<!doctype html><title>frame</title>')
  await writeFile(path.join(page, 'drawing', 'mermaid.js'), 'var mermaid')
  process.env.FENCELINE_CONFIG_DIR = path.join(base, 'config')
  const backend = await createHandlers({ folder, version: '0.0.0', host: 'browser' })
  const host = await startHost({ backend, page })
  const { port } = host
  const newCode = () => host.launchLink().split('#')[1] ?? ''
  const post = (target: string, body: string, headers: Record<string, string> = {}) =>
    sendRaw(port, requestText(`POST ${target} HTTP/1.1`, pagePost(port, body, headers), body))
  return {
    port,
    folder,
    outside,
    backend,
    host,
    newCode,
    async newToken() {
      const { body } = await post('/api/session', JSON.stringify({ code: newCode() }))
      return JSON.parse(body).token
    },
    call: (method, input, token) =>
      post('/api/call', JSON.stringify({ method, input }), { Authorization: `Bearer ${token}` }),
    async close() {
      backend.close()
      await host.close()
      await rm(base, { recursive: true, force: true })
    },
  }
}
