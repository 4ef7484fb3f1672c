import { beforeEach, expect, test } from 'vitest'
import { addComponent, updateComponent } from '../../shared/model/edits/components.ts'
import { EMPTY_MODEL } from '../../shared/model/schema.ts'
import { anOpenedModel } from '../../test/support/opened-model.ts'
import {
  apply,
  currentDocument,
  documentStore,
  isUnsaved,
  markSaved,
  redoEdit,
  showOpened,
  undoEdit,
} from './document.ts'

const opened = anOpenedModel()

const addGateway = () =>
  apply(
    (document) => ({
      ...document,
      model: addComponent(document.model, { kind: 'process', title: 'Gateway' }).model,
    }),
    'Add Gateway',
  )
const retitle = (title: string) =>
  apply(
    (document) => ({ ...document, model: updateComponent(document.model, 'gateway', { title }) }),
    `Rename to ${title}`,
    'gateway.title',
  )

beforeEach(() => showOpened(opened))

test('an edit is undone and done again under its label', () => {
  addGateway()
  expect(currentDocument().model.components).toHaveLength(1)
  expect(undoEdit()).toBe('Add Gateway')
  expect(currentDocument().model).toBe(EMPTY_MODEL)
  expect(redoEdit()).toBe('Add Gateway')
  expect(currentDocument().model.components).toHaveLength(1)
})

test('typing in one field is one step', () => {
  addGateway()
  for (const title of ['A', 'AP', 'API']) retitle(title)
  expect(documentStore.getState().history.past).toHaveLength(2)
  undoEdit()
  expect(currentDocument().model.components[0]?.title).toBe('Gateway')
})

test('an edit that changes nothing leaves no step', () => {
  apply((document) => document, 'Nothing')
  expect(documentStore.getState().history.past).toHaveLength(0)
  expect(isUnsaved(documentStore.getState())).toBe(false)
})

test('what is edited while a save runs stays unsaved', () => {
  addGateway()
  const saving = currentDocument()
  retitle('API')
  markSaved(saving, {
    model: null,
    source: null,
    modelHash: 'b',
    layoutHash: null,
    filesHash: '',
    written: [],
    derived: [],
    diagnostics: [],
  })
  expect(isUnsaved(documentStore.getState())).toBe(true)
})

test('undo past a save brings back the text that was on disk before a typed one was written', () => {
  showOpened({ ...opened, source: 'title: A\n' })
  apply((document) => ({ ...document, source: '# why\ntitle: A\n' }), 'Edit as text')
  markSaved(currentDocument(), {
    model: null,
    source: '# why\ntitle: A\n',
    modelHash: 'b',
    layoutHash: null,
    filesHash: '',
    written: [],
    derived: [],
    diagnostics: [],
  })
  expect(isUnsaved(documentStore.getState())).toBe(false)
  undoEdit()
  expect(currentDocument().source).toBe('title: A\n')
  expect(isUnsaved(documentStore.getState())).toBe(true)
  redoEdit()
  expect(isUnsaved(documentStore.getState())).toBe(false)
})

test('a read-only model takes no edits', () => {
  showOpened({ ...opened, readOnly: true })
  addGateway()
  expect(currentDocument().model.components).toHaveLength(0)
})

test('a broken file shows no model and takes no edits', () => {
  showOpened({ ...opened, model: null })
  addGateway()
  expect(currentDocument().model.components).toHaveLength(0)
})
