// Browser tests run in whatever Chromium build/setup.mjs found, and say why when it found none.
import { existsSync, readFileSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

type Found = { path: string; shell?: string } | { reason: string }

const record = new URL('../../dist/chromium.json', import.meta.url)

const found: Found = existsSync(record)
  ? JSON.parse(readFileSync(record, 'utf8'))
  : { reason: 'no Chromium was looked for: run node build/setup.mjs test' }

/** The Chromium that the tests drive. Throws with the reason when there is none. */
export const chromiumPath = (): string => {
  if ('reason' in found) throw new Error(found.reason)
  return found.path
}

/** `describe` for tests that need a browser; skipped, with the reason in its name, when there is none. */
export const describeBrowser = (name: string, tests: () => void): void => {
  if ('reason' in found) describe.skip(`${name} (${found.reason})`, tests)
  else describe(name, tests)
}

/** What keeps Chromium from connections of its own. */
export const BROWSER_ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const

/**
 * A headless Chromium that makes no connection of its own. The caller closes it. Without `whole` it is the headless
 * shell where there is one: as quick as a test wants it, but without a process for each frame and Chrome's elements.
 */
export const launchBrowser = ({
  whole = false,
  args = [],
}: {
  whole?: boolean
  args?: readonly string[]
} = {}): Promise<Browser> =>
  chromium.launch({
    executablePath: (!whole && 'shell' in found && found.shell) || chromiumPath(),
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...BROWSER_ARGUMENTS, ...args],
  })
