// Drawings of other tools as the app imports them: with room for their words, and back in their files to the byte.
import { describe, expect, test } from 'vitest'
import { printLayout, readLayout } from '../../../shared/formats/fenceline/index.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import { readInRoom } from '../../../shared/formats/importing/in-room.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { noteRect } from '../../../shared/model/drawing/page.ts'
import { wordsIn } from '../../../shared/model/from-drawing/room/fit.ts'
import { absoluteRects, pageOf } from '../../../shared/model/geometry.ts'
import { overlaps } from '../../../shared/model/placing/rect.ts'
import { fitTitle, widestPart } from '../../../shared/model/text/title.ts'
import { readCorpus } from '../../support/exchange/corpus.ts'

const FOLDERS = ['drawio', 'threat-dragon', 'otm', 'tm7'] as const
const files = FOLDERS.flatMap((folder) => readCorpus(folder))
const imported = files.flatMap(({ name, text }) => {
  const read = readInRoom(readAny(text, name))
  return read.model ? [{ name, text, format: read.format, model: read.model, layout: read.layout }] : []
})

describe.skipIf(files.length === 0)('the drawings of the corpus, imported', () => {
  test('no note covers the title of a component', () => {
    const covered = imported.flatMap(({ name, model, layout }) => {
      const rects = absoluteRects(model, layout)
      const [first] = layout.pages
      return layout.notes.flatMap((note) =>
        model.components.flatMap((component) => {
          const rect = rects.get(component.id)
          const isHere = pageOf(model, layout, component.id) === (note.page ?? first?.id)
          const isCovered = rect && isHere && overlaps(wordsIn(component, rect), noteRect(note))
          return isCovered ? [`${name}: ${note.text} over ${component.title}`] : []
        }),
      )
    })
    expect(covered).toEqual([])
  })

  test('no box is narrower than the widest part of its title', () => {
    const cut = imported.flatMap(({ name, model, layout }) => {
      const rects = absoluteRects(model, layout)
      return model.components.flatMap(({ id, title, kind }) => {
        const { width = 0 } = rects.get(id) ?? {}
        const { size, room } = fitTitle(title, kind, width)
        return widestPart(title, kind, width) * size > room + 0.01 ? [`${name}: ${title} in ${width}`] : []
      })
    })
    expect(cut).toEqual([])
  })

  test('written over the file that it came from, a layout changes no byte, also after it was saved', async () => {
    const changed: string[] = []
    let written = 0
    for (const { name, text, format, model, layout } of imported) {
      const write = await findFormat(format)?.loadWriter?.()
      if (!write) continue
      written += 1
      const saved = readLayout(printLayout(layout)).layout
      if (write(model, layout, text).text !== text) changed.push(name)
      if (write(model, saved, text).text !== text) changed.push(`${name}, saved`)
    }
    expect(written).toBeGreaterThan(0)
    expect(changed).toEqual([])
  })
})
