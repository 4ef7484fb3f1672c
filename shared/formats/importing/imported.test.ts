import { expect, test } from 'vitest'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { modelsOf } from './imported.ts'

const read = (title: string, pages: readonly string[] = []) => ({
  model: { ...EMPTY_MODEL, title },
  layout: { ...EMPTY_LAYOUT, pages: pages.map((page) => ({ id: page, title: page })) },
  locate: () => undefined,
})
const titles = (...given: Parameters<typeof modelsOf>) =>
  modelsOf(...given).models.map(({ model }) => model.title)

test('a model without a title of its own is called after its file, and one with a title is not', () => {
  expect(titles(read(EMPTY_MODEL.title), false, 'card_payments.drawio')).toEqual(['Card payments'])
  expect(titles(read('Shop'), false, 'card_payments.drawio')).toEqual(['Shop'])
})

test('models of pages are called after the file and their page', () => {
  const two = read(EMPTY_MODEL.title, ['Day', 'Night'])
  expect(titles(two, true, 'town.drawio')).toEqual(['Town: Day', 'Town: Night'])
})
