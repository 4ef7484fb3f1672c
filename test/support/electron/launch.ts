/** Runs a built main on the stand-in, in the test's own process: each launch loads it anew. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { createStandIn, type StandIn } from './electron.ts'
import type { Glass } from './page/glass.ts'

export interface StandInLaunch {
  /** What the windows are made of; it ends with the launch. */
  readonly glass: Glass
  /** The built file, absolute. */
  readonly main: string
  readonly args: readonly string[]
  /** The user's settings of this launch, Electron's own data below it. */
  readonly settings: string
  readonly cwd?: string
}

export interface Running extends StandIn {
  /** Pages of the open windows, oldest first. */
  readonly pages: () => Promise<Page[]>
  /** Where a file of this name is, for a page on which it is dropped. */
  readonly tellPath: (name: string, place: string) => Promise<void>
}

/** Resolves when main was loaded and told that the app is ready. */
export const launchStandIn = async (launch: StandInLaunch): Promise<Running> => {
  const argv = [process.execPath, launch.main, ...launch.args]
  const userData = path.join(launch.settings, 'electron')
  mkdirSync(userData, { recursive: true })
  const standIn = await createStandIn({
    glass: launch.glass,
    argv,
    cwd: launch.cwd ?? process.cwd(),
    userData,
  })
  vi.resetModules()
  vi.doMock('electron', () => ({ ...standIn.electron, default: standIn.electron }))
  process.argv = argv
  process.env.FENCELINE_CONFIG_DIR = launch.settings
  try {
    await import(/* @vite-ignore */ launch.main)
  } catch (error) {
    await standIn.close()
    throw error
  } finally {
    vi.doUnmock('electron')
  }
  standIn.apps.start()
  return {
    ...standIn,
    async tellPath(name, place) {
      for (const { contents } of standIn.world.windows) {
        await (await contents.inside).tell({ dropped: { [name]: place } })
      }
    },
    pages: () => Promise.all(standIn.world.windows.map(async ({ contents }) => (await contents.inside).page)),
  }
}
