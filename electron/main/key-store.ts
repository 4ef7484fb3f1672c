/**
 * API keys, each for the one origin it was given for, encrypted by the system's key ring. Where there is
 * none, Chromium encrypts with a constant that everybody knows: such a key is kept in memory only.
 */
import type { SafeStorage } from 'electron'
import { z } from 'zod'
import type { KeyStore } from '../backend/llm/connection/key-store.ts'
import { createQueue } from '../backend/queue.ts'
import { createStored } from '../backend/settings/stored.ts'

const entrySchema = z.object({ origin: z.string(), sealed: z.base64() })
const keysSchema = z.object({ keys: z.array(entrySchema).max(100) })
/** Sealed together, so that an entry cannot be moved to another origin. */
const contentSchema = z.object({ origin: z.string(), key: z.string() })

/** Chromium's mark of a ciphertext that no key ring protects, on Linux. */
const UNPROTECTED = 'v10'

export interface KeyStoreParts {
  readonly safe: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  /** The person's own settings folder. */
  readonly settings: string
  readonly platform: string
}

export function createKeyStore({ safe, settings, platform }: KeyStoreParts): KeyStore {
  const stored = createStored(settings, 'keys', keysSchema)
  const inMemory = new Map<string, string>()
  const inTurn = createQueue()
  const isProtected = (sealed: Buffer) =>
    platform !== 'linux' || sealed.subarray(0, UNPROTECTED.length).toString('latin1') !== UNPROTECTED

  /** Null where nothing protects it. */
  const seal = async (origin: string, key: string): Promise<Buffer | null> => {
    try {
      if (!(await safe.isAsyncEncryptionAvailable())) return null
      if (platform === 'linux' && safe.getSelectedStorageBackend() === 'basic_text') return null
      const sealed = await safe.encryptStringAsync(JSON.stringify({ origin, key }))
      return isProtected(sealed) ? sealed : null
    } catch {
      return null
    }
  }

  const replace = async (origin: string, sealed: Buffer | null) => {
    const before = (await stored.read())?.keys ?? []
    const others = before.filter((entry) => entry.origin !== origin)
    if (!sealed && others.length === before.length) return
    const own = sealed ? [{ origin, sealed: sealed.toString('base64') }] : []
    await stored.write({ keys: [...others, ...own] })
  }

  return {
    keep: (origin, key) =>
      inTurn(async () => {
        const sealed = await seal(origin, key)
        await replace(origin, sealed)
        if (sealed) {
          inMemory.delete(origin)
          return { where: 'disk' }
        }
        inMemory.set(origin, key)
        return {
          where: 'memory',
          notice:
            'This system has no key ring that protects the key, so it is forgotten when Fenceline ends.',
        }
      }),
    find: (origin) =>
      inTurn(async () => {
        const kept = inMemory.get(origin)
        if (kept !== undefined) return kept
        const entry = (await stored.read())?.keys.find((candidate) => candidate.origin === origin)
        const sealed = entry ? Buffer.from(entry.sealed, 'base64') : null
        if (!sealed || !isProtected(sealed)) return null
        try {
          const { result } = await safe.decryptStringAsync(sealed)
          const content = contentSchema.parse(JSON.parse(result))
          return content.origin === origin ? content.key : null
        } catch {
          return null
        }
      }),
    forget: (origin) =>
      inTurn(async () => {
        inMemory.delete(origin)
        await replace(origin, null)
      }),
  }
}
