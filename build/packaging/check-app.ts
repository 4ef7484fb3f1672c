// `node build/packaging/check-app.ts <unpacked app>`: whether a packaged app is as closed as it must be, by reading its
// bytes and starting it. Run on the system it is for, as a user with a display.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRawHeader, statFile } from '@electron/asar'
import manifest from '../../package.json' with { type: 'json' }
import { listWrongFuses } from './fuses.ts'

const STARTS_WITHIN_MS = 60_000

interface PackagedApp {
  /** What is started. */
  readonly program: string
  /** What holds the fuses: the program, or a Mac's bundle. */
  readonly fused: string
  readonly resources: string
}

/** The parts of an app for a platform of Node's; null when the folder holds none. */
export function findApp(folder: string, platform: string): PackagedApp | null {
  const bundle = path.join(folder, 'Fenceline.app')
  const app =
    platform === 'darwin'
      ? {
          program: path.join(bundle, 'Contents/MacOS/Fenceline'),
          fused: bundle,
          resources: path.join(bundle, 'Contents/Resources'),
        }
      : programBeside(folder, platform === 'win32' ? 'Fenceline.exe' : 'fenceline-desktop')
  return existsSync(app.program) ? app : null
}

function programBeside(folder: string, name: string): PackagedApp {
  const program = path.join(folder, name)
  return { program, fused: program, resources: path.join(folder, 'resources') }
}

/** What is wrong with its files, a line each. */
export async function listWrongFiles({ fused, resources }: PackagedApp): Promise<readonly string[]> {
  const unwanted = ['app', 'app.asar.unpacked', 'default_app.asar', 'app-update.yml']
  return [
    ...(await listWrongFuses(fused)),
    ...(existsSync(path.join(resources, 'app.asar')) ? [] : ['resources/app.asar is not there']),
    ...unwanted
      .filter((name) => existsSync(path.join(resources, name)))
      .map((name) => `resources/${name} must not be there`),
  ]
}

/** What it does when it is started as no user would. `platform` checks integrity only where Electron does (S14). */
function listWrongDoings(app: PackagedApp, platform: string): readonly string[] {
  const wrong: string[] = []
  const said = ask(app, { ELECTRON_RUN_AS_NODE: '1' })
  if (!said.startsWith(`${manifest.version} (`))
    wrong.push(`ELECTRON_RUN_AS_NODE=1 does not start the app; --version says ${JSON.stringify(said)}`)
  if (platform === 'linux') return wrong
  const damaged = withDamage(path.join(app.resources, 'app.asar'), () => ask(app, {}))
  return damaged === '' ? wrong : [...wrong, 'it starts with a changed app.asar']
}

function ask({ program }: PackagedApp, env: Readonly<Record<string, string>>): string {
  const options = { env: { ...process.env, ...env }, encoding: 'utf8', timeout: STARTS_WITHIN_MS } as const
  return spawnSync(program, ['--version'], options).stdout ?? ''
}

/** Does something while one byte of the app's first file is another. */
function withDamage<T>(archive: string, work: () => T): T {
  const bytes = readFileSync(archive)
  const changed = Buffer.from(bytes)
  const place = offsetOf(archive, 'dist/desktop/main.js') + 1000
  changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
  writeFileSync(archive, changed)
  try {
    return work()
  } finally {
    writeFileSync(archive, bytes)
  }
}

/** Where a file's bytes start: after two sizes of eight bytes together and the header. */
export function offsetOf(archive: string, file: string): number {
  const entry = statFile(archive, path.normalize(file))
  if (!('offset' in entry)) throw new Error(`${file} is no file of ${archive}`)
  return 8 + getRawHeader(archive).headerSize + Number(entry.offset)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? '.'
  const app = findApp(folder, process.platform)
  const wrong = app
    ? [...(await listWrongFiles(app)), ...listWrongDoings(app, process.platform)]
    : [`there is no packaged app in ${folder}`]
  for (const line of wrong) process.stderr.write(`${line}\n`)
  process.stdout.write(wrong.length > 0 ? `${wrong.length} wrong\n` : `${folder} is closed as it must be\n`)
  process.exitCode = wrong.length > 0 ? 1 : 0
}
