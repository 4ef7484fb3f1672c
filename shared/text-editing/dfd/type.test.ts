import { describe, expect, test } from 'vitest'
import { readDfd } from '../../formats/dfd/read.ts'
import { printDfd } from '../../formats/dfd/write.ts'
import { type Document, EMPTY_DOCUMENT } from '../../model/document.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Risk } from '../../model/schema.ts'
import { type Shown, showText, typeText } from '../editing.ts'

const TEXT = `# the platform
External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway
Zone: Core
  Process: Orders
  Data store: Postgres
  Orders -> ["writes"] -> Postgres
API Gateway -> Orders
Note: "careful"
`

const aRisk = (target: string): Risk => ({
  id: `R-${target}`,
  target,
  category: 'spoofing',
  title: 'Forged',
  status: 'unchecked',
})

/** The text with a document that says more than it: risks, attributes, boxes, routes. */
function shownText(text = TEXT): Shown {
  const { model } = readDfd(text)
  if (!model) throw new Error('the text must read')
  const targets = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]
  const document: Document = {
    ...EMPTY_DOCUMENT,
    model: {
      ...model,
      components: model.components.map((component) => ({
        ...component,
        description: `about ${component.id}`,
      })),
      flows: model.flows.map((flow) => ({ ...flow, authentication: 'jwt' })),
      risks: [...targets, ...model.boundaries.map(({ id }) => `boundary:${id}`)].map(aRisk),
    },
    layout: {
      ...EMPTY_DOCUMENT.layout,
      boxes: model.components.map(({ id }, at) => ({ id, x: at * 200, y: 40 })),
      routes: model.flows.map((flow) => ({ ref: flowRef(flow), points: [{ x: 1, y: 2 }] })),
    },
  }
  const printed = showText('dfd', document, null)
  const typed = typeText('dfd', printed, text, null)
  if (typed.document !== document) throw new Error('the person’s own spelling says the same')
  return typed.shown
}

function type(shown: Shown, from: string, to: string) {
  if (!shown.text.includes(from)) throw new Error(`no ${from}`)
  return typeText('dfd', shown, shown.text.replaceAll(from, to), null)
}

describe('a title that other lines name', () => {
  const letterByLetter = (start: Shown, from: string, to: string) => {
    const words = [
      ...[...from].map((_, at) => from.slice(0, from.length - at)),
      ...[...to].map((_, at) => to.slice(0, at + 1)),
    ]
    let shown = start
    for (const word of words) {
      const line = shown.text.split('\n').findIndex((text) => text.startsWith('  Process: '))
      const lines = shown.text.split('\n').map((text, at) => (at === line ? `  Process: ${word}` : text))
      shown = typeText('dfd', shown, lines.join('\n'), null).shown
    }
    return shown
  }

  test('is renamed in all of the text as it is typed, and keeps id, risks and flows', () => {
    const start = shownText()
    const { text, document } = letterByLetter(start, 'Orders', 'Order Desk')
    expect(text).toBe(TEXT.replaceAll('Orders', 'Order Desk'))
    const { components } = indexOf(document.model)
    expect(components.get('orders')).toMatchObject({ title: 'Order Desk', description: 'about orders' })
    expect(document.model.flows).toEqual(start.document.model.flows)
    expect(document.model.risks).toEqual(start.document.model.risks)
    expect(document.layout).toEqual(start.document.layout)
  })

  test('is left to the person where another component has or had the title', () => {
    const taken = type(shownText(), '  Process: Orders', '  Process: Postgres')
    expect(taken.document).toBeNull()
    expect(taken.shown.text).toContain('API Gateway -> Orders')
  })
})

function typed(shown: Shown, from: string, to: string): { document: Document; shown: Shown } {
  const { document, shown: next, diagnostics } = type(shown, from, to)
  if (!document) throw new Error(JSON.stringify(diagnostics))
  return { document, shown: next }
}

describe('typing in the DFD', () => {
  test('the same text in another spelling is the same document', () => {
    const shown = shownText()
    expect(typeText('dfd', shown, printDfd(shown.document.model), null).document).toBe(shown.document)
    expect(typed(shown, '# the platform', '# our platform').document).toBe(shown.document)
  })

  test('a changed title is a rename that keeps id, attributes, box and risks', () => {
    const shown = shownText()
    const { document } = typed(shown, 'Postgres', 'Ledger')
    const ledger = indexOf(document.model).components.get('postgres')
    expect(ledger).toMatchObject({ title: 'Ledger', description: 'about postgres', zone: 'core' })
    expect(document.model.risks).toEqual(shown.document.model.risks)
    expect(document.layout).toEqual(shown.document.layout)
    expect(indexOf(document.model).flows.get('orders>postgres')).toMatchObject({ authentication: 'jwt' })
  })

  test('a rename letter by letter goes through texts that cannot be read', () => {
    let shown = shownText('External: Browser\n-> Process: Api\n')
    const before = shown.document
    for (const title of ['Ap', 'A', '', 'G', 'Ga', 'Gate']) {
      const next = typeText('dfd', shown, `External: Browser\n-> Process: ${title}\n`, null)
      expect(next.document === null).toBe(title === '')
      shown = next.shown
    }
    expect(shown.document.model.components.map(({ id, title }) => [id, title])).toEqual([
      ['browser', 'Browser'],
      ['api', 'Gate'],
    ])
    expect(shown.document.model.risks).toEqual(before.model.risks)
  })

  test('a keyword that is retyped is another kind of the same component', () => {
    let shown = shownText('Process: Api\nProcess: Log\n')
    const start = shown.document
    for (const keyword of ['Proc', 'D', 'Data', 'Data stor']) {
      const next = typeText('dfd', shown, `Process: Api\n${keyword}: Log\n`, null)
      expect([keyword, next.document]).toEqual([keyword, null])
      expect(next.diagnostics[0]?.range?.start.line).toBe(2)
      shown = next.shown
    }
    const { document } = typeText('dfd', shown, 'Process: Api\nData store: Log\n', null)
    expect(indexOf(document?.model ?? start.model).components.get('log')?.kind).toBe('store')
    expect(document?.model.risks).toEqual(start.model.risks)
  })

  test('a title that passes through another one’s removes nothing', () => {
    const shown = shownText('Process: Order\nProcess: Orders\n')
    const refused = typeText('dfd', shown, 'Process: Order\nProcess: Order\n', null)
    expect(refused.document).toBeNull()
    expect(refused.diagnostics[0]?.code).toBe('dfd-taken-title')
    const { document } = typeText('dfd', refused.shown, 'Process: Order\nProcess: Order log\n', null)
    expect(document?.model.components.map(({ id }) => id)).toEqual(['order', 'orders'])
    expect(document?.model.risks).toHaveLength(2)
  })

  test('a moved line is the same element', () => {
    const shown = shownText('Process: A\nProcess: B\nZone: Z\n  Process: C\n')
    const { document } = typeText('dfd', shown, 'Zone: Z\n  Process: C\n  Process: A\nProcess: B\n', null)
    expect(document?.model.risks).toEqual(shown.document.model.risks)
    expect(document?.model.components.map(({ id, zone }) => [id, zone])).toEqual([
      ['a', 'z'],
      ['b', null],
      ['c', 'z'],
    ])
    expect(document?.layout.boxes.map(({ id }) => id)).toEqual(['b', 'c'])
  })

  test('a removed line removes the component with its flows and risks', () => {
    const { document } = typed(
      typed(shownText(), '  Orders -> ["writes"] -> Postgres\n', '').shown,
      '  Data store: Postgres\n',
      '',
    )
    expect(indexOf(document.model).components.has('postgres')).toBe(false)
    expect(document.model.risks.map(({ target }) => target)).not.toContain('postgres')
    expect(document.layout.boxes.some(({ id }) => id === 'postgres')).toBe(false)
  })

  test('a flow whose end is another one keeps its risks, attributes and route', () => {
    const { document } = typed(shownText(), 'API Gateway -> Orders', 'API Gateway -> Postgres')
    const flow = indexOf(document.model).flows.get('api-gateway>postgres')
    expect(flow).toMatchObject({ authentication: 'jwt' })
    expect(document.model.risks.map(({ target }) => target)).toContain('api-gateway>postgres')
    expect(document.layout.routes.map(({ ref }) => ref)).toContain('api-gateway>postgres')
  })

  test('a label that is edited is the same flow, and a renamed line boundary the same boundary', () => {
    const { document } = typed(shownText(), '[TLS, trust boundary 1]', '["logs in", https, trust boundary 7]')
    expect(indexOf(document.model).flows.get('browser>api-gateway')).toMatchObject({
      title: 'logs in',
      protocol: 'https',
      authentication: 'jwt',
    })
    const line = document.model.boundaries.find(({ kind }) => kind === 'line')
    expect(line).toMatchObject({ id: 'trust-boundary-1', title: 'trust boundary 7' })
    expect(line?.crossedBy).toEqual(['browser>api-gateway'])
  })

  test('a zone that is renamed keeps its members, and one that is removed leaves them where they are', () => {
    const { document, shown } = typed(shownText(), 'Zone: Core', 'Zone: Inner')
    expect(indexOf(document.model).boundaries.get('core')).toMatchObject({ title: 'Inner' })
    const outdented = shown.text.replace('Zone: Inner\n', '').replaceAll(/^ {2}/gm, '')
    const gone = typeText('dfd', shown, outdented, null).document ?? EMPTY_DOCUMENT
    expect(gone.model.components.every(({ zone }) => zone === null)).toBe(true)
    expect(gone.layout.boxes).toHaveLength(4)
    expect(gone.model.risks.map(({ target }) => target)).not.toContain('boundary:core')
  })

  test('what is new follows its title in its id until the cursor leaves', () => {
    let shown = shownText('External: Browser\n')
    for (const title of ['A', 'Ap', 'Api']) {
      shown = typeText('dfd', shown, `External: Browser\n-> Process: ${title}\n`, null).shown
    }
    expect(shown.document.model.components.map(({ id }) => id)).toEqual(['browser', 'api'])
    expect(shown.document.model.flows.map(flowRef)).toEqual(['browser>api'])
    expect([...shown.fresh]).toEqual(['api'])
    const left = { ...shown, fresh: new Set<string>() }
    const { document } = typeText('dfd', left, 'External: Browser\n-> Process: Api Gateway\n', null)
    expect(document?.model.components.map(({ id, title }) => [id, title])[1]).toEqual(['api', 'Api Gateway'])
  })

  test('an id in braces that is edited is another id everywhere', () => {
    const shown = shownText('Process: Api {api-gw}\nData store: Db\nApi -> [{link}] -> Db\n')
    const { document } = typed(shown, '{api-gw}', '{gateway}')
    expect(document.model.risks.map(({ target }) => target)).toEqual(['gateway', 'db', 'gateway>link'])
    expect(document.layout.boxes[0]?.id).toBe('gateway')
    const link = typed(shown, '{link}', '{query}').document
    expect(link.model.flows.map(flowRef)).toEqual(['api-gw>query'])
    expect(link.layout.routes[0]?.ref).toBe('api-gw>query')
    expect(type(shown, '{api-gw}', '{db}').document).toBeNull()
  })
})
