// `npm run pack:cli`: the command line as an npm package in release/, with its bill of materials.
import { cpSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { stageCli } from './contents/stage-cli.ts'
import { dayOf, makeStamp } from './contents/stamp.ts'
import { runNpm } from './npm.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What a CI should have to fetch at most. */
const MOST_BYTES = 3_000_000

export interface PackedCli {
  /** The tarball. */
  readonly file: string
  readonly bytes: number
}

/** Throws when the package has outgrown what it promises. */
export function packCli(output: string, staged: string): PackedCli {
  const stamp = makeStamp(root)
  const folder = stageCli(root, staged, stamp)
  mkdirSync(output, { recursive: true })
  const said = runNpm(['pack', '--json', '--ignore-scripts', '--pack-destination', output], folder)
  const file = path.join(output, `fenceline-${stamp.version}.tgz`)
  const bytes = statSync(file).size
  if (bytes >= MOST_BYTES) throw new Error(`The package has ${bytes} bytes of ${MOST_BYTES} allowed. ${said}`)
  cpSync(path.join(staged, 'fenceline-cli.cdx.json'), path.join(output, 'fenceline-cli.cdx.json'))
  process.stdout.write(
    `Fenceline ${stamp.version} of ${stamp.commit}, ${dayOf(stamp)}: ${file}, ${bytes} bytes\n`,
  )
  return { file, bytes }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  packCli(path.join(root, 'release'), path.join(root, 'dist/pack'))
