import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkRelative, isWithin, resolveInside } from './paths.ts'

let base: string
let root: string

beforeAll(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-paths-')))
  root = path.join(base, 'repo')
  await mkdir(path.join(root, 'docs'), { recursive: true })
  await mkdir(path.join(base, 'repo-two'))
  await writeFile(path.join(base, 'secret'), '')
  await symlink('..', path.join(root, 'up'))
  await symlink('loop', path.join(root, 'loop'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

// Without looking at the disk, where the real path would be refused once more.
test.each([
  '',
  '..',
  'docs/..',
  '/etc/passwd',
  '../secret',
  'docs/../../secret',
  './a',
  'a//b',
  'C:/x',
  'a\\b',
  'a\0b',
  'a\nb',
])('the path %j is refused by its text alone', async (relative) => {
  expect(() => checkRelative(relative)).toThrow(expect.objectContaining({ code: 'outside-root' }))
  await expect(resolveInside(root, relative)).rejects.toMatchObject({ code: 'outside-root' })
})

test('a link to a folder above is refused', async () => {
  await expect(resolveInside(root, 'up/secret')).rejects.toMatchObject({ code: 'outside-root' })
  await expect(resolveInside(root, 'up/new')).rejects.toMatchObject({ code: 'outside-root' })
})

test('a link to itself is a fault with the name of the file', async () => {
  const resolved = resolveInside(root, 'loop')
  await expect(resolved).rejects.toMatchObject({
    code: 'not-a-file',
    message: expect.stringContaining('loop'),
  })
})

test('a file that does not exist yet has a place', async () => {
  expect(await resolveInside(root, 'docs/new/model.yaml')).toBe(path.join(root, 'docs/new/model.yaml'))
})

test('a folder whose name begins the same is not inside', () => {
  expect(isWithin(root, `${root}-two/file`)).toBe(false)
})

test('whatever the text, the place is inside the folder or the path is refused', async () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'up', 'docs', 'C:', '~', '%2e%2e'),
    fc.string({ maxLength: 6 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
      const place = await resolveInside(root, parts.join('/')).catch(() => root)
      expect(isWithin(root, place)).toBe(true)
    }),
  )
})
