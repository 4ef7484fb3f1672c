import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'
import { printPdf } from './print-pdf.ts'

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'fenceline-pdf-test-')))

/** A program in a browser's place. */
const aProgram = (name: string, script: string): string => {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

test('without a browser the fault says what to install and what to do instead', async () => {
  const env = { PATH: folder, FENCELINE_CHROMIUM: path.join(folder, 'gone') }
  expect(await findChromium('/nowhere', env, 'linux')).toBe(undefined)
  expect(await findChromium('/nowhere', { PATH: '' }, 'linux')).toBe(undefined)
  await expect(printPdf('<p>', undefined)).rejects.toMatchObject({
    message: 'PDF needs Chromium, Chrome or Edge, and none was found.',
    hint: expect.stringContaining('--to html'),
  })
  await expect(printPdf('<p>', aProgram('quiet', 'exit 0'))).rejects.toMatchObject({
    message: 'quiet printed no PDF.',
    hint: expect.stringContaining('--to html'),
  })
})

test('a browser is taken from PATH, never from a relative folder on it nor from the repo that is printed', async () => {
  const bin = path.join(folder, 'shop/node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  mkdirSync(path.join(folder, 'shop/docs'))
  const chromium = aProgram('shop/node_modules/.bin/google-chrome', 'exit 0')
  const env = { PATH: ['.', 'bin', bin].join(path.delimiter) }
  expect(await findChromium(path.join(folder, 'elsewhere'), env, 'linux')).toBe(chromium)
  expect(await findChromium('/nowhere', { PATH: ['.', 'bin'].join(path.delimiter) }, 'linux')).toBe(undefined)
  mkdirSync(path.join(folder, 'shop/.git'))
  expect(await findChromium(path.join(folder, 'shop/docs'), env, 'linux')).toBe(undefined)
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
  expect(args).toContain('--generate-pdf-document-outline')
  const profile = args.find((word) => word.startsWith('--user-data-dir='))?.split('=')[1] ?? ''
  expect(path.basename(path.dirname(profile))).toMatch(/^fenceline-pdf-/)
  expect(existsSync(path.dirname(profile))).toBe(false)
  expect(readdirSync(tmpdir()).filter((name) => name === path.basename(path.dirname(profile)))).toEqual([])
})
