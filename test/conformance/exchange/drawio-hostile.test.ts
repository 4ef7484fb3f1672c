import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inflatePage } from '../../../shared/formats/drawio/file/compression.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { graph, RECTANGLE, vertex } from '../../support/drawio/drawing.ts'

test('H10: a bomb of 259 KB that inflates to 200 MB is refused at its page', () => {
  const packed = deflateRawSync(Buffer.alloc(200_000_000, 'A'), { level: 9 }).toString('base64')
  expect(packed.length).toBeLessThan(300_000)
  expect(inflatePage(packed)).toEqual({ fault: 'too-large' })
  const text = `<mxfile>\n<diagram name="Bomb">${packed}</diagram></mxfile>`
  const before = process.memoryUsage().arrayBuffers
  const { model, diagnostics } = readAny(text, 'x.drawio')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000)
  expect(model).toBeNull()
  expect(diagnostics).toMatchObject([{ code: 'drawio-too-large', range: { start: { line: 2, column: 1 } } }])
})

test.each([
  [
    '50,000 shapes beside each other',
    (at: number) => [(at % 250) * 20, Math.floor(at / 250) * 20, 10, 10] as const,
    45_000,
  ],
  ['10,000 shapes on one spot', () => [0, 0, 10, 10] as const, 10_000],
  ['3,000 boxes in each other', (at: number) => [at, at, 6100 - 2 * at, 6100 - 2 * at] as const, 3000],
])('%s are read or refused in time', (_, place, count) => {
  const cells = Array.from({ length: count }, (__, at) => vertex(`v${at}`, `V${at}`, RECTANGLE, place(at)))
  const text = graph(...cells)
  const start = performance.now()
  const { model, diagnostics } = readAny(text, 'x.drawio')
  console.info(`${count} shapes: ${Math.round(performance.now() - start)} ms, ${text.length} characters`)
  expect(model !== null || diagnostics.some(({ code }) => code === 'drawio-too-large')).toBe(true)
})
