import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { readDrawio } from '../../../shared/formats/drawio/read.ts'
import { writeDrawio } from '../../../shared/formats/drawio/write.ts'
import { readModel, TEMPLATES } from '../../../shared/formats/fenceline/index.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { pictureOf } from '../../support/drawio/same-picture.ts'

const models = TEMPLATES.map(({ id, text }): [string, Model] => {
  const { model } = readModel(text)
  if (!model) throw new Error(id)
  return [id, model]
})

/** What nobody placed, placed: a file states all places. */
function placed(model: Model): Layout {
  const rects = absoluteRects(model, EMPTY_LAYOUT)
  const parents = new Map<string, string | null>([
    ...model.components.map(({ id, zone }): [string, string | null] => [id, zone]),
    ...model.boundaries.map(({ id, parent }): [string, string | null] => [id, parent]),
  ])
  const boxes = [...rects].map(([id, rect]) => {
    const { x, y } = rects.get(parents.get(id) ?? '') ?? { x: 0, y: 0 }
    return { ...rect, id, x: rect.x - x, y: rect.y - y }
  })
  return { ...EMPTY_LAYOUT, boxes }
}

const readBack = (text: string) => {
  const { model, layout, diagnostics } = readDrawio(text)
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join(' '))
  return { model, layout }
}

describe.each(models)('the template %s', (_, model) => {
  const layout = placed(model)
  const { text } = writeDrawio(model, layout)

  test('is well-formed, and the same each time', () => {
    expect(XMLValidator.validate(text)).toBe(true)
    expect(writeDrawio(model, layout).text).toBe(text)
  })

  test('is read back as the same picture: kinds, zones, places, flows, and what each line crosses', () => {
    const again = readBack(text)
    expect(pictureOf(again.model, again.layout)).toEqual(pictureOf(model, layout))
  })

  test('keeps the ids of its elements', () => {
    const again = readBack(text).model
    expect(again.components.map(({ id }) => id).sort()).toEqual(model.components.map(({ id }) => id).sort())
    expect(again.boundaries.map(({ id }) => id).sort()).toEqual(model.boundaries.map(({ id }) => id).sort())
  })
})
