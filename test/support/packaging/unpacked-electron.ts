// A folder that looks like an unpacked Electron for Linux to electron-builder: no program of Electron's is here, but
// its fuses are bytes after a sentinel, whatever surrounds them.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron 45 ships it. */
export const RELEASED_WIRE = '101100011'

/** A program with the given fuses, `0` off and `1` on, and a script before them where it should do something. */
export function writeProgram(file: string, wire: string, script = ''): void {
  const fuses = Buffer.from([1, wire.length])
  const parts = [`${script}\nexit\n`, Buffer.alloc(5000, 'x'), SENTINEL, fuses, wire, Buffer.alloc(500, 'y')]
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))))
  chmodSync(file, 0o755)
}

export function writeUnpackedElectron(folder: string): void {
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  mkdirSync(path.join(folder, 'locales'))
  writeProgram(path.join(folder, 'electron'), RELEASED_WIRE)
  for (const name of [
    'chrome-sandbox',
    'LICENSE',
    'LICENSES.chromium.html',
    'locales/en-US.pak',
    'locales/de.pak',
  ])
    writeFileSync(path.join(folder, name), name)
}
