// electron-builder is run for real on a folder that looks like Electron: everything but Electron's own program, and
// the tools that wrap a folder into one file, which are downloads.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { extractAll, extractFile, listPackage } from '@electron/asar'
import { build, createTargets, Platform } from 'electron-builder'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { listImported, namesIn, readBill } from '../../test/support/packaging/bill-of-materials.ts'
import { writeProgram, writeUnpackedElectron } from '../../test/support/packaging/unpacked-electron.ts'
import { findApp, listWrongFiles, offsetOf } from './check-app.ts'
import { installerConfig } from './installers.ts'
import { packApp } from './pack-app.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-app-'))
const at = (...parts: string[]) => path.join(folder, ...parts)
const unpacked = at('out/linux-unpacked')
const archive = path.join(unpacked, 'resources/app.asar')
/** What the .deb and the AppImage would be made of; the first names files that last only while it is made. */
const targets: unknown[] = []
const entries: string[] = []
const inspect = async (target: unknown) => {
  targets.push(target)
  if (Array.isArray(target)) entries.push(readFileSync(String(target[1]), 'utf8'))
  else if (typeof target === 'object' && target !== null && 'desktop' in target)
    entries.push(String(target.desktop))
  return true
}

// A Mac's app is put together from a Mac's Electron, Windows' from that of Windows.
describe.skipIf(process.platform !== 'linux')('the packaged app', () => {
  beforeAll(async () => {
    vi.stubEnv('GITHUB_REPOSITORY', 'ada/fenceline')
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    writeUnpackedElectron(at('electron'))
    await packApp({
      ...{ isDir: false, output: at('out'), staged: at('staged'), electronDist: at('electron') },
      inspect,
    })
    vi.restoreAllMocks()
  }, 120_000)
  afterAll(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  test.skipIf(process.platform !== 'linux')(
    'the app is one archive of the bundles, closed as it must be',
    async () => {
      const app = findApp(unpacked, 'linux')
      expect(app && (await listWrongFiles(app))).toEqual([])
      const files = listPackage(archive, { isPack: false }).map((file) =>
        file.slice(1).split(path.sep).join('/'),
      )
      expect(files).toEqual(
        expect.arrayContaining([
          ...['package.json', 'LICENSE', 'NOTICE', 'THIRD-PARTY-NOTICES.txt', 'dist/desktop/build.json'],
          ...['dist/desktop/main.js', 'dist/desktop/preload.cjs', 'dist/desktop/icon.png'],
          ...[
            'dist/renderer/index.html',
            'dist/renderer/drawing/frame.js',
            'dist/renderer/drawing/mermaid.js',
          ],
        ]),
      )
      expect(files.filter((file) => /node_modules|\.map$|\.ts$|\.vite|test/.test(file))).toEqual([])
      expect(JSON.parse(extractFile(archive, 'package.json').toString())).toMatchObject({
        ...{ name: 'fenceline', type: 'module', main: 'dist/desktop/main.js' },
      })
      expect(readdirSync(path.join(unpacked, 'locales'))).toEqual(['en-US.pak'])
    },
  )

  test('the thread that reads files of other tools has all that it loads', async () => {
    extractAll(archive, at('extracted'))
    const thread = new Worker(at('extracted/dist/node/reader.js'))
    expect(await new Promise((resolve) => thread.once('message', resolve))).toBe('ready')
    thread.postMessage({ text: 'flowchart LR\n  a --> b', file: 'a.mmd' })
    const read = await new Promise((resolve) => thread.once('message', resolve))
    expect(JSON.stringify(read)).toContain('"from":"a","to":"b"')
    await thread.terminate()
  })

  test('what does not belong beside the app is found', async () => {
    const app = { program: at('loose/app'), fused: at('loose/app'), resources: at('electron') }
    writeUnpackedElectron(at('loose'))
    writeProgram(app.program, '010011001')
    expect(await listWrongFiles(app)).toEqual(['resources/app.asar is not there'])
    expect(findApp(at('electron'), 'linux')).toBeNull()
  })

  test('S13 a program that ELECTRON_RUN_AS_NODE turns into Node fails the check of a release', () => {
    const check = (name: string, script: string) => {
      mkdirSync(at(name, 'resources'), { recursive: true })
      writeFileSync(at(name, 'resources/app.asar'), '')
      writeProgram(at(name, 'fenceline-desktop'), '010011001', `#!/bin/sh\n${script}`)
      const checker = path.join(root, 'build/packaging/check-app.ts')
      return spawnSync(process.execPath, [checker, at(name)], { encoding: 'utf8' })
    }
    const closed = check('closed', `echo '${manifest.version} (1a2b3c4, 2026-11-27)'`)
    expect(closed).toMatchObject({ status: 0, stderr: '' })
    const open = check('open', 'test "$ELECTRON_RUN_AS_NODE" && echo v24.21.0')
    expect(open).toMatchObject({ status: 1, stderr: expect.stringContaining('says "v24.21.0') })
  })

  test('S14 a file of the archive is where the check for integrity damages it', () => {
    const bytes = readFileSync(archive).subarray(offsetOf(archive, 'dist/desktop/main.js'))
    expect(bytes.subarray(0, 200)).toEqual(
      readFileSync(path.join(root, 'dist/desktop/main.js')).subarray(0, 200),
    )
  })

  test('S18 nothing in the app can update it', () => {
    const main = extractFile(archive, 'dist/desktop/main.js').toString()
    expect(main).not.toMatch(/autoUpdater|electron-updater|setFeedURL|quitAndInstall/)
    expect(existsSync(path.join(unpacked, 'resources/app-update.yml'))).toBe(false)
    expect(
      readdirSync(at('out')).filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('builder-')),
    ).toEqual([])
  })

  test('a double click on Linux opens a model, and no package starts the app without its sandbox', () => {
    const text = JSON.stringify(targets)
    expect(targets).toHaveLength(2)
    expect(text).not.toContain('no-sandbox')
    const execs = entries.map((entry) => /^Exec=(.*)$/m.exec(entry)?.[1]).sort()
    expect(execs).toEqual(['/opt/Fenceline/fenceline-desktop %f', 'AppRun %U'])
    for (const entry of entries) {
      expect(entry).toContain('MimeType=application/x-fenceline-model;')
      expect(entry).toContain('StartupWMClass=fenceline-desktop')
    }
    expect(text).toContain('model-type.xml=/usr/share/mime/packages/fenceline-model.xml')
  })

  test('the bill of materials lists what the sources import, with Electron, and no tool', () => {
    const bill = readBill(at('out/fenceline-desktop.cdx.json'))
    const listed = namesIn(bill.components)
    const imported = listImported('renderer', 'shared', 'electron/main')
    expect(imported.length).toBeGreaterThan(15)
    expect(imported.filter((name) => !listed.includes(name))).toEqual([])
    expect(listed).toEqual(
      expect.arrayContaining(['electron', 'mermaid', '@anthropic-ai/sdk', '@codemirror/state']),
    )
    expect(
      listed.filter((name) => /^(vite|vitest|typescript|electron-builder|playwright-core)$/.test(name)),
    ).toEqual([])
    const mermaid = bill.components.find(({ name }) => name === 'mermaid')
    expect(namesIn(mermaid?.components ?? [])).toEqual(expect.arrayContaining(['dompurify', 'katex', 'd3']))
  })

  test('every package of the bill has its licence among the notices', () => {
    const notices = extractFile(archive, 'THIRD-PARTY-NOTICES.txt').toString()
    const { components } = readBill(at('out/fenceline-desktop.cdx.json'))
    const all = components
      .filter(({ name }) => name !== 'electron')
      .flatMap((one) => [one, ...(one.components ?? [])])
    const missing = all.filter(
      ({ name, group, version }) => !notices.includes(`${group ? `${group}/` : ''}${name} ${version} (`),
    )
    expect(missing).toEqual([])
    expect(notices).toContain('Eclipse Public License')
    expect(notices).toContain('SIL OPEN FONT LICENSE')
  })

  test('the icons of the three systems hold every size, from one drawing', () => {
    const png = Buffer.from('\x89PNG', 'latin1')
    const icns = readFileSync(at('staged/icons/icon.icns'))
    expect(icns.subarray(0, 4).toString()).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const ico = readFileSync(at('staged/icons/icon.ico'))
    for (let index = 0; index < ico.readUInt16LE(4); index += 1) {
      const offset = ico.readUInt32LE(6 + 16 * index + 12)
      expect(ico.subarray(offset, offset + 4)).toEqual(png)
      // A PNG tells its width after the name of its first block.
      expect(ico.readUInt32BE(offset + 16)).toBe(ico.readUInt8(6 + 16 * index) || 256)
    }
    expect(readdirSync(at('staged/icons/linux'))).toContain('512x512.png')
  })

  test('electron-builder refuses an option that it does not know, on any system', async () => {
    const config = installerConfig({
      root,
      staged: at('staged'),
      output: at('no'),
      electronVersion: '45.0.0',
    })
    for (const part of ['mac', 'win', 'linux', 'nsis', 'dmg', 'deb', 'appImage'] as const) {
      const wrong = { ...config, [part]: { ...config[part], nonsense: true } }
      const wanted = { projectDir: root, config: wrong, targets: createTargets([Platform.LINUX], 'dir') }
      await expect(build(wanted)).rejects.toThrow(new RegExp(`configuration\\.${part}|nonsense`))
    }
  })
})
