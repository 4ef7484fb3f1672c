/** Where API keys are kept, each for the one origin it was given for. */

export interface KeptKey {
  readonly where: 'disk' | 'memory'
  /** To be shown: why the key is asked for again after a restart. */
  readonly notice?: string
}

export interface KeyStore {
  keep(origin: string, key: string): Promise<KeptKey>
  /** Null for an origin without a key, and for one whose key cannot be read any more. */
  find(origin: string): Promise<string | null>
  forget(origin: string): Promise<void>
}

/** For a host without a key ring: a key lives as long as the process. */
export function createMemoryKeys(): KeyStore {
  const keys = new Map<string, string>()
  return {
    async keep(origin, key) {
      keys.set(origin, key)
      return {
        where: 'memory',
        notice: 'The browser host has no key ring, so the key is forgotten when Fenceline ends.',
      }
    },
    find: async (origin) => keys.get(origin) ?? null,
    async forget(origin) {
      keys.delete(origin)
    },
  }
}
