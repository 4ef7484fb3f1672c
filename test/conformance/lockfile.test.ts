// A lockfile written where the registry is incomplete lacks some platforms' packages without a
// word; npm ci then refuses it on every machine.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = { version?: string; optionalDependencies?: Record<string, string> }

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const packages = Object.entries<Entry>(JSON.parse(text).packages)

test('the lockfile holds the packages of every platform', () => {
  const held = new Set(packages.map(([where]) => where.split('node_modules/').at(-1)))
  const wanted = packages.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {}))
  expect(wanted.length).toBeGreaterThan(0)
  expect(wanted.filter((name) => !held.has(name))).toEqual([])
})

test('the lockfile names no download address', () => {
  expect(text).not.toContain('"resolved"')
})
