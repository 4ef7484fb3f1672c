/** Which folders a person trusts, and in which exact words their prompts. Kept outside every folder, by real path. */
import { realpath } from 'node:fs/promises'
import { z } from 'zod'
import { createQueue } from '../../queue.ts'
import { createStored } from '../../settings/stored.ts'

const folderSchema = z.object({
  trusted: z.boolean(),
  /** Hashes of the prompts, by path in the folder. */
  pins: z.record(z.string(), z.string()).default({}),
})
const fileSchema = z.object({ folders: z.record(z.string(), folderSchema).default({}) })
type Folder = z.infer<typeof folderSchema>

export interface Trust {
  isTrusted(root: string): Promise<boolean>
  /** Taking trust away forgets the folder's pins. */
  setTrusted(root: string, trusted: boolean): Promise<void>
  /** Hash by path. */
  pinned(root: string): Promise<ReadonlyMap<string, string>>
  pin(root: string, path: string, hash: string): Promise<void>
}

export function createTrust(settingsFolder: string): Trust {
  const stored = createStored(settingsFolder, 'trust', fileSchema)
  const inTurn = createQueue()
  const folders = async () => new Map(Object.entries((await stored.read())?.folders ?? {}))
  const find = async (root: string) => (await folders()).get(await realpath(root))
  const change = (root: string, next: (folder: Folder) => Folder) =>
    inTurn(async () => {
      const all = await folders()
      const place = await realpath(root)
      all.set(place, next(all.get(place) ?? { trusted: false, pins: {} }))
      await stored.write({ folders: Object.fromEntries(all) })
    })
  return {
    isTrusted: async (root) => (await find(root))?.trusted ?? false,
    setTrusted: (root, trusted) => change(root, ({ pins }) => ({ trusted, pins: trusted ? pins : {} })),
    pinned: async (root) => new Map(Object.entries((await find(root))?.pins ?? {})),
    pin: (root, path, hash) =>
      change(root, (folder) => ({ ...folder, pins: { ...folder.pins, [path]: hash } })),
  }
}
