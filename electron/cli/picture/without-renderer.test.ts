import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { run } from '../../../test/support/run-program.ts'

vi.mock('@resvg/resvg-js', () => {
  throw new Error('no binary for this machine')
})

test('a machine without the renderer is told of SVG, and gets no file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fenceline-picture-'))
  await run('init', folder)
  const { code, err } = await run('export', folder, '--to', 'png', '-o', path.join(folder, 'a.png'))
  expect(code).toBe(2)
  expect(err).toContain('@resvg/resvg-js')
  expect(err).toContain('--to svg')
  expect(existsSync(path.join(folder, 'a.png'))).toBe(false)
  expect((await run('export', folder, '--to', 'svg')).code).toBe(0)
  await rm(folder, { recursive: true })
})
