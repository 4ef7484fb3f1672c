import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowRef } from '../../../model/ids.ts'
import type { Model } from '../../../model/schema.ts'
import { readDfd } from '../../dfd/read.ts'
import { drawMermaid, readMermaid } from '../read.ts'
import { printMermaid, printMermaidDiagrams } from '../write.ts'

function modelOf(text: string): Model {
  const { model, diagnostics } = readMermaid(text)
  if (!model) throw new Error(`must read: ${JSON.stringify(diagnostics)}`)
  return model
}

function printed(dfd: string): string {
  const { model } = readDfd(dfd)
  if (!model) throw new Error('the text must read')
  return printMermaid(model)
}

const flowsOf = (model: Model) =>
  model.flows.map(({ title, protocol, ...flow }) => [flowRef(flow), title, protocol])
const codesOf = (text: string) =>
  readMermaid(text).diagnostics.map(({ code, range }) => [code, range?.start.line])

describe("other people's flowcharts", () => {
  test('subgraphs are zones, nodes components and arrows flows', () => {
    const model = modelOf(`---
title: Shop
---
flowchart TB
  subgraph vpc [The VPC]
    subgraph private
      B[(Orders<br/>database)]
    end
    A[Shop API]
  end
  U([fa:fa-user Customer<br/>#40;untrusted#41;]) -- asks (HTTPS) --> A --> B & C["Sto#35;age"]
`)
    expect(model.title).toBe('Shop')
    expect(model.components.map(({ id, title, kind, zone, note }) => [id, title, kind, zone, note])).toEqual([
      ['orders-database', 'Orders database', 'store', 'private', undefined],
      ['shop-api', 'Shop API', 'process', 'the-vpc', undefined],
      ['customer', 'Customer', 'external', null, 'untrusted'],
      ['sto-age', 'Sto#age', 'external', null, undefined],
    ])
    expect(model.boundaries.map(({ id, title, kind, parent }) => [id, title, kind, parent])).toEqual([
      ['the-vpc', 'The VPC', 'zone', null],
      ['private', 'private', 'zone', 'the-vpc'],
    ])
    expect(flowsOf(model)).toEqual([
      ['customer>shop-api', 'asks', 'HTTPS'],
      ['shop-api>orders-database', '', undefined],
      ['shop-api>sto-age', '', undefined],
    ])
  })

  test('a line of a label in brackets is a note, and what stands under it describes', () => {
    const [shop, plain, drawn] = modelOf(`graph LR
  a["Shop<br/>[Container: Java]<br/>Takes<br/>orders"]
  b["Shop (2)"]
  c["Order\\nservice<br/>(internal)"]
`).components
    expect(shop).toMatchObject({ title: 'Shop', note: 'Container: Java', description: 'Takes orders' })
    expect([plain?.title, plain?.note]).toEqual(['Shop (2)', undefined])
    expect([drawn?.title, drawn?.note, drawn?.description]).toEqual(['Order service', 'internal', undefined])
  })

  test('ids are slugs of titles, else of what the node is called, and each is given once', () => {
    const model = modelOf('graph TD\n A[API] --> B[api]\n dbMain[注文] --> x["###"]\n subgraph api\n y\n end')
    expect(model.components.map(({ id }) => id)).toEqual(['api', 'api-2', 'dbmain', 'x', 'y'])
    expect(model.boundaries.map(({ id }) => id)).toEqual(['api-3'])
  })

  test('an arrow with two heads is two flows, one with its head at the start runs back', () => {
    const text = 'graph LR\n A <--> B\n A o--o C\n A --- D\n A ~~~ E\n A --x F'
    expect(flowsOf(modelOf(text)).map(([ref]) => ref)).toEqual(['a>b', 'b>a', 'a>c', 'c>a', 'a>d', 'a>f'])
    expect(codesOf(text).filter(([code]) => code !== 'mermaid-kind-guessed')).toEqual([
      ['mermaid-not-carried', 3],
      ['mermaid-no-arrowhead', 4],
    ])
  })

  test('an arrow that ends at a subgraph is told with its line and left out', () => {
    const text = 'graph LR\n subgraph z [The zone]\n  A\n end\n B --> z\n B --> A'
    const { model, diagnostics } = readMermaid(text, 'docs/a.mmd')
    expect(model?.flows.map(flowRef)).toEqual(['b>a'])
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([
      {
        about: 'lost',
        code: 'mermaid-not-carried',
        severity: 'warning',
        message:
          'An arrow that ends at the subgraph "The zone" is left out: a flow connects components. Draw it to one inside.',
        file: 'docs/a.mmd',
        range: { start: { line: 5, column: 4 }, end: { line: 5, column: 7 } },
      },
    ])
  })

  test('styles, click targets and comments are told once for each kind', () => {
    const text = `graph LR
  A --> B
  %% a comment
  style A fill:#fff
  style B fill:#fff
  click A "https://example.com"
  click B call f()
  classDef x fill:#fff
`
    const told = readMermaid(text).diagnostics.filter(({ code }) => code === 'mermaid-not-carried')
    expect(told.map(({ message, range }) => [range?.start.line, message])).toEqual([
      [3, '1 comment is not carried into the model.'],
      [4, '2 styles are not carried into the model.'],
      [6, '2 click targets are not carried into the model.'],
      [8, '1 class definition is not carried into the model.'],
    ])
  })

  test.each([
    ['HTTPS', '', 'HTTPS'],
    ['HTTPS/443', '', 'HTTPS/443'],
    ['Calls<br/>[JSON/HTTPS]', 'Calls', 'JSON/HTTPS'],
    ['asks (mTLS)', 'asks', 'mTLS'],
    ['asks (sometimes)', 'asks (sometimes)', undefined],
    ['reads the redis key', 'reads the redis key', undefined],
    ['asks [Edge]', 'asks [Edge]', undefined],
  ])('the label %j of an arrow says %j over %j', (label, title, protocol) => {
    const [flow] = modelOf(`graph LR\n A -->|"${label}"| B`).flows
    expect([flow?.title, flow?.protocol]).toEqual([title, protocol])
  })

  test('a block of a Markdown file is read, and what else is there is told', () => {
    const text = `# Docs

\`\`\`mermaid
sequenceDiagram
  A->>B: hi
\`\`\`

- item
  \`\`\`\`mermaid
  graph LR
    A[API] --> D[(DB)]
  \`\`\`\`

\`\`\`mermaid
graph LR
  X --> Y
\`\`\`
`
    const { model, locate, diagnostics } = readMermaid(text, 'README.md')
    expect(model?.components.map(({ title }) => title)).toEqual(['API', 'DB'])
    expect(locate('db')?.start).toEqual({ line: 11, column: 16 })
    expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([
      ['mermaid-other-block', 4],
      ['mermaid-kind-guessed', 11],
      ['mermaid-kind-guessed', 11],
      ['mermaid-other-block', 15],
    ])
    const broken = readMermaid('text\n\n```mermaid\ngraph LR\n  A --> \n  [\n```\n')
    expect(broken.model).toBeNull()
    expect(broken.diagnostics[0]?.range?.start.line).toBeGreaterThanOrEqual(5)
    expect(codesOf('```mermaid\npie\n```\n')).toEqual([['mermaid-no-flowchart', 2]])
  })
})

describe('a file of Fenceline that was edited by hand', () => {
  const text = printed(`External: Browser (untrusted)
Zone: DMZ
  Process: API Gateway {api-gw}
  Data store: Cache
Browser -> ["asks", TLS, trust boundary "Edge"] -> API Gateway {api-gw}
Browser -> ["again", {second}] -> API Gateway {api-gw}
API Gateway {api-gw} -> Cache`)

  test('a label says another title, note, protocol and line; ids stay', () => {
    const edited = text
      .replace('"Browser<br/>(untrusted)"', '"Web browser"')
      .replace('"API Gateway"', '"Gateway<br/>(nginx)"')
      .replace('"asks (TLS) #91;Edge#93;"', '"orders (mTLS) [Inner]"')
    const model = modelOf(edited)
    expect(model.components.map(({ id, title, note }) => [id, title, note])).toEqual([
      ['browser', 'Web browser', undefined],
      ['api-gw', 'Gateway', 'nginx'],
      ['cache', 'Cache', undefined],
    ])
    expect(flowsOf(model)).toEqual([
      ['browser>api-gw', 'orders', 'mTLS'],
      ['browser>second', 'again', undefined],
      ['api-gw>cache', '', undefined],
    ])
    expect(model.boundaries.map(({ id, crossedBy }) => [id, crossedBy])).toEqual([
      ['dmz', []],
      ['edge', []],
      ['inner', ['browser>api-gw']],
    ])
  })

  test('an arrow that is added between others with the same ends takes no id away', () => {
    const edited = text.replace(/^.*again.*$/mu, (line) => `  browser -->|"new"| api_gw\n${line}`)
    expect(flowsOf(modelOf(edited))).toEqual([
      ['browser>api-gw', 'asks', 'TLS'],
      ['browser>api-gw-2', 'new', undefined],
      ['browser>second', 'again', undefined],
      ['api-gw>cache', '', undefined],
    ])
  })

  test('a node in the notation needs no guess, one in another shape is guessed and told', () => {
    const edited = text.replace('flowchart LR\n', 'flowchart LR\n  audit[("Audit")]\n  other{"Decide"}\n')
    const { model, diagnostics } = readMermaid(edited)
    expect(model?.components.slice(0, 2).map(({ id, kind }) => [id, kind])).toEqual([
      ['audit', 'store'],
      ['other', 'process'],
    ])
    expect(diagnostics.map(({ message, elementId }) => [elementId, message])).toEqual([
      ['other', '"Decide" is read as a process, from its diamond shape.'],
    ])
  })

  test('comment lines about what is gone are told, and those that are broken are left out', () => {
    const comments = [
      'component {"node":"gone","id":"x","title":"X"}',
      'component {"node":"cache","id":"a>b","title":"Cache"}',
      'component {"node":"cache","id":"__proto__","title":"Cache"}',
      'component {"__proto__":{"node":"cache"},"id":"x"}',
      'zone {"node":"dmz","id":"__proto__","title":"DMZ"}',
      'flow {"ref":"browser>second","to":"cache","title":"x"}',
      'flow {"ref":"browser>third","to":"cache","title":"x"}',
      'line {"id":"l","title":"L","flows":["no>flow"]}',
      'note {}',
      'title 1',
      'other',
      `component ${'['.repeat(100_000)}`,
    ]
    const { model, diagnostics } = readMermaid(
      text + comments.map((line) => `%% fenceline ${line}\n`).join(''),
    )
    const first = text.split('\n').length
    expect(
      diagnostics.map(({ code, severity, range }) => [(range?.start.line ?? 0) - first, code, severity]),
    ).toEqual(
      [0, 1, 3, 4, 5, 6, 8, 9, 10, 11].map((line) => {
        return [line, 'mermaid-comment', line === 0 || line === 6 ? 'info' : 'warning']
      }),
    )
    expect(model?.components.map(({ id }) => id)).toEqual(['browser', 'api-gw', '__proto__'])
    expect(model?.boundaries.at(-1)).toMatchObject({ id: 'l', kind: 'line', crossedBy: [] })
  })
})

describe('a diagram of a model that is too large for one', () => {
  const flows = Array.from({ length: 600 }, (_, at) => `A -> [{f${at}}] -> B`)
  const { model } = readDfd(`Zone: X\n  Process: A\nZone: Y\n  Process: B\n${flows.join('\n')}`)
  const [overview, part] = model ? printMermaidDiagrams(model) : []

  test('the overview is refused, since it would read as a small model', () => {
    const { model: read, diagnostics } = readMermaid(overview?.text ?? '')
    expect(read).toBeNull()
    expect(diagnostics.map(({ code }) => code)).toEqual(['mermaid-overview'])
  })

  test('any other one says that it is not all', () => {
    const drawn = drawMermaid(part?.text ?? '')
    expect(drawn.isPart).toBe(true)
    expect(drawn.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['mermaid-part', 'info'],
    ])
  })
})

describe('hostile texts', () => {
  test('no text makes the reader throw, and each is a model or has a located error', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ' --> ',
        ' --- ',
        '<-->',
        '|',
        '"',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '\n',
        ';',
        '&',
        ':::',
        '@{',
        ' ',
      ),
      fc.constantFrom(
        'graph TD\n',
        'subgraph ',
        'end\n',
        'class ',
        'classDef ',
        'style ',
        'click ',
        '---\n',
        '%% ',
      ),
      fc.constantFrom('A', 'B', '__proto__', 'constructor', '%% fenceline flow {}', '```mermaid\n', '~~~'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, isChart) => {
        const { model, diagnostics } = readMermaid((isChart ? 'graph LR\n' : '') + pieces.join(''))
        const errors = diagnostics.filter(({ severity }) => severity === 'error')
        expect(model === null).toBe(errors.length > 0)
        for (const { range } of errors) expect(range).toBeDefined()
      }),
    )
  })

  test('many of everything stay quick', () => {
    const ours = '%% fenceline flow {"ref":"a>a","to":"b","title":"x"}\n'
    const texts = [
      `graph LR\n${'a-->|x|b\n'.repeat(20_000)}${Array.from({ length: 20_000 }, (_, at) => ours.replace('a>a', `a>${at}`)).join('')}`,
      `graph LR\na\n${Array.from({ length: 40_000 }, (_, at) => `%% fenceline line {"id":"l${at}","title":"L","flows":["a>b"]}\n`).join('')}`,
      `graph LR\na -->|"${'[x]'.repeat(200_000)}"| b\n${ours}`,
      `graph LR\na["${'(x)<br/>'.repeat(100_000)}"]`,
      `${'graph LR\n'}${'a\n'.repeat(60_000)}`,
    ]
    for (const text of texts) {
      // Time of the processor: a busy machine is no fault of the reader.
      const start = process.cpuUsage()
      readMermaid(text)
      expect(process.cpuUsage(start).user / 1000, text.slice(0, 40)).toBeLessThan(5000)
    }
  }, 60_000)

  test('names of built-in members are names like any other', () => {
    const model = modelOf(
      'graph LR\n __proto__[toString] --> constructor\n subgraph hasOwnProperty\n x:::valueOf\n end',
    )
    expect(model.components.map(({ title }) => title)).toEqual(['toString', 'constructor', 'x'])
    expect(model.flows).toHaveLength(1)
  })

  test('subgraphs nested without end are refused', () => {
    const deep = `graph LR\n${'subgraph a\n'.repeat(70)}`
    const named = Array.from({ length: 70 }, (_, at) => `subgraph z${at}\n`).join('')
    for (const text of [`${deep}x\n${'end\n'.repeat(70)}`, `graph LR\n${named}x\n${'end\n'.repeat(70)}`]) {
      const { model, diagnostics } = readMermaid(text)
      if (!model) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    }
    expect(codesOf(`graph LR\n${named}x\n${'end\n'.repeat(70)}`)).toContainEqual(['mermaid-too-deep', 66])
  })
})
