// Paints five diagrams of the corpus as they were imported beside a drawing of what stands in their files:
// node test/support/exchange/paint-pictures.ts [folder]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { renderPng } from '../../../electron/cli/picture/png.ts'
import { readInRoom } from '../../../shared/formats/importing/in-room.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { printSvg } from '../../../shared/report/svg/print.ts'
import {
  drawioDrawing,
  otmDrawing,
  type SourceDrawing,
  threatDragonDrawing,
  tm7Drawing,
} from './source-geometry.ts'

const CORPUS = '/work/shared/corpus'
const FILES: readonly (readonly [name: string, file: string, draw: (text: string) => SourceDrawing])[] = [
  [
    'threat-dragon',
    'threat-dragon/OWASP__threat-model-cookbook__Flow_Diagram__sokify__alt1-sokify.json',
    threatDragonDrawing,
  ],
  [
    'threat-dragon-v2',
    'threat-dragon/melonattacker__threat-thinker__examples__diagrams__nested-zone__system.threat-dragon.json',
    threatDragonDrawing,
  ],
  ['tm7', 'tm7/iriusrisk__startleft__slp_mtmt__tests__resources__mtmt__MTMT_nested_tz_line.tm7', tm7Drawing],
  [
    'otm',
    'otm/iriusrisk__startleft__slp_visio__tests__resources__otm__boundary-and-component-tzs.otm',
    otmDrawing,
  ],
  ['drawio', 'drawio/melonattacker__threat-thinker__benchmarking__web__system.xml', drawioDrawing],
]
const MARGIN = 24
const WIDTH = 900

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ')

/** Rectangles and strokes, nothing more, in a picture of the width that both halves have. */
function printSource({ shapes, strokes }: SourceDrawing): { readonly svg: string; readonly height: number } {
  const points = [
    ...shapes.flatMap(({ x, y, width, height }) => [[x, y] as const, [x + width, y + height] as const]),
    ...strokes.flatMap((stroke) => stroke.points),
  ]
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN]
  const [width, height] = [Math.max(...xs) - left + MARGIN, Math.max(...ys) - top + MARGIN]
  const ink = (isBoundary: boolean) =>
    `fill="none" stroke="${isBoundary ? 'red' : 'black'}"${isBoundary ? ' stroke-dasharray="6 4"' : ''}`
  const body = [
    ...shapes.map(
      ({ x, y, width: w, height: h, title, isBoundary }) =>
        `<rect x="${x}" y="${y}" width="${w}" height="${h}" ${ink(isBoundary)}/><text x="${x + 4}" y="${y + 14}" font-size="12" font-family="Inter">${escaped(title)}</text>`,
    ),
    ...strokes.map(
      (stroke) =>
        `<polyline points="${stroke.points.map((point) => point.join(',')).join(' ')}" ${ink(stroke.isBoundary)}/>`,
    ),
  ].join('')
  const shown = Math.round((height / width) * WIDTH)
  return {
    svg: `<svg x="0" y="0" width="${WIDTH}" height="${shown}" viewBox="${left} ${top} ${width} ${height}">${body}</svg>`,
    height: shown,
  }
}

/** Our drawing, in the same width. */
function printImported(text: string): { readonly svg: string; readonly height: number } {
  const { model, layout } = readInRoom(readAny(text))
  if (!model) throw new Error('The file does not read.')
  const svg = printSvg(model, layout, { page: layout.pages[0]?.id })
  const [, width = '1', height = '1'] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const shown = Math.round((Number(height) / Number(width)) * WIDTH)
  const placed = svg
    .slice(svg.indexOf('<svg'))
    .replace(/<svg[^>]*>/, (start) =>
      start
        .replace(/ (?:width|height|x|y)="[^"]*"/g, '')
        .replace('<svg', `<svg x="${WIDTH}" y="0" width="${WIDTH}" height="${shown}"`),
    )
  return { svg: placed, height: shown }
}

const folder = process.argv[2] ?? 'dist/exchange'
if (!existsSync(CORPUS)) throw new Error(`There is no ${CORPUS}.`)
mkdirSync(folder, { recursive: true })
for (const [name, file, draw] of FILES) {
  const text = readFileSync(path.join(CORPUS, file), 'utf8')
  const [source, imported] = [printSource(draw(text)), printImported(text)]
  const height = Math.max(source.height, imported.height)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${2 * WIDTH}" height="${height}" viewBox="0 0 ${2 * WIDTH} ${height}"><rect width="${2 * WIDTH}" height="${height}" fill="white"/>${source.svg}${imported.svg}</svg>`
  writeFileSync(path.join(folder, `${name}.png`), (await renderPng(svg)).bytes)
  process.stdout.write(`${path.join(folder, `${name}.png`)}\n`)
}
