/** A person's own settings, in one private file outside every repo. */
import { mkdir, realpath, rename } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../../shared/protocol/contract.ts'
import { readInside } from '../files/read-file.ts'
import { writeFile } from '../files/writer.ts'

const FILE = 'settings.json'
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

const storedSchema = settingsSchema
  .partial()
  .extend({ panels: settingsSchema.shape.panels.partial().optional() })

export interface SettingsStore {
  /** Defaults where nothing or something unreadable is stored. */
  get(): Promise<Settings>
  /** Stores the change and gives the whole. */
  set(change: Partial<Settings>): Promise<Settings>
}

/** Settings kept in `folder`, which is made on the first change. */
export function createSettings(folder: string): SettingsStore {
  const get = async (): Promise<Settings> => {
    const text = await readStored(folder)
    if (text === undefined) return DEFAULT_SETTINGS
    const stored = storedSchema.safeParse(parseJson(text))
    if (stored.success) return merge(stored.data)
    // Kept, so that nothing a person wrote is lost; the next start does not stumble over it again.
    await rename(path.join(folder, FILE), path.join(folder, `settings.broken-${Date.now()}.json`)).catch(
      () => {},
    )
    return DEFAULT_SETTINGS
  }
  return {
    get,
    async set(change) {
      const settings = { ...(await get()), ...change }
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
      const content = `${JSON.stringify(settings, null, 2)}\n`
      await writeFile({ root: await realpath(folder), path: FILE, content, mode: PRIVATE_FILE })
      return settings
    },
  }
}

async function readStored(folder: string): Promise<string | undefined> {
  try {
    return (await readInside(await realpath(folder), FILE))?.text ?? undefined
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function merge(stored: z.infer<typeof storedSchema>): Settings {
  return { ...DEFAULT_SETTINGS, ...stored, panels: { ...DEFAULT_SETTINGS.panels, ...stored.panels } }
}
