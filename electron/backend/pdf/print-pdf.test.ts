import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'
import { printPdf } from './print-pdf.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-pdf-test-'))

/** A program in a browser's place. */
const aProgram = (name: string, script: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

test('without a browser the fault says what to install and what to do instead', async () => {
  expect(findChromium({ PATH: folder, FENCELINE_CHROMIUM: path.join(folder, 'gone') }, 'linux')).toBe(
    undefined,
  )
  expect(findChromium({ PATH: '' }, 'linux')).toBe(undefined)
  // A browser that is found when none is named would be printed with.
  await expect(printPdf('<p>', aProgram('quiet', 'exit 0'))).rejects.toMatchObject({
    message: 'quiet printed no PDF.',
    hint: expect.stringContaining('--to html'),
  })
})

test('a browser is taken from PATH, never from a relative folder on it', () => {
  const bin = path.join(folder, 'bin')
  mkdirSync(bin)
  const chromium = aProgram('bin/google-chrome', 'exit 0')
  expect(findChromium({ PATH: ['.', 'bin', bin].join(path.delimiter) }, 'linux')).toBe(chromium)
  expect(findChromium({ PATH: ['.', 'bin'].join(path.delimiter) }, 'linux')).toBe(undefined)
})

test('the browser gets a private file, no network, a profile of its own, and nothing is left behind', async () => {
  const seen = path.join(folder, 'seen')
  const chromium = aProgram(
    'printer',
    `printf '%s\\n' "$@" > ${seen}
for word in "$@"; do case "$word" in --print-to-pdf=*) printf '%%PDF-1.4' > "\${word#*=}";; esac; done`,
  )
  const bytes = await printPdf('<p>words</p>', chromium)
  expect(Buffer.from(bytes).toString()).toBe('%PDF-1.4')
  const args = readFileSync(seen, 'utf8').split('\n')
  expect(args).toContain('--host-resolver-rules=MAP * ~NOTFOUND')
  const profile = args.find((word) => word.startsWith('--user-data-dir='))?.split('=')[1] ?? ''
  expect(path.basename(path.dirname(profile))).toMatch(/^fenceline-pdf-/)
  expect(existsSync(path.dirname(profile))).toBe(false)
  expect(readdirSync(tmpdir()).filter((name) => name === path.basename(path.dirname(profile)))).toEqual([])
})
