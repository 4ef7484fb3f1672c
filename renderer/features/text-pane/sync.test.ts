import { expect, test } from 'vitest'
import { printModel } from '../../../shared/formats/fenceline/index.ts'
import { type Document, EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import { addComponent, updateComponent } from '../../../shared/model/edits/components.ts'
import type { Risk } from '../../../shared/model/schema.ts'
import { showText } from '../../../shared/text-editing/editing.ts'
import { createMemory } from './memory.ts'
import {
  followDocument,
  isReadable,
  openPane,
  type Pane,
  readTyped,
  takeDocument,
  withSettledIds,
} from './sync.ts'

const TEXT = 'External: Browser\n-> Process: Gateway\n-> Data store: Orders\n'

const read = (pane: Pane, text: string, present: Document = pane.shown.document) => {
  const { pane: next, document } = readTyped(pane, text, present, null)
  return { pane: next, document, titles: document?.model.components.map(({ title }) => title) }
}

/** A pane whose text, typed by a person, is in step with its document. */
const aPane = () => {
  const { pane, document } = read(openPane('dfd', EMPTY_DOCUMENT, null), TEXT)
  if (!document) throw new Error('the text of the test cannot be read')
  return { pane, document }
}

const withTitle = (document: Document, id: string, title: string): Document => ({
  ...document,
  model: updateComponent(document.model, id, { title }),
})

const withComponent = (document: Document, title: string): Document => ({
  ...document,
  model: addComponent(document.model, { kind: 'process', title }).model,
})

const aRisk = (id: string, target: string): Risk => ({
  id,
  target,
  category: 'tampering',
  title: 'Tampering',
  status: 'unchecked',
})

test('typed text becomes the document', () => {
  const { document } = aPane()
  expect(document.model.components.map(({ id }) => id)).toEqual(['browser', 'gateway', 'orders'])
})

test('text that says the same changes nothing', () => {
  const { pane } = aPane()
  expect(read(pane, pane.shown.text).document).toBeNull()
  expect(read(pane, `${pane.shown.text}\n\n`).document).toBeNull()
})

test('a text that cannot be read leaves the document alone and says why', () => {
  const { pane } = aPane()
  const typed = read(pane, `${TEXT}Something else\n`)
  expect(typed.document).toBeNull()
  expect(isReadable(typed.pane)).toBe(false)
  expect(typed.pane.shown.diagnostics[0]?.range?.start.line).toBe(4)
  const mended = read(typed.pane, `${TEXT}Process: Something else\n`)
  expect(mended.titles).toEqual(['Browser', 'Gateway', 'Orders', 'Something else'])
})

test('a changed document changes the lines that say it', () => {
  const { pane, document } = aPane()
  const next = followDocument(pane, withTitle(document, 'gateway', 'API'), null)
  expect(next.shown.text).toBe(TEXT.replace('Gateway', 'API {gateway}'))
})

test('a moved box changes no text', () => {
  const { pane, document } = aPane()
  const moved = { ...document, layout: { ...document.layout } }
  const next = followDocument(pane, moved, null)
  expect(next.shown.text).toBe(pane.shown.text)
  expect(next.shown.document).toBe(moved)
})

test('what is drawn while a text cannot be read joins it, and the line that cannot be read stays', () => {
  const { pane, document } = aPane()
  const broken = read(pane, `Something else\n${TEXT}`).pane
  const next = followDocument(broken, withTitle(document, 'orders', 'Order log'), null)
  expect(next.shown.text).toBe(`Something else\n${TEXT.replace('Orders', 'Order log {orders}')}`)
  expect(isReadable(next)).toBe(false)
})

test('a text whose own unreadable line changed on the canvas is kept, and both are merged when it is mended', () => {
  const { pane, document } = aPane()
  const broken = read(pane, TEXT.replace('-> Process: Gateway', '-> Prcess: Gateway')).pane
  const present = withTitle(document, 'gateway', 'API')
  const behind = followDocument(broken, present, null)
  expect(behind.isBehind).toBe(true)
  expect(behind.shown.text).toContain('Prcess: Gateway')
  const mended = read(behind, `${TEXT}Process: Mail\n`, present)
  expect(mended.titles).toEqual(['Browser', 'API', 'Orders', 'Mail'])
  expect(mended.pane.shown.text).toContain('API')
  expect(mended.pane.isBehind).toBe(false)
})

test('a text that is behind can be given up for what the diagram says', () => {
  const { pane, document } = aPane()
  const broken = read(pane, `${TEXT}Something else\n`).pane
  const taken = takeDocument(broken, withTitle(document, 'gateway', 'API'), null)
  expect(isReadable(taken)).toBe(true)
  expect(taken.shown.text).toBe(showText('dfd', withTitle(document, 'gateway', 'API'), null).text)
})

test('what is drawn while somebody types is not undone by the typing', () => {
  const { pane, document } = aPane()
  const typed = read(pane, `${TEXT}Process: Mail\n`, withComponent(document, 'Audit'))
  expect(typed.titles?.toSorted()).toEqual(['Audit', 'Browser', 'Gateway', 'Mail', 'Orders'])
  expect(typed.pane.shown.text).toContain('Audit')
})

test('taking an unreadable text back shows what the document says by now', () => {
  const { pane, document } = aPane()
  const broken = read(pane, `${TEXT}Something else\n`).pane
  const present = withTitle(document, 'gateway', 'API')
  const back = read(broken, TEXT, present)
  expect(back.document).toBeNull()
  expect(back.pane.shown.text).toContain('API')
})

test('a document that was shown before gets the text that it had, comments and blank lines included', () => {
  const memory = createMemory()
  const { pane, document } = aPane()
  const commented = read(pane, `# who calls us\n\n${TEXT}`).pane
  memory.remember(commented)
  const renamed = followDocument(commented, withTitle(document, 'gateway', 'API'), null)
  memory.remember(renamed)
  const undone = followDocument(renamed, document, null, memory.recall)
  expect(undone.shown.text).toBe(`# who calls us\n\n${TEXT}`)
})

test('an id follows the title that is being typed until the person is done with its line', () => {
  const { pane } = aPane()
  const ids = (next: Pane) => next.shown.document.model.components.map(({ id }) => id)
  const typing = read(pane, `${TEXT}Process: Mail\n`).pane
  const going = read(typing, `${TEXT}Process: Mailer\n`).pane
  expect(ids(going)).toContain('mailer')
  const renamed = read(withSettledIds(going), `${TEXT}Process: Mail server\n`).pane
  expect(ids(renamed)).toContain('mailer')
})

test('a comment typed while somebody else comments the file joins theirs, and neither is lost', () => {
  const file = printModel(aPane().document.model)
  const document = { ...EMPTY_DOCUMENT, model: aPane().document.model }
  const pane = openPane('yaml', document, file)
  const theirs = `# theirs\n${file}`
  const present = withTitle(document, 'gateway', 'API')
  const own = pane.shown.text.replace('title: Orders', 'title: Orders # ours')
  const { document: merged } = readTyped(pane, own, present, theirs)
  expect(merged?.source).toContain('# theirs')
  expect(merged?.source).toContain('title: Orders # ours')
  expect(merged?.model.components.map(({ title }) => title)).toContain('API')
})

test('a line that is cut and pasted, or made a comment for a moment, keeps all that its element has', () => {
  const { pane, document } = aPane()
  const model = {
    ...updateComponent(document.model, 'orders', { encryption: 'transparent', description: 'Every order' }),
    risks: [aRisk('R-1', 'orders'), aRisk('R-2', 'gateway')],
  }
  const layout = { ...document.layout, boxes: [{ id: 'orders', x: 10, y: 20, width: 120, height: 60 }] }
  const rich: Document = { ...document, model, layout }
  const shown = followDocument(pane, rich, null)
  const cut = readTyped(shown, TEXT.replace('-> Data store', '# -> Data store'), rich, null)
  expect(cut.document?.model.risks.map(({ id }) => id)).toEqual(['R-2'])
  const back = readTyped(cut.pane, TEXT, cut.document ?? rich, null, [rich])
  expect(back.document?.model.components.find(({ id }) => id === 'orders')).toEqual(
    model.components.find(({ id }) => id === 'orders'),
  )
  expect(back.document?.model.risks.map(({ id }) => id)).toEqual(['R-2', 'R-1'])
  expect(back.document?.layout.boxes).toEqual(layout.boxes)
  expect(back.pane.shown.text).toBe(TEXT)
  expect(back.pane.shown.document).toBe(back.document)
})

test('what comes back is as the text says it now, and another kind or title is another thing', () => {
  const { pane, document } = aPane()
  const model = updateComponent(document.model, 'orders', { note: 'PII', encryption: 'transparent' })
  const rich: Document = { ...document, model: { ...model, risks: [aRisk('R-1', 'orders')] } }
  const shown = followDocument(pane, rich, null)
  const without = TEXT.replace('-> Data store: Orders\n', '')
  const cut = readTyped(shown, without, rich, null)
  const paste = (line: string) => {
    const { document: next } = readTyped(cut.pane, `${without}${line}\n`, cut.document ?? rich, null, [rich])
    return { orders: next?.model.components.at(-1), risks: next?.model.risks.length }
  }
  const plain = paste('Data store: Orders')
  expect(plain).toMatchObject({ orders: { id: 'orders', encryption: 'transparent' }, risks: 1 })
  expect(plain.orders).not.toHaveProperty('note')
  expect(paste('Process: Orders').orders).not.toHaveProperty('encryption')
  expect(paste('Process: Orders').risks).toBe(0)
  expect(paste('Data store: Payments').risks).toBe(0)
})

test('a YAML text that brings a component back says itself what it has', () => {
  const lone = withComponent(EMPTY_DOCUMENT, 'Orders')
  const rich: Document = {
    ...lone,
    model: updateComponent(lone.model, 'orders', { encryption: 'transparent' }),
  }
  const file = printModel(rich.model)
  const pane = openPane('yaml', rich, file)
  const cut = readTyped(pane, printModel(EMPTY_DOCUMENT.model), rich, file)
  expect(cut.document?.model.components).toEqual([])
  const plain = file.replace('    encryption: transparent\n', '')
  const back = readTyped(cut.pane, plain, cut.document ?? rich, file, [rich])
  expect(back.document?.model.components).toEqual(lone.model.components)
  expect(back.pane.shown.text).toBe(plain)
})
