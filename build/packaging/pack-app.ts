// `npm run pack:app [-- --dir]`: installers for this system in release/, with their bill of materials. With --dir only
// the unpacked app. electron-builder downloads Electron and its tools.
import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type CliOptions } from 'electron-builder'
import { electronVersion, stageApp } from './contents/stage-app.ts'
import { dayOf, makeStamp } from './contents/stamp.ts'
import { writeIcons } from './icon/icons.ts'
import { installerConfig } from './installers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface PackOptions {
  /** Only the unpacked app. */
  readonly isDir: boolean
  readonly output: string
  /** Where the parts are laid out. */
  readonly staged: string
  readonly electronDist?: string
  /** Is shown what a target would be made of; true leaves it at that. */
  readonly inspect?: (target: unknown) => Promise<boolean>
}

/** Gives the files that were made. */
export async function packApp(options: PackOptions): Promise<readonly string[]> {
  const { isDir, output, staged, electronDist, inspect } = options
  const stamp = makeStamp(root)
  stageApp(root, staged, stamp)
  writeIcons(path.join(staged, 'icons'))
  // Tools below take the time of files from here.
  process.env.SOURCE_DATE_EPOCH = String(stamp.epoch)
  const config = installerConfig({
    ...{ root, staged, output, electronVersion: electronVersion(root) },
    ...(electronDist === undefined ? {} : { electronDist }),
  })
  const wanted: CliOptions = { projectDir: root, config, publish: 'never' }
  const made = await build({
    ...wanted,
    ...(isDir ? { dir: true } : {}),
    ...(inspect === undefined ? {} : { effectiveOptionComputed: inspect }),
  })
  mkdirSync(output, { recursive: true })
  cpSync(path.join(staged, 'fenceline-desktop.cdx.json'), path.join(output, 'fenceline-desktop.cdx.json'))
  process.stdout.write(`Fenceline ${stamp.version} of ${stamp.commit}, ${dayOf(stamp)}: ${output}\n`)
  return made
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isDir = process.argv.includes('--dir')
  await packApp({ isDir, output: path.join(root, 'release'), staged: path.join(root, 'dist/pack') })
}
