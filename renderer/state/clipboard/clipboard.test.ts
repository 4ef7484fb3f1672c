import { describe, expect, test } from 'vitest'
import { printDfd } from '../../../shared/formats/dfd/write.ts'
import { printModel } from '../../../shared/formats/fenceline/index.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent, updateComponent } from '../../../shared/model/edits/components.ts'
import { addFlow, updateFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../../../shared/model/schema.ts'
import { copyOf, parseCopy, pasteCopy, printCopy, wordsOfCopy } from './copy.ts'
import { readPasted } from './read-pasted.ts'

const HERE = { middle: { x: 0, y: 0 } }

describe('data assets of a copy', () => {
  test('come along, and what names them follows where their id is another asset there', () => {
    const target = withAssets(EMPTY_MODEL, [{ id: 'pii', title: 'Cookies' }])
    const { model } = pasteInto(target, ['api', 'db'])
    expect(model.dataAssets.map(({ id, title }) => [id, title])).toEqual([
      ['pii', 'Cookies'],
      ['pii-2', 'Customer PII'],
    ])
    expect(indexOf(model).components.get('db')?.dataStored).toEqual(['pii-2'])
    expect(indexOf(model).flows.get('api>db')?.dataSent).toEqual(['pii-2'])
  })

  test('of the same title are the same, whatever their ids', () => {
    const target = withAssets(EMPTY_MODEL, [{ id: 'customers', title: 'Customer PII' }])
    const { model } = pasteInto(target, ['db'])
    expect(model.dataAssets).toHaveLength(1)
    expect(indexOf(model).components.get('db')?.dataStored).toEqual(['customers'])
  })
})

describe('reviews', () => {
  test('of what was cut move with it, once', () => {
    const document = aDocument()
    const copy = parsed(copyOf(document, ['api', 'db', 'core'], true))
    const left: Document = { ...document, model: removeElements(document.model, ['api', 'db', 'core']).model }
    expect(left.model.risks).toEqual([])
    const once = pasteCopy(left, copy, HERE).document
    expect(once.model.risks.map(({ id, target }) => [id, target])).toEqual([
      ['r1', 'db'],
      ['r2', 'api>db'],
      ['r3', 'boundary:core'],
    ])
    const twice = pasteCopy(once, copy, HERE).document
    expect(twice.model.components).toHaveLength(4)
    expect(twice.model.risks).toEqual(once.model.risks)
  })

  test('bring the mitigations that they name, which are the same where their titles are', () => {
    const document = aDocument()
    const [mfa, tls] = [
      { id: 'mfa', title: 'Second factor', status: 'planned', evidence: [] },
      { id: 'tls', title: 'TLS', status: 'landed', evidence: ['a1b2c3d'] },
    ] as const
    const named = document.model.risks.map((risk) => ({ ...risk, mitigations: ['mfa', 'tls'] }))
    const full = { ...document, model: { ...document.model, risks: named, mitigations: [mfa, tls] } }
    const copy = parsed(copyOf(full, ['api', 'db', 'core'], true))
    const theirs = { ...mfa, id: 'second-factor' }
    const target = {
      ...document,
      model: { ...EMPTY_MODEL, mitigations: [theirs, { ...mfa, id: 'tls', title: 'Else' }] },
    }
    const { model } = pasteCopy(target, copy, HERE).document
    expect(model.mitigations).toEqual([...target.model.mitigations, { ...tls, id: 'tls-2' }])
    expect(model.risks.map(({ mitigations }) => mitigations)).toEqual(
      model.risks.map(() => ['second-factor', 'tls-2']),
    )
  })

  test('of what was copied stay with the original, which is said', async () => {
    const copy = copyOf(aDocument(), ['api', 'db'])
    const read = await readPasted(printCopy(copy ?? fail()))
    expect(read).toMatchObject({ kind: 'parts', told: '2 risks stay with the original.' })
    expect(pasteInto(EMPTY_MODEL, ['api', 'db']).model.risks).toEqual([])
  })
})

test('copied elements pasted into a field are their titles', () => {
  const copy = copyOf(aDocument(), ['api', 'db'])
  expect(wordsOfCopy(printCopy(copy ?? fail()))).toBe('API, DB')
  expect(wordsOfCopy('API, DB')).toBeNull()
})

describe('a pasted text', () => {
  test.each([
    ['a plain-text DFD', () => printDfd(aDocument().model)],
    ['a model as YAML', () => printModel(aDocument().model)],
    ['a Mermaid flowchart', () => 'flowchart LR\n  a["API"] --> b[("DB")]\n'],
  ])('%s is a part of a diagram', async (_, make) => {
    const read = await readPasted(make())
    if (read.kind !== 'parts') throw new Error(`it was read as ${read.kind}`)
    expect(read.copy.components.map(({ title }) => title)).toEqual(['API', 'DB'])
    expect(read.copy.flows).toHaveLength(1)
  })

  test('of plain words is a note', async () => {
    expect(await readPasted('  Ask ops about backups: who restores?\n')).toEqual({
      kind: 'note',
      text: 'Ask ops about backups: who restores?',
    })
  })

  test('that means to be a diagram says which line is wrong', async () => {
    expect(await readPasted('Process: API\n-> [\n')).toMatchObject({
      kind: 'fault',
      reason: expect.stringMatching(/^Line 2: /),
    })
  })

  test('keeps no sign that nobody sees', async () => {
    expect(await readPasted('Who\u0000 restores\u0007?\n\tOps')).toEqual({
      kind: 'note',
      text: 'Who restores?\n\tOps',
    })
  })

  test.each([['<svg xmlns="x"></svg>'], ['{"nodes": []}'], ['words '.repeat(600)], ['\u0000\u0001']])(
    'that is other data or far too long says what can be read',
    async (text) => {
      expect(await readPasted(text)).toMatchObject({
        kind: 'fault',
        reason: expect.stringContaining('Mermaid'),
      })
    },
  )
})

function pasteInto(model: Model, selection: readonly string[]): Document {
  const copy = parsed(copyOf(aDocument(), selection))
  return pasteCopy({ model, layout: EMPTY_LAYOUT, drafts: [] }, copy, HERE).document
}

/** As it comes out of the clipboard. */
function parsed(copy: ReturnType<typeof copyOf>) {
  return parseCopy(printCopy(copy ?? fail())) ?? fail()
}

function fail(): never {
  throw new Error('there should have been a copy')
}

function withAssets(model: Model, assets: readonly { readonly id: string; readonly title: string }[]): Model {
  return { ...model, dataAssets: assets.map((asset) => ({ ...asset, tags: [] })) }
}

function aDocument(): Document {
  let model = withAssets(EMPTY_MODEL, [{ id: 'pii', title: 'Customer PII' }])
  model = addBoundary(model, { kind: 'zone', title: 'Core' }).model
  model = addComponent(model, { kind: 'process', title: 'API', zone: 'core' }).model
  model = addComponent(model, { kind: 'store', title: 'DB', zone: 'core' }).model
  model = addFlow(model, { from: 'api', to: 'db' }).model
  model = updateComponent(model, 'db', { dataStored: ['pii'] })
  model = updateFlow(model, 'api>db', { dataSent: ['pii'] })
  const risk = (id: string, target: string): Risk => ({
    id,
    target,
    category: 'tampering',
    title: id,
    status: 'unchecked',
  })
  const risks = [risk('r1', 'db'), risk('r2', 'api>db'), risk('r3', 'boundary:core')]
  return { model: { ...model, risks }, layout: EMPTY_LAYOUT, drafts: [] }
}
