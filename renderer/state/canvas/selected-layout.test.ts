import { expect, test } from 'vitest'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { absoluteRects, contains } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { selectedLayout } from './selected-layout.ts'
import { selectedModel } from './selected-model.ts'

test('a selected component stays where it is, in zones that are no larger than it needs', () => {
  const { document, rectsOf } = aDiagram()
  const before = absoluteRects(document.model, document.layout)
  const after = rectsOf(['api'])
  expect(after.get('api')).toEqual(before.get('api'))
  expect(after.get('core')).toEqual({ x: 576, y: 360, width: 192, height: 128 })
  const [core, cloud] = [after.get('core'), after.get('cloud')]
  expect(core && cloud && contains(cloud, core)).toBe(true)
  expect(cloud?.width).toBeLessThan(before.get('cloud')?.width ?? 0)
})

test('a selected zone keeps its size, and notes come only when they are selected', () => {
  const { document, rectsOf } = aDiagram()
  expect(rectsOf(['core']).get('core')).toEqual(absoluteRects(document.model, document.layout).get('core'))
  const part = selectedModel(document, ['core', 'note:n']) ?? EMPTY_MODEL
  expect(selectedLayout(document, part, ['core', 'note:n']).notes.length).toBe(1)
  expect(selectedLayout(document, part, ['core']).notes).toEqual([])
})

function aDiagram() {
  let model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', title: 'Cloud' }).model
  model = addBoundary(model, { kind: 'zone', title: 'Core', parent: 'cloud' }).model
  model = addComponent(model, { kind: 'process', title: 'API', zone: 'core' }).model
  model = addComponent(model, { kind: 'store', title: 'DB', zone: 'core' }).model
  const boxes = [
    { id: 'cloud', x: 0, y: 0, width: 2000, height: 1000 },
    { id: 'core', x: 400, y: 200, width: 900, height: 600 },
    { id: 'api', x: 200, y: 200 },
    { id: 'db', x: 600, y: 400 },
  ]
  const layout = { ...EMPTY_LAYOUT, boxes, notes: [{ id: 'n', text: 'N', x: 0, y: 0 }] }
  const document = { model, layout, drafts: [] }
  const rectsOf = (selection: readonly string[]) => {
    const part = selectedModel(document, selection) ?? EMPTY_MODEL
    return absoluteRects(part, selectedLayout(document, part, selection))
  }
  return { document, rectsOf }
}
