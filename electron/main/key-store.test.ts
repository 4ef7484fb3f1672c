import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyStore, type KeyStoreParts } from './key-store.ts'

const ORIGIN = 'https://api.example.com'
const KEY = 'sk-canary-4f1d'
let settings: string

beforeEach(async () => {
  settings = await mkdtemp(path.join(tmpdir(), 'fenceline-keys-'))
})
afterEach(() => rm(settings, { recursive: true, force: true }))

/** Electron's key ring as far as it can be seen: a mark, then bytes that are not the text. */
const aRing = (mark: string, changes: Partial<KeyStoreParts['safe']> = {}): KeyStoreParts['safe'] => ({
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from(mark + Buffer.from(text).toString('hex')),
  decryptStringAsync: async (sealed) => ({
    result: Buffer.from(sealed.toString().slice(mark.length), 'hex').toString(),
    shouldReEncrypt: false,
  }),
  ...changes,
})
const store = (safe: KeyStoreParts['safe'], platform = 'linux') =>
  createKeyStore({ safe, settings, platform })

test('S15 a key that only Chromium’s constant would protect is in memory only, with a notice', async () => {
  const unprotected = [
    aRing('v10'),
    aRing('v11', { getSelectedStorageBackend: () => 'basic_text' }),
    aRing('v11', { isAsyncEncryptionAvailable: async () => false }),
    aRing('v11', { encryptStringAsync: () => Promise.reject(new Error('no key ring')) }),
  ]
  for (const safe of unprotected) {
    const keys = store(safe)
    expect(await keys.keep(ORIGIN, KEY)).toMatchObject({ where: 'memory', notice: expect.any(String) })
    expect(await keys.find(ORIGIN)).toBe(KEY)
    expect(await readdir(settings)).toEqual([])
    expect(await store(safe).find(ORIGIN)).toBeNull()
  }
})

test('S15 a key that a key ring protects is stored, unreadable, and found after a restart', async () => {
  expect(await store(aRing('v11')).keep(ORIGIN, KEY)).toEqual({ where: 'disk' })
  expect(await readFile(path.join(settings, 'keys.json'), 'utf8')).not.toContain(KEY)
  expect(await store(aRing('v11')).find(ORIGIN)).toBe(KEY)
  // Only Linux has the constant key: the mark means nothing elsewhere.
  expect(await store(aRing('v10'), 'darwin').keep(ORIGIN, KEY)).toEqual({ where: 'disk' })
})

test('S15 a key on the disk that only the constant protects is not used, whoever stored it', async () => {
  expect(await store(aRing('v10'), 'darwin').keep(ORIGIN, KEY)).toEqual({ where: 'disk' })
  expect(await store(aRing('v10'), 'linux').find(ORIGIN)).toBeNull()
})

test('S15 a key belongs to its origin, even when its entry is moved to another', async () => {
  const keys = store(aRing('v11'))
  await keys.keep(ORIGIN, KEY)
  expect(await keys.find('https://evil.example')).toBeNull()
  const file = path.join(settings, 'keys.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace(ORIGIN, 'https://evil.example'))
  expect(await keys.find('https://evil.example')).toBeNull()
})

test('S15 a key that was stored goes from the disk when it can no longer be protected, or is forgotten', async () => {
  await store(aRing('v11')).keep(ORIGIN, KEY)
  await store(aRing('v10')).keep(ORIGIN, 'sk-other')
  expect(await store(aRing('v11')).find(ORIGIN)).toBeNull()
  const keys = store(aRing('v11'))
  await keys.keep(ORIGIN, KEY)
  await keys.forget(ORIGIN)
  expect(await keys.find(ORIGIN)).toBeNull()
})
