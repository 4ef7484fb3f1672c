import { beforeEach, expect, test, vi } from 'vitest'
import type { ShellBridge } from '../shared/protocol/shell.ts'

const listeners = new Set<(event: unknown, message: unknown) => void>()
const exposed: Record<string, unknown> = {}
const invoke = vi.fn(async (..._args: unknown[]) => 'reply')

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => {
      exposed[name] = value
    },
  },
  ipcRenderer: {
    invoke,
    on: (_channel: string, listener: (event: unknown, message: unknown) => void) => listeners.add(listener),
    off: (_channel: string, listener: (event: unknown, message: unknown) => void) =>
      listeners.delete(listener),
  },
  webUtils: {
    getPathForFile: (file: unknown) => {
      if (!(file instanceof File)) throw new TypeError('not a File')
      return file.name === 'script-made.txt' ? '' : `/home/ada/${file.name}`
    },
  },
}))

await import('./preload.ts')
const bridge = exposed.fenceline as ShellBridge
beforeEach(() => vi.clearAllMocks())

test('S11 the page gets three functions and nothing else', () => {
  expect(Object.keys(exposed)).toEqual(['fenceline'])
  expect(Object.entries(bridge).map(([name, value]) => [name, typeof value])).toEqual([
    ['call', 'function'],
    ['subscribe', 'function'],
    ['openDropped', 'function'],
  ])
})

test('S11 Electron’s event never reaches the page, and listening ends', () => {
  const heard: unknown[][] = []
  const stop = bridge.subscribe((...args) => heard.push(args))
  for (const listener of listeners) listener({ sender: 'secret' }, { event: 'shell.opened', data: {} })
  expect(heard).toEqual([[{ event: 'shell.opened', data: {} }]])
  stop()
  expect(listeners.size).toBe(0)
})

test('S11 a page cannot claim that something was dropped', async () => {
  expect(await bridge.call('shell.drop', { path: '/etc' })).toMatchObject({ ok: false })
  for (const file of [new File([], 'script-made.txt'), null, '/etc', { path: '/etc' }])
    expect(await bridge.openDropped(file)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  expect(invoke).not.toHaveBeenCalled()
})

test('S11 a request that cannot be sent is answered with a reply', async () => {
  invoke.mockRejectedValueOnce(new Error('An object could not be cloned.'))
  expect(await bridge.call('settings.get', {})).toMatchObject({ ok: false, error: { code: 'bad-request' } })
})

test('a dropped file’s path goes to the process and not to the page', async () => {
  expect(await bridge.openDropped(new File([], 'repo'))).toBe('reply')
  expect(invoke).toHaveBeenCalledExactlyOnceWith('fenceline:call', 'shell.drop', { path: '/home/ada/repo' })
})
