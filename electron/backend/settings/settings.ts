/** A person's own settings, in one private file outside every repo. */
import type { z } from 'zod'
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from '../../../shared/protocol/contract.ts'
import { createQueue } from '../queue.ts'
import { ownSettingsFolder } from './place.ts'
import { createStored } from './stored.ts'

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
  const stored = createStored(folder, 'settings', storedSchema)
  const inTurn = createQueue()
  const get = async () => merge((await stored.read()) ?? {})
  return {
    get,
    set: (change) =>
      inTurn(async () => {
        const settings = { ...(await get()), ...change }
        await stored.write(settings)
        return settings
      }),
  }
}

export function ownSettings(): SettingsStore {
  return createSettings(ownSettingsFolder())
}

function merge(stored: z.infer<typeof storedSchema>): Settings {
  return { ...DEFAULT_SETTINGS, ...stored, panels: { ...DEFAULT_SETTINGS.panels, ...stored.panels } }
}
