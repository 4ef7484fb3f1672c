import { beforeEach, expect, test } from 'vitest'
import { startHistory } from '../../../shared/core/history.ts'
import { EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { currentDocument, documentStore } from '../document.ts'
import { attachView, type CanvasView } from '../view.ts'
import { pasteText } from './transfer.ts'

let pointer: Point | null = null

beforeEach(() => {
  documentStore.setState({
    path: 'threat-model.yaml',
    readOnly: false,
    history: startHistory(EMPTY_DOCUMENT),
  })
  const view: CanvasView = {
    fit: () => {},
    reveal: () => {},
    viewport: () => ({ x: 0, y: 0, zoom: 1 }),
    show: () => {},
    zoomBy: () => {},
    zoomTo: () => {},
    center: () => ({ x: 0, y: 0 }),
    pointer: () => pointer,
    focus: () => {},
  }
  return attachView(view)
})

const notes = () => currentDocument().layout.notes.map(({ x, y }) => ({ x, y }))

test('what is pasted again where the pointer rests lies beside the first, not on it', async () => {
  pointer = { x: 80, y: 160 }
  await pasteText('Who restores?')
  await pasteText('Who restores?')
  expect(notes()).toEqual([
    { x: 80, y: 160 },
    { x: 112, y: 192 },
  ])
})

test('what is pasted where the pointer went lies just there', async () => {
  pointer = { x: 80, y: 160 }
  await pasteText('Who checks?')
  pointer = { x: 400, y: 0 }
  await pasteText('Who checks?')
  expect(notes().at(-1)).toEqual({ x: 400, y: 0 })
})
