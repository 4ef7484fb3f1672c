// The icon in the containers of each system, drawn from one SVG: no picture is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'

/** Of `icns`, by the name that a Mac gives each size: single and, from `ic11` on, for two pixels a point. */
const ICNS = [
  ...[{ type: 'ic07', size: 128 } as const, { type: 'ic08', size: 256 } as const],
  ...[{ type: 'ic09', size: 512 } as const, { type: 'ic10', size: 1024 } as const],
  ...[{ type: 'ic11', size: 32 } as const, { type: 'ic12', size: 64 } as const],
  ...[{ type: 'ic13', size: 256 } as const, { type: 'ic14', size: 512 } as const],
]
const ICO = [16, 24, 32, 48, 64, 128, 256]
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512]

const source = readFileSync(new URL('icon.svg', import.meta.url), 'utf8')

/** Writes `icon.icns`, `icon.ico` and `linux/<size>x<size>.png` into the folder, about 200 KB. */
export function writeIcons(folder: string): void {
  const drawn = new Map<number, Buffer>()
  const png = (size: number): Buffer => {
    const image = drawn.get(size) ?? drawPng(size)
    drawn.set(size, image)
    return image
  }
  mkdirSync(path.join(folder, 'linux'), { recursive: true })
  writeFileSync(
    path.join(folder, 'icon.icns'),
    printIcns(ICNS.map(({ type, size }) => ({ type, png: png(size) }))),
  )
  writeFileSync(path.join(folder, 'icon.ico'), printIco(ICO.map((size) => ({ size, png: png(size) }))))
  for (const size of LINUX) writeFileSync(path.join(folder, 'linux', `${size}x${size}.png`), png(size))
}

function drawPng(size: number): Buffer {
  return new Resvg(source, { fitTo: { mode: 'width', value: size } }).render().asPng()
}

/** A header, then blocks of type, length with its own eight bytes, and PNG. */
function printIcns(pictures: readonly { readonly type: string; readonly png: Buffer }[]): Buffer {
  const block = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(body.length + 8, 4)
    return Buffer.concat([head, body])
  }
  return block('icns', Buffer.concat(pictures.map(({ type, png }) => block(type, png))))
}

/** A directory of sixteen bytes a picture, then PNGs; 256 is written as 0. */
function printIco(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = head.subarray(6 + 16 * index)
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}
