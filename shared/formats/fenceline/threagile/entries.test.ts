import { describe, expect, test } from 'vitest'
import { addBoundary, addComponent, updateComponent } from '../../../model/edits/components.ts'
import { addFlow, updateFlow } from '../../../model/edits/flows.ts'
import { removeElements } from '../../../model/edits/remove.ts'
import type { Model } from '../../../model/schema.ts'
import { openText } from '../../../text-editing/yaml/opened.ts'
import { readModel } from '../model/read-model.ts'
import { spliceModel } from '../model/write-model.ts'

const FILE = `threagile_version: 1.0.0
title: Ferries
tags_available:
  - linux
data_assets:
  Ticket Sales: # what is sold
    id: sales
    description: Tickets
    usage: business
    quantity: many
technical_assets:
  Booking Site: # the public one
    id: booking
    description: null
    type: process
    size: application
    technology: web-application # values: see help
    encryption: none
    justification_out_of_scope:
    out_of_scope: false
    data_assets_processed: # by id
      - sales
    communication_links:
      Stores & Reads Tickets: # over the wire
        target: store
        protocol: https
        authorization: none
        data_assets_received: []
        data_assets_sent: # by id
          - sales
  Ticket Store:
    id: store
    type: datastore
    technology: database
    communication_links:
trust_boundaries:
  Harbour:
    id: harbour
    type: network-on-prem
    technical_assets_inside: # by id
      - store
`

function modelOf(text = FILE): Model {
  const { model, diagnostics } = readModel(text)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

/** The text with the edit in it, which reads as the model that was edited. */
function edited(edit: (model: Model) => Model, text = FILE): string {
  const next = edit(modelOf(text))
  const after = spliceModel(text, next)
  expect(modelOf(after)).toEqual(next)
  return after
}

describe('entries that are keyed by their titles', () => {
  test('have the id inside, and a link the id that Threagile makes of its title', () => {
    const { model, diagnostics, locate } = readModel(FILE)
    expect(diagnostics).toEqual([])
    expect(model).toMatchObject({
      dataAssets: [{ id: 'sales', title: 'Ticket Sales' }],
      components: [
        { id: 'booking', title: 'Booking Site', dataProcessed: ['sales'], zone: null },
        { id: 'store', title: 'Ticket Store', zone: 'harbour' },
      ],
      flows: [{ id: 'stores-reads-tickets', from: 'booking', to: 'store', title: 'Stores & Reads Tickets' }],
      boundaries: [{ id: 'harbour', title: 'Harbour' }],
    })
    expect(locate('booking>stores-reads-tickets')?.start.line).toBe(24)
  })

  test('are found in the text pane by the same refs', () => {
    const refs = openText(FILE).blocks.map(({ ref }) => ref)
    expect(refs).toEqual([
      'data:sales',
      'booking',
      'booking>stores-reads-tickets',
      'store',
      'boundary:harbour',
    ])
  })

  test('change only their key with the title', () => {
    expect(edited((model) => updateComponent(model, 'booking', { title: 'Shop: web' }))).toBe(
      FILE.replace('  Booking Site: # the', '  "Shop: web": # the'),
    )
  })

  test('say the title beside the key where another one has that key', () => {
    expect(edited((model) => updateComponent(model, 'booking', { title: 'Ticket Store' }))).toBe(
      FILE.replace('    id: booking\n', '    id: booking\n    title: Ticket Store\n'),
    )
  })

  test('a link under another title keeps its id, and what names it finds it', () => {
    const after = edited((model) => {
      const ref = 'booking>stores-reads-tickets'
      const risk = { id: 'R1', target: ref, category: 'spoofing', title: 'X', status: 'unchecked' } as const
      return updateFlow({ ...model, risks: [risk] }, ref, { title: 'Writes' })
    })
    expect(after).toContain(
      '      Writes: # over the wire\n        id: stores-reads-tickets\n        target: store\n',
    )
  })

  test('two with one id are an error at the second', () => {
    const text = FILE.replace('id: store', 'id: booking')
    expect(readModel(text).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'duplicate-id', severity: 'error', elementId: 'booking' }),
    )
  })
})

describe('what Threagile demands', () => {
  test('a new component has every key, the ones that nobody stated named, and reads as it was made', () => {
    const after = edited(
      (model) => addComponent(model, { kind: 'process', title: 'Mailer', internet: true, tags: ['x'] }).model,
    )
    expect(after).toContain('  - linux\n  - x\n')
    expect(after).toContain(
      '  Mailer:\n    id: mailer\n    description: null\n    type: process\n    usage: business\n    used_as_client_by_human: false\n',
    )
    expect(after).toContain('    internet: true\n')
    expect(after).toMatch(/fenceline_unstated:\n {6}- usage\n/)
  })

  test('an unstated value that somebody changed in the file is stated', () => {
    const after = edited((model) => addComponent(model, { kind: 'process', title: 'Mailer' }).model)
    const mailer = modelOf(after.replace('size: component', 'size: system')).components.at(-1)
    expect(mailer).toMatchObject({ id: 'mailer', size: 'system' })
    expect(mailer).not.toHaveProperty('machine')
  })

  test('what is taken back is neutral, not gone', () => {
    expect(edited((model) => updateComponent(model, 'booking', { size: undefined, dataProcessed: [] }))).toBe(
      FILE.replace('size: application', 'size: component')
        .replace('data_assets_processed: # by id\n      - sales\n', 'data_assets_processed: [] # by id\n')
        .replace(
          '          - sales\n  Ticket Store',
          '          - sales\n    fenceline_unstated: [size]\n  Ticket Store',
        ),
    )
  })

  test('a word that Threagile does not know stands beside a near one until somebody changes that', () => {
    const ref = 'booking>stores-reads-tickets'
    const after = edited((model) => updateFlow(model, ref, { protocol: 'grpcs' }))
    expect(after).toContain('        protocol: binary-encrypted\n')
    expect(after).toContain('        fenceline_protocol: grpcs\n')
    expect(modelOf(after).flows[0]?.protocol).toBe('grpcs')
    expect(modelOf(after.replace('binary-encrypted', 'ssh')).flows[0]?.protocol).toBe('ssh')
  })

  test('each dialect has its own spelling', () => {
    const propagate = (model: Model) =>
      updateFlow(model, 'booking>stores-reads-tickets', { authorization: 'enduser-identity-propagation' })
    expect(edited(propagate)).toContain('authorization: enduser-identity-propagation')
    const head = FILE.replace('title: Ferries', 'title: Ferries\ncontributors: []')
    expect(edited(propagate, head)).toContain('authorization: end-user-identity-propagation')
  })

  test('technologies stay one word in v0.9 and become a list in HEAD', () => {
    const more = (model: Model) => updateComponent(model, 'booking', { technologies: ['browser', 'llm'] })
    expect(edited(more)).toContain('    technology: browser # values: see help\n')
    const head = FILE.replace('title: Ferries', 'title: Ferries\ncontributors: []')
    expect(edited(more, head)).toContain('    technologies: [browser, ai]\n')
  })

  test('a line is an empty boundary for Threagile', () => {
    const { model } = addBoundary(modelOf(), {
      kind: 'line',
      title: 'Quay',
      crossedBy: ['booking>stores-reads-tickets'],
    })
    const after = edited(() => model)
    expect(after).toContain(
      '    type: execution-environment\n    technical_assets_inside: []\n    trust_boundaries_nested: []\n',
    )
    expect(after).toContain('    fenceline_type: line\n')
  })

  test('the last link goes, its section stays', () => {
    const after = edited((model) => removeElements(model, ['booking>stores-reads-tickets']).model)
    expect(after).toContain('    communication_links: {}\n  Ticket Store:\n')
  })

  test('a flow without a title has its id for a key', () => {
    const after = edited((model) => addFlow(model, { from: 'store', to: 'booking' }).model)
    expect(after).toContain(
      '    communication_links:\n      booking:\n        title: ""\n        target: booking\n',
    )
  })

  test('a file without ids inside is written as before, whatever version it names', () => {
    const text = 'threagile_version: 1.0.0\ntitle: A\ntechnical_assets:\n  a: {type: process}\n'
    const after = edited((model) => addComponent(model, { kind: 'store', id: 'b', title: 'B' }).model, text)
    expect(after).toBe(`${text}  b:\n    title: B\n    type: datastore\n`)
  })
})

describe('anchors and merge keys', () => {
  const text = FILE.replace(
    '  Ticket Store:\n    id: store\n',
    '  Ticket Store:\n    <<: *rated\n    id: store\n',
  ).replace(
    'technical_assets:\n',
    'x_rating: &rated\n  integrity: critical\n  availability: critical\ntechnical_assets:\n',
  )

  test('stay where an edit does not concern them', () => {
    expect(edited((model) => updateComponent(model, 'store', { title: 'Store' }), text)).toBe(
      text.replace('  Ticket Store:', '  Store:'),
    )
  })

  test('are written out where a value that they bring changes, and nowhere else', () => {
    const after = edited((model) => updateComponent(model, 'store', { integrity: 'archive' }), text)
    expect(after).toContain('x_rating: &rated\n  integrity: critical\n')
    expect(after).toContain('    integrity: archive\n')
    expect(modelOf(after).components[1]).toMatchObject({ integrity: 'archive', availability: 'critical' })
  })
})
