// Saves to a disk that is full, in a folder that may not be written, and on a file system that is read-only.
import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const SCRIPT = fileURLToPath(new URL('../support/faults/save-report.ts', import.meta.url))
const RIGHTS = fileURLToPath(new URL('../support/faults/report-rights.ts', import.meta.url))
const SAVE = `"${process.execPath}" --no-warnings "${SCRIPT}"`
const LOCK = new URL('../../electron/backend/files/lock.ts', import.meta.url).href
const FILE = 'threat-model.yaml'
let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-place-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs shell lines in a mount namespace of their own, where `$DIR` can be mounted over. */
function inOwnMounts(script: string): string {
  const env = { ...process.env, DIR: folder }
  const own = ['-rm', 'sh', '-ec', script]
  return execFileSync('unshare', own, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** How to run as somebody the rights on files apply to; undefined where that cannot be. */
function asSomebody(): readonly string[] | undefined {
  if (process.getuid?.() !== 0) return ['env']
  const somebody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  try {
    execFileSync(
      somebody[0] ?? '',
      [
        ...somebody.slice(1),
        process.execPath,
        '--no-warnings',
        '-e',
        `require('fs').readFileSync(${JSON.stringify(SCRIPT)})`,
      ],
      { stdio: 'ignore' },
    )
    return somebody
  } catch {
    return undefined
  }
}

const reports = (output: string) =>
  output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe.skipIf(!canMount())('on a disk of its own (skipped where mounting is not allowed)', () => {
  test('D4 a disk that is too full for the pid in a lock leaves no lock behind', () => {
    const lock = `await (await import('${LOCK}')).withLock('/repo/a', async () => {})`
    const output = inOwnMounts(`
      mount -t tmpfs -o size=8k tmpfs "$DIR"
      mkdir "$DIR/locks"
      cat /dev/zero > "$DIR/filler" 2>/dev/null || true
      FENCELINE_CONFIG_DIR="$DIR" "${process.execPath}" --no-warnings --input-type=module -e "${lock}"
      ls "$DIR/locks"
    `)
    expect(output).toBe('')
  })

  test('D4 a full disk keeps the old file whole, and a save works once there is room', () => {
    const output = inOwnMounts(`
      mount -t tmpfs -o size=64k tmpfs "$DIR"
      head -c 20000 /dev/zero > "$DIR/${FILE}"
      head -c 20000 /dev/zero > "$DIR/filler"
      ${SAVE} "$DIR" ${FILE} 30000
      head -c 20000 /dev/zero | cmp - "$DIR/${FILE}"
      rm "$DIR/filler"
      ${SAVE} "$DIR" ${FILE} 30000`)
    const [full, freed] = reports(output)
    expect(full).toMatchObject({ code: 'disk-full', size: 20_000, files: ['filler', FILE] })
    expect(full.message).toContain(FILE)
    expect(freed).toMatchObject({ changed: true, size: 30_000, files: [FILE] })
  })

  test('D6 a file system that became read-only is said to be one', () => {
    const output = inOwnMounts(`
      mount -t tmpfs tmpfs "$DIR"
      echo old > "$DIR/${FILE}"
      mount -o remount,ro "$DIR"
      ${SAVE} "$DIR" ${FILE} 100`)
    expect(reports(output)[0]).toMatchObject({ code: 'read-only', size: 4, files: [FILE] })
  })
})

const somebody = asSomebody()
describe.skipIf(!somebody)(
  'as a user with no right to write (skipped where no other user can be run)',
  () => {
    test.each([
      ['a folder', 0o555, 0o644],
      ['a file', 0o777, 0o444],
    ])('D6 %s that may not be written is said to be so', async (_, folderMode, fileMode) => {
      const inner = path.join(folder, 'inner')
      await mkdir(inner)
      await writeFile(path.join(inner, FILE), 'old\n')
      await chmod(path.join(inner, FILE), fileMode)
      await chmod(inner, folderMode)
      await chmod(folder, 0o755)
      const [command = '', ...args] = somebody ?? []
      const output = execFileSync(
        command,
        [...args, process.execPath, '--no-warnings', SCRIPT, inner, FILE, '100'],
        {
          encoding: 'utf8',
        },
      )
      expect(reports(output)[0]).toMatchObject({ code: 'read-only', size: 4, files: [FILE] })
      await chmod(inner, 0o755)
    })

    test('D6 a folder that becomes read-only while it is open is noticed, and edits are kept elsewhere', async () => {
      const [inner, settings] = [path.join(folder, 'inner'), path.join(folder, 'settings')]
      await mkdir(inner)
      await mkdir(settings)
      await writeFile(path.join(inner, FILE), 'title: Shop\n')
      await chmod(folder, 0o755)
      if (process.getuid?.() === 0)
        for (const place of [inner, settings, path.join(inner, FILE)]) await chown(place, 65534, 65534)
      const [command = '', ...args] = somebody ?? []
      const output = execFileSync(
        command,
        [...args, process.execPath, '--no-warnings', RIGHTS, inner, FILE],
        { encoding: 'utf8', env: { ...process.env, FENCELINE_CONFIG_DIR: settings } },
      )
      expect(reports(output)[0]).toEqual({
        readOnly: [false, true],
        isHeard: true,
        code: 'read-only',
        kept: 'Edited',
      })
    }, 30_000)
  },
)
