// `node build/packaging/check-electron.ts`: whether the Electron of the lockfile still gets security fixes (S19).
// Electron supports its latest three majors. Asks npm for the latest one; run by CI every week.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { electronVersion } from './contents/stage-app.ts'

const SUPPORTED_MAJORS = 3

/** Of versions as npm writes them. Throws for what is no version. */
export function isSupported(ours: string, latest: string): boolean {
  return majorOf(latest) - majorOf(ours) < SUPPORTED_MAJORS
}

function majorOf(version: string): number {
  const major = /^(\d+)\.\d+\.\d+/.exec(version)?.[1]
  if (major === undefined) throw new Error(`${JSON.stringify(version)} is no version of Electron.`)
  return Number(major)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ours = electronVersion(fileURLToPath(new URL('../..', import.meta.url)))
  const shell = process.platform === 'win32'
  const latest = execFileSync('npm', ['view', 'electron', 'dist-tags.latest'], {
    encoding: 'utf8',
    shell,
  }).trim()
  const verdict = isSupported(ours, latest) ? 'supported' : 'no longer supported: update it'
  process.stdout.write(`Electron ${ours} is ${verdict} (the latest is ${latest}).\n`)
  process.exitCode = isSupported(ours, latest) ? 0 : 1
}
