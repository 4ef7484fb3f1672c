import { expect, test } from 'vitest'
import { EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import { changesOf } from '../../../shared/protocol/unsaved.ts'
import { createBases } from './bases.ts'

const BASE = { base: EMPTY_DOCUMENT, source: 'title: Old\n', modelHash: 'a', layoutHash: null }
const OWNER = { path: 'threat-model.yaml', window: 'window-one' }
const titled = (title: string) => {
  const document = {
    ...EMPTY_DOCUMENT,
    model: { ...EMPTY_DOCUMENT.model, title },
    source: `title: ${title}\n`,
  }
  const changes = changesOf(BASE, document)
  return { document, sent: { ...OWNER, baseId: 'one', ...(changes ? { changes } : {}) } }
}

test('edits are whole again when what they are made on was sent with them or before', () => {
  const bases = createBases()
  const [first, second] = [titled('First'), titled('Second')]
  expect(bases.complete({ ...first.sent, base: BASE })).toEqual({ ...BASE, document: first.document })
  expect(bases.complete(second.sent)).toEqual({ ...BASE, document: second.document })
})

test('edits on something unknown are not kept: never sent, of another model, replaced or forgotten', () => {
  const bases = createBases()
  const { sent } = titled('First')
  expect(bases.complete(sent)).toBeNull()
  bases.complete({ ...sent, base: BASE })
  expect(bases.complete({ ...sent, path: 'other.threat-model.yaml' })).toBeNull()
  expect(bases.complete({ ...sent, baseId: 'two' })).toBeNull()
  bases.forget(OWNER)
  expect(bases.complete(sent)).toBeNull()
})

test('changes that make no document of what they are made on are refused', () => {
  const bases = createBases()
  const wrong = { keys: { model: { list: [{ from: 0, count: 9 }] } }, gone: [] }
  const input = { ...OWNER, baseId: 'one', base: BASE, changes: wrong }
  expect(() => bases.complete(input)).toThrow('not of the files they name')
  const none = { keys: { model: { is: 'no model' } }, gone: [] }
  expect(() => bases.complete({ ...input, changes: none })).toThrow('not of the files they name')
})
