import { describe, expect, test } from 'vitest'
import { readMermaid } from '../../formats/mermaid/read.ts'
import { printMermaid } from '../../formats/mermaid/write.ts'
import { type Document, EMPTY_DOCUMENT } from '../../model/document.ts'
import { addComponent, updateComponent } from '../../model/edits/components.ts'
import { addFlow } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model, Risk } from '../../model/schema.ts'
import { type Shown, showText, typeText } from '../editing.ts'

/** As somebody wrote it by hand: not one line is as Fenceline prints it. */
const TEXT = `flowchart TD
  %% the shop
  web[Web shop]:::front --> |HTTPS| api(Order API)
  subgraph core [Core]
    api -- "sql" --> db[(Orders)]
    cache{{Cache}}
  end
  api -.-> cache & mail[/Mail/]
  style web fill:#eee
  classDef front stroke:blue
  linkStyle 1 stroke:green
  click api "https://example.com"
`

const aRisk = (target: string): Risk => ({
  id: `R-${target}`,
  target,
  category: 'tampering',
  title: `About ${target}`,
  status: 'unchecked',
})

function modelOf(text: string): Model {
  const { diagnostics, model } = readMermaid(text)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

/** The text in the tab, with what no text says: a risk and a box for everything. */
function shownText(text = TEXT): Shown {
  const model = modelOf(text)
  const risks = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)].map(aRisk)
  const document: Document = {
    ...EMPTY_DOCUMENT,
    model: { ...model, risks },
    layout: {
      ...EMPTY_DOCUMENT.layout,
      boxes: model.components.map(({ id }, at) => ({ id, x: at * 200, y: 40 })),
    },
  }
  const typed = typeText('mermaid', showText('mermaid', document, null), text, null)
  if (typed.document !== document) throw new Error('the person’s own spelling says the same')
  return typed.shown
}

function typed(shown: Shown, from: string, to: string): { document: Document; shown: Shown } {
  if (!shown.text.includes(from)) throw new Error(`no ${from}`)
  const {
    document,
    shown: next,
    diagnostics,
  } = typeText('mermaid', shown, shown.text.replace(from, to), null)
  if (!document) throw new Error(JSON.stringify(diagnostics))
  return { document, shown: next }
}

const component = ({ model }: Document, id: string) => indexOf(model).components.get(id)
const changedLines = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [old.filter((line) => !now.includes(line)), now.filter((line) => !old.includes(line))]
}

describe('typing in a flowchart', () => {
  test('an arrow that is deleted takes only its own style along, and the other styles keep to their arrows', () => {
    const shown = shownText()
    const first = typed(shown, 'web[Web shop]:::front --> |HTTPS| api(Order API)', 'web[Web shop]:::front')
    expect(first.shown.text).toContain('  linkStyle 0 stroke:green\n')
    const second = typed(first.shown, '    api -- "sql" --> db[(Orders)]\n', '')
    expect(second.shown.text).not.toContain('linkStyle')
    expect(second.document.model.flows).toHaveLength(2)
  })

  test('the last arrow of a printed text can be deleted, though the red of crossings counts it', () => {
    const { model } = shownText().document
    const shown = showText('mermaid', { ...EMPTY_DOCUMENT, model }, null)
    const arrow = shown.text.split('\n').findLast((line) => line.includes('-->')) ?? ''
    expect(shown.text).toMatch(/linkStyle [\d,]*3 stroke:#dc2626/)
    const after = typed(shown, `${arrow}\n`, '')
    expect(after.document.model.flows).toHaveLength(model.flows.length - 1)
  })

  test('a style stays with an arrow that is typed to another end, and moves down for one above it', () => {
    const shown = shownText()
    const other = typed(shown, 'api -- "sql"', 'cache -- "sql"')
    expect(other.shown.text).toContain('linkStyle 1 stroke:green')
    const above = typed(shown, '  subgraph core [Core]', '  web --> mail\n  subgraph core [Core]')
    expect(above.shown.text).toContain('linkStyle 2 stroke:green')
  })

  test('another label is another title of the same component, with its risks and its box', () => {
    const shown = shownText()
    const { document } = typed(shown, 'api(Order API)', 'api(Order desk)')
    expect(component(document, 'order-api')).toMatchObject({ title: 'Order desk', zone: 'core' })
    expect(document.model.risks).toEqual(shown.document.model.risks)
    expect(document.layout).toEqual(shown.document.layout)
  })

  test('another node id in the same line is the same component, and is followed wherever it is named', () => {
    const shown = shownText()
    const { document, shown: next } = typed(shown, 'db[(Orders)]', 'store[(Orders)]')
    expect(document.model.risks).toEqual(shown.document.model.risks)
    const front = typed(next, 'web[Web shop]', 'shop[Web shop]')
    expect(front.shown.text).toContain('style shop fill:#eee')
    expect(front.document.model.components.map(({ id }) => id)).toEqual(
      shown.document.model.components.map(({ id }) => id),
    )
    expect(front.document.model.risks).toEqual(shown.document.model.risks)
  })

  test('an id retyped letter by letter goes through texts that cannot be read, and loses nothing', () => {
    let shown = shownText('flowchart LR\n  a["API"] --> d[("Orders")]\n  e["Events"]\n  d --> e\n')
    const start = shown.document
    for (const id of ['', 's', 'st', 'sto', 'store']) {
      const text = shown.text.replace(/--> \w*\[\(/, `--> ${id}[(`)
      shown = typeText('mermaid', shown, text, null).shown
    }
    expect(shown.text).toBe('flowchart LR\n  a["API"] --> store[("Orders")]\n  e["Events"]\n  store --> e\n')
    expect(shown.document.model.risks).toEqual(start.model.risks)
    expect(shown.document.model.components.map(({ id }) => id)).toEqual(
      start.model.components.map(({ id }) => id),
    )
  })

  test('an id that passes through another one’s removes nothing that has risks', () => {
    const shown = shownText('flowchart LR\n  order["Order"]\n  orders["Orders"]\n')
    const text = shown.text.replace('orders["Orders"]', 'order["Orders"]')
    const refused = typeText('mermaid', shown, text, null)
    expect(refused.document).toBeNull()
    expect(refused.diagnostics[0]).toMatchObject({ code: 'mermaid-taken-id' })
    expect(refused.diagnostics[0]?.range?.start.line).toBe(3)
  })

  test('another shape is another kind, and a shape that is only guessed at changes none', () => {
    const shown = shownText()
    expect(component(shown.document, 'cache')?.kind).toBe('store')
    const model = updateComponent(shown.document.model, 'cache', { kind: 'process' })
    const asProcess = showText('mermaid', { ...shown.document, model }, null, shown)
    const renamed = typed(asProcess, 'Web shop', 'Web database')
    expect(component(renamed.document, 'cache')?.kind).toBe('process')
    expect(component(renamed.document, 'web-shop')?.kind).toBe(component(shown.document, 'web-shop')?.kind)
    const store = typed(shown, 'api(Order API)', 'api[(Order API)]')
    expect(component(store.document, 'order-api')).toMatchObject({ kind: 'store', title: 'Order API' })
    expect(store.document.model.risks).toEqual(shown.document.model.risks)
  })

  test('a new node takes its id from its node id, until the cursor leaves', () => {
    let shown = showText('mermaid', EMPTY_DOCUMENT, null)
    const head = shown.text
    for (const id of ['m', 'ma', 'mail']) shown = typeText('mermaid', shown, `${head}  ${id}\n`, null).shown
    shown = typeText('mermaid', shown, `${head}  mail["Mail relay"]\n`, null).shown
    expect(shown.document.model.components.map(({ id, title }) => [id, title])).toEqual([
      ['mail', 'Mail relay'],
    ])
    const left = { ...shown, fresh: new Set<string>() }
    const { document } = typeText('mermaid', left, `${head}  relay["Mail relay"]\n`, null)
    expect(document?.model.components.map(({ id }) => id)).toEqual(['mail'])
  })

  test('a broken text keeps the document, and a removed line removes the component with its risks', () => {
    const shown = shownText()
    const broken = typeText('mermaid', shown, TEXT.replace('[(Orders)]', '[(Orders'), null)
    expect(broken.document).toBeNull()
    expect(broken.diagnostics[0]?.range?.start.line).toBeGreaterThanOrEqual(5)
    expect(broken.shown.document).toBe(shown.document)
    const { document } = typed(shown, '    cache{{Cache}}\n', '')
    const gone = typed(
      { ...shown, ...typeText('mermaid', shown, shown.text.replace('cache & ', ''), null).shown },
      '    cache{{Cache}}\n',
      '',
    )
    expect(component(document, 'cache')?.title).toBe('cache')
    expect(component(gone.document, 'cache')).toBeUndefined()
    expect(gone.document.model.risks.map(({ target }) => target)).not.toContain('cache')
  })

  test('the diagrams of a large model show an overview that says why it cannot be edited', () => {
    const components = Array.from({ length: 700 }, (_, at) => `  n${at}["Node number ${at}"]\n`).join('')
    const flows = Array.from({ length: 600 }, (_, at) => `  n${at} --> n${at + 1}\n`).join('')
    const model = modelOf(`flowchart LR\n${components}${flows}`)
    const shown = showText('mermaid', { ...EMPTY_DOCUMENT, model }, null)
    expect(shown.text).toBe(printMermaid(model))
    expect(shown.diagnostics[0]?.message).toContain('too large for one Mermaid diagram')
    expect(typeText('mermaid', shown, `${shown.text}  more\n`, null).document).toBeNull()
    const small = modelOf('flowchart LR\n  a --> b\n')
    const after = showText('mermaid', { ...EMPTY_DOCUMENT, model: small }, null, shown)
    expect(after.text).toBe(printMermaid(small))
  })
})

describe('an edit elsewhere', () => {
  const edited = (shown: Shown, change: (model: Model) => Model) => {
    const document = { ...shown.document, model: change(shown.document.model) }
    const next = showText('mermaid', document, null, shown)
    expect(next.document).toBe(document)
    expect(typeText('mermaid', next, `${next.text}%% x\n`, null).document).toBe(document)
    return changedLines(shown.text, next.text)
  }

  test('a new title changes the label in its own brackets', () => {
    expect(edited(shownText(), (model) => updateComponent(model, 'order-api', { title: 'Desk' }))).toEqual([
      ['  web[Web shop]:::front --> |HTTPS| api(Order API)'],
      ['  web[Web shop]:::front --> |HTTPS| api("Desk")'],
    ])
  })

  test('a new flow and a new component are lines of their own, and the numbers of link styles stay', () => {
    const [gone, come] = edited(shownText(), (model) => {
      const added = addComponent(model, { title: 'Audit log', kind: 'store', zone: 'core' })
      return addFlow(added.model, { from: 'order-api', to: added.id }).model
    })
    expect(gone).toEqual([])
    expect(come).toEqual(['    audit_log[("Audit log")]', '  api --> audit_log'])
  })

  test('a flow that goes takes its arrow out of a chain, and link styles follow theirs', () => {
    const shown = shownText()
    const [gone, come] = edited(shown, (model) => removeElements(model, ['web-shop>order-api']).model)
    expect(gone).toEqual(['  web[Web shop]:::front --> |HTTPS| api(Order API)', '  linkStyle 1 stroke:green'])
    expect(come).toEqual(['  web[Web shop]:::front', '  api(Order API)', '  linkStyle 0 stroke:green'])
  })

  test('a component that goes takes its styles along, and the rest stays', () => {
    const [gone, come] = edited(shownText(), (model) => removeElements(model, ['web-shop']).model)
    expect(gone).toContain('  style web fill:#eee')
    expect(come).toEqual(['  api(Order API)', '  linkStyle 0 stroke:green'])
  })

  test('a component that is moved into another zone is written there', () => {
    const [gone, come] = edited(shownText(), (model) => updateComponent(model, 'cache', { zone: null }))
    expect(gone).toEqual(['    cache{{Cache}}'])
    expect(come).toHaveLength(1)
  })

  test('a moved box changes nothing', () => {
    const shown = shownText()
    const moved = { ...shown.document, layout: { ...shown.document.layout, boxes: [] } }
    expect(showText('mermaid', moved, null, shown).text).toBe(TEXT)
  })
})
