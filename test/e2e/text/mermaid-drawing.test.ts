// What Fenceline exports, as the Mermaids of the hosts draw it: older GitLab, GitHub and GitLab now, and the newest.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDfd } from '../../../shared/formats/dfd/read.ts'
import { readModel } from '../../../shared/formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { componentLabel, flowLabel } from '../../../shared/formats/mermaid/labels.ts'
import { printMermaidDiagrams } from '../../../shared/formats/mermaid/write.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow, setCrossedBy } from '../../../shared/model/edits/flows.ts'
import { EMPTY_MODEL, KINDS, type Model } from '../../../shared/model/schema.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Drawing, draw, MERMAIDS, openMermaid } from '../../support/mermaid/mermaid-drawing.ts'
import { aLargeModel } from '../../support/models/large-model.ts'

const RED = 'rgb(220, 38, 38)'
const SHAPES = { external: 'box', process: 'stadium', store: 'cylinder' } as const

/**
 * Titles that end a statement, start another, or are markup, somewhere in Mermaid. Its own marks for entities
 * are not among them: every Mermaid decodes those once more in what it has drawn.
 */
const HOSTILE = [
  'end',
  'constructor',
  'a"b',
  '--> x',
  '%%{init: {"theme":"dark"}}%%',
  '[x](y){z}',
  '<b>bold</b>',
  '<img src=x onerror=alert(1)>',
  '&amp; &lt;',
  '#35; #quot;',
  '`code` **bold** _it_',
  'style x fill:red',
  'classDef boundary fill:red',
  'click a call b()',
  'direction LR',
  '1. list',
  '- bullet',
  'a|b',
  'fa:fa-user',
  'https://example.com/?a=b&c=d',
  '$$x^2$$',
  '注文サービス',
  '👩‍👩‍👧 user',
  '\u202eright to left',
  '\\n \\',
  "it's @{ shape: cyl }",
  'subgraph x',
  '~~~',
  'a;b;',
  'one\ntwo',
]

function modelOf(read: { readonly model: Model | null }): Model {
  if (!read.model) throw new Error('the sample must read')
  return read.model
}

const NESTED = modelOf(
  readDfd(`External: Browser (untrusted)
Zone: Cloud account in Frankfurt
  Zone: DMZ
    Process: API Gateway (terminates TLS, checks tokens and writes an audit log)
  Zone: Private
    Zone: Data
      Data store: Orders database
      Data store: S
    Process: Worker
  Zone: Empty
Browser -> ["asks", TLS] -> API Gateway
API Gateway -> Worker
Worker -> ["reads and writes everything that there is to be read and written", SQL] -> Orders database
Worker -> S
Worker -> ["retries"] -> Worker
`),
)

const LINES = modelOf(
  readDfd(`External: Shop
Process: Api
Data store: Stock
Shop -> ["orders", https, trust boundary 1] -> Api
Api -> Shop
Api -> Stock
Stock -> Api
Api -> [trust boundary 2] -> Api
`),
)

function hostileModel(): Model {
  let model: Model = { ...EMPTY_MODEL, title: '"}} --- %%{x}%%' }
  let last = ''
  for (const [at, title] of HOSTILE.entries()) {
    const zone = at % 5 === 0 ? addBoundary(model, { kind: 'zone', title }) : null
    model = zone?.model ?? model
    const kind = KINDS[at % KINDS.length] ?? 'process'
    const added = addComponent(model, { kind, title, zone: zone?.id ?? null })
    model = added.model
    if (last !== '') model = addFlow(model, { from: last, to: added.id, title }).model
    last = added.id
  }
  const line = addBoundary(model, { kind: 'line', title: '[x] (y)' })
  const [first] = line.model.flows
  return first ? setCrossedBy(line.model, line.id, [`${first.from}>${first.id}`]) : line.model
}

/** As HTML shows it: white space is one space, and control characters are nothing. */
const shown = (text: string) =>
  text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()
const sorted = (texts: readonly string[]) => texts.map(shown).filter(Boolean).sort()

function expectDrawn(model: Model, drawing: Drawing): void {
  const zones = model.boundaries.filter(({ kind }) => kind === 'zone')
  expect(sorted(drawing.nodes.map(({ label }) => label))).toEqual(
    sorted(model.components.map(componentLabel)),
  )
  expect(sorted(drawing.clusters.map(({ label }) => label))).toEqual(sorted(zones.map(({ title }) => title)))
  expect(sorted(drawing.edgeLabels)).toEqual(sorted(model.flows.map((flow) => flowLabel(model, flow))))
  for (const { label, stroke, dashes } of drawing.clusters) {
    expect([label, stroke, dashes]).toEqual([label, RED, '6px, 4px'])
  }
  const shapes = new Map(model.components.map((one) => [shown(componentLabel(one)), SHAPES[one.kind]]))
  for (const { label, shape, holdsLabel } of drawing.nodes) {
    if (label !== '') expect([label, shape, holdsLabel]).toEqual([label, shapes.get(shown(label)), true])
  }
  const crossing = drawing.edges.filter(({ stroke, width }) => stroke === RED && width === '2px')
  const plain = drawing.edges.filter(({ stroke, width }) => stroke !== RED && width === '1px')
  expect(crossing.length + plain.length).toBe(drawing.edges.length)
  expect(crossing.length > 0).toBe(crossingsOf(model).size > 0)
}

describeBrowser('Mermaid in a browser', () => {
  let browser: Browser
  const pages = new Map<string, Page>()
  beforeAll(async () => {
    browser = await launchBrowser()
    for (const name of MERMAIDS) pages.set(name, await openMermaid(browser, name))
  })
  afterAll(() => browser?.close())

  const pageOf = (name: string): Page => {
    const page = pages.get(name)
    if (!page) throw new Error(`${name} is not open`)
    return page
  }
  const models: readonly [string, Model][] = [
    ['the Orders Platform', modelOf(readModel(ORDERS))],
    ['nested zones', NESTED],
    ['lines and flows both ways', LINES],
    ['hostile labels', hostileModel()],
  ]
  for (const name of MERMAIDS) {
    test.each(models)(`${name} draws %s with every label, shape and zone`, async (_, model) => {
      const diagrams = printMermaidDiagrams(model)
      expect(diagrams).toHaveLength(1)
      expectDrawn(model, await draw(pageOf(name), diagrams[0]?.text ?? ''))
    })

    test(`${name} draws every diagram of a large model, and together they show all of it`, async () => {
      const large = aLargeModel(140, 200)
      const model = {
        ...large,
        flows: large.flows.map((flow, at) => ({ ...flow, title: `Flow ${at}` })),
      }
      const diagrams = printMermaidDiagrams(model)
      expect(diagrams.length).toBeGreaterThan(6)
      const seen = new Set<string>()
      for (const { text } of diagrams) {
        const { nodes, edgeLabels } = await draw(pageOf(name), text)
        for (const label of [...nodes.map((node) => node.label), ...edgeLabels]) seen.add(label)
      }
      for (const component of model.components) expect(seen).toContain(componentLabel(component))
      for (const flow of model.flows) expect(seen).toContain(flowLabel(model, flow))
    })
  }

  test('GitHub’s Mermaid draws the largest diagrams of 500 components in one zone', async () => {
    const many = aLargeModel(500, 700)
    const [zone] = many.boundaries
    if (!zone) throw new Error('the model must have a zone')
    const components = many.components.map((component) => ({ ...component, zone: zone.id }))
    const diagrams = printMermaidDiagrams({ ...many, components, boundaries: [zone] })
    const byLength = diagrams.toSorted((a, b) => b.text.length - a.text.length)
    for (const { text } of [...byLength.slice(0, 1), ...diagrams.slice(0, 1)]) {
      const { nodes } = await draw(pageOf('mermaid-11'), text)
      expect(nodes.length).toBeGreaterThan(0)
    }
  })
})
