/** Answers what needs no folder: which Fenceline this is, and the person's settings. */
import type { AppHandlers } from '../../shared/protocol/contract.ts'
import type { SettingsStore } from './settings/settings.ts'

export interface AppOptions {
  readonly version: string
  readonly host: 'browser' | 'desktop'
  readonly settings: SettingsStore
}

export function createAppHandlers({ version, host, settings }: AppOptions): AppHandlers {
  return {
    'app.info': async () => ({ version, host, platform: process.platform }),
    'settings.get': () => settings.get(),
    'settings.set': (change) => settings.set(change),
  }
}
