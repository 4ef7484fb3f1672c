import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renewWindow, takeWindow } from '../window.ts'

const stored = new Map<string, string>()

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a page that may not lock has a name all the same, or nothing could be opened or saved', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new Error('not allowed')) } })
  renewWindow()
  expect(await takeWindow()).toMatch(/^[0-9a-f]{32}$/)
})

test('a new name is locked and kept', async () => {
  const locked: string[] = []
  const request = (name: string, _options: unknown, run: (held: object) => unknown) => {
    locked.push(name)
    return Promise.resolve(run({}))
  }
  vi.stubGlobal('navigator', { locks: { request } })
  renewWindow()
  const name = await takeWindow()
  expect(locked).toEqual([`fenceline.window.${name}`])
  expect([...stored.values()]).toEqual([name])
})
