import { expect, test } from 'vitest'
import { readAny } from '../../../shared/formats/registry.ts'
import { tm7File } from '../../../test/support/models/tm7-file.ts'
import { SHOP } from '../../../test/support/models/tm7-shop.ts'
import { readText } from './read-text.ts'
import { createReader } from './reader.ts'

const FAULTY = new URL('../../../test/support/reading/looping-thread.ts', import.meta.url)
const DFD = 'External: Browser\n-> Process: API\n'
const SHOP_FILE = tm7File({ title: 'Shop', tabs: [{ drawn: SHOP }] })

test('a file whose reading loops is refused after the limit, and the next one is read', async () => {
  const reader = createReader(FAULTY, 100)
  const [looped, next] = await Promise.all([reader.read('loop', 'a.tm7'), reader.read(DFD, 'b.dfd')])
  expect(looped).toMatchObject({
    model: null,
    diagnostics: [
      { code: 'reading-too-slow', severity: 'error', file: 'a.tm7', range: { start: { line: 1 } } },
    ],
  })
  expect(next.model?.components).toHaveLength(2)
})

test.each(['exit', 'throw'])('a thread that ends with %s refuses its file and no other', async (fault) => {
  const reader = createReader(FAULTY)
  const failed = await reader.read(fault, 'a.tm7')
  expect(failed).toMatchObject({ model: null, diagnostics: [{ code: 'reading-failed', file: 'a.tm7' }] })
  expect((await reader.read(DFD)).model?.components).toHaveLength(2)
})

test('a script that is not there refuses every file', async () => {
  const reader = createReader(new URL('file:///nowhere/reader.js'))
  expect(await reader.read(DFD)).toMatchObject({ model: null, diagnostics: [{ code: 'reading-failed' }] })
})

test('what comes from the thread is what the reader gives, with the places of its elements', async () => {
  const { locate, ...sent } = await readText(SHOP_FILE, 'shop.tm7')
  const { locate: locateHere, ...read } = readAny(SHOP_FILE, 'shop.tm7')
  expect(sent).toEqual(read)
  const ids = read.model?.components.map(({ id }) => id) ?? []
  expect(ids.map(locate)).toEqual(ids.map(locateHere))
  expect(ids.map(locate)).not.toContain(undefined)
})

test('our own formats are read where they are, with what they include', async () => {
  const { format, model } = await readText(
    'includes: [a.yaml]\ntitle: X\n',
    'b.yaml',
    () => 'technical_assets: {}\n',
  )
  expect(format).toBe('fenceline')
  expect(model?.title).toBe('X')
})
