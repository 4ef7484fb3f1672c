import { describe, expect, test } from 'vitest'
import {
  compressed,
  DASHED_LINE,
  DASHED_RED,
  edge,
  edgeLabel,
  file,
  graph,
  OPEN,
  page,
  RECTANGLE,
  ROUND,
  svg,
  TEXT,
  vertex,
} from '../../../test/support/drawio/drawing.ts'
import type { Layout } from '../../model/layout.ts'
import type { Component, Model } from '../../model/schema.ts'
import { inflatePage } from './file/compression.ts'
import { readDrawio } from './read.ts'
import { writeDrawio } from './write.ts'

const CELLS = [
  vertex('z9', '<b>Zone</b>', DASHED_RED, [0, 0, 400, 300]),
  vertex('a9', '<i>Shop</i><br>[Go]', ROUND, [40, 40, 80, 80]),
  vertex('b9', 'Orders', OPEN, [240, 40, 120, 60]),
  vertex('c9', 'Browser', RECTANGLE, [-300, 40, 120, 60]),
  edge('e9', { source: 'a9', target: 'b9', style: 'html=1;custom=kept;', points: [[200, 200]] }),
  edgeLabel('l9', 'writes', 'e9'),
  edge('f9', { source: 'c9', target: 'a9', label: 'HTTPS', style: 'startArrow=classic;endArrow=classic;' }),
  edge('t9', { label: 'Trust boundary', style: DASHED_LINE, from: [-60, -50], to: [-60, 300] }),
  vertex('n9', 'A remark', TEXT, [0, 400, 100, 30]),
]
const PLAIN = `${file(page('Page-1', graph(...CELLS))).replace(/></gu, '>\n  <')}<!-- kept -->\n`

const open = (text: string): { model: Model; layout: Layout } => {
  const { model, layout, diagnostics } = readDrawio(text)
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join(' '))
  return { model, layout }
}
const shop = (model: Model, change: (component: Component) => Component): Model => ({
  ...model,
  components: model.components.map((each) => (each.id === 'shop' ? change(each) : each)),
})

/** Lines that only the one or the other has. */
const differing = (before: string, after: string): readonly string[] => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line.trim()}`),
  ]
}
const write = (change: (model: Model, layout: Layout) => readonly [Model, Layout], base = PLAIN) => {
  const { model, layout } = open(base)
  const [edited, placed] = change(model, layout)
  const { text, diagnostics } = writeDrawio(edited, placed, base)
  return { text, again: open(text), lost: diagnostics.map(({ message }) => message) }
}

describe('into the file that the model was read from', () => {
  test('nothing that was not edited changes a byte, however the file is kept', () => {
    for (const text of [
      PLAIN,
      PLAIN.replace(/\n/gu, '\r\n'),
      file(compressed('a', graph(...CELLS))),
      svg(file(compressed('a', graph(...CELLS)))),
    ]) {
      const { model, layout } = open(text)
      expect(writeDrawio(model, layout, text).text).toBe(text)
    }
  })

  test('a new title changes its words and leaves how they look', () => {
    const { text, again } = write((model, layout) => [
      shop(model, (each) => ({ ...each, title: 'Web <shop>' })),
      layout,
    ])
    expect(differing(PLAIN, text)).toHaveLength(2)
    expect(text).toContain('&lt;i&gt;Web &amp;lt;shop&amp;gt;&lt;/i&gt;&lt;br&gt;[Go]')
    expect(again.model.components).toContainEqual(
      expect.objectContaining({ title: 'Web <shop>', note: 'Go' }),
    )
  })

  test('a label that hangs on a connector is where the words of its flow are changed', () => {
    const { text } = write((model, layout) => [
      {
        ...model,
        flows: model.flows.map((flow) => (flow.title === 'writes' ? { ...flow, title: 'stores' } : flow)),
      },
      layout,
    ])
    expect(differing(PLAIN, text).map((line) => line.slice(0, 26))).toEqual(
      ['-<mxCell id="l9" value="wri', '+<mxCell id="l9" value="sto'].map((line) => line.slice(0, 26)),
    )
  })

  test('a move changes the place of one shape', () => {
    const { text, again } = write((model, layout) => [
      model,
      { ...layout, boxes: layout.boxes.map((box) => (box.id === 'shop' ? { ...box, x: box.x + 10 } : box)) },
    ])
    expect(differing(PLAIN, text)).toEqual([
      '-<mxGeometry x="40" y="40" width="80" height="80" as="geometry"/>',
      '+<mxGeometry x="50" y="40" width="80" height="80" as="geometry"/>',
    ])
    expect(again.layout.boxes.find(({ id }) => id === 'shop')?.x).toBe(50)
  })

  test('new data put an object around the cell, with its label and id', () => {
    const { text, again } = write((model, layout) => [
      shop(model, (each) => ({ ...each, description: 'Sells & ships', tags: ['pci'] })),
      layout,
    ])
    expect(text).toContain('description="Sells &amp; ships" tags="pci" id="a9"><mxCell style=')
    expect(again.model.components).toContainEqual(
      expect.objectContaining({ title: 'Shop', description: 'Sells & ships', tags: ['pci'] }),
    )
  })

  test('another kind gets its shape and keeps the rest of the style', () => {
    const base = PLAIN.replace(
      'ellipse;whiteSpace=wrap;html=1;aspect=fixed;',
      'ellipse;fillColor=#eeffee;html=1;',
    )
    const { text, again } = write(
      (model, layout) => [shop(model, (each) => ({ ...each, kind: 'store' })), layout],
      base,
    )
    expect(text).toContain('shape=partialRectangle')
    expect(text).toContain('fillColor=#eeffee')
    expect(again.model.components).toContainEqual(expect.objectContaining({ title: 'Shop', kind: 'store' }))
  })

  test('what is removed takes its connectors and their labels along, and nothing else', () => {
    const { text, again } = write((model, layout) => [
      {
        ...model,
        components: model.components.filter(({ id }) => id !== 'orders'),
        flows: model.flows.filter(({ to }) => to !== 'orders'),
      },
      { ...layout, boxes: layout.boxes.filter(({ id }) => id !== 'orders'), routes: [] },
    ])
    expect(text).not.toMatch(/id="(?:b9|e9|l9)"/u)
    expect(differing(PLAIN, text).every((line) => line.startsWith('-'))).toBe(true)
    expect(again.model.flows).toHaveLength(2)
  })

  test('of a connector with two heads one goes with its flow', () => {
    const { text, again } = write((model, layout) => [
      { ...model, flows: model.flows.filter(({ from, to }) => !(from === 'shop' && to === 'browser')) },
      layout,
    ])
    expect(text).toContain('startArrow=none;endArrow=classic;')
    expect(again.model.flows.map(({ from, to }) => `${from}>${to}`)).toEqual(['shop>orders', 'browser>shop'])
  })

  test.each([
    ['there', 'browser>shop'],
    ['back', 'shop>browser'],
  ])(
    'of a connector with two heads the flow %s gets one of its own where it says something else',
    (_, renamed) => {
      const { text, again } = write((model, layout) => [
        {
          ...model,
          flows: model.flows.map((flow) =>
            `${flow.from}>${flow.to}` === renamed ? { ...flow, title: 'other words' } : flow,
          ),
        },
        layout,
      ])
      const said = again.model.flows.map(({ from, to, title }) => [`${from}>${to}`, title])
      expect(said).toContainEqual([renamed, 'other words'])
      expect(said.filter(([ref]) => ref === 'browser>shop' || ref === 'shop>browser')).toHaveLength(2)
      expect(said.filter(([, title]) => title === 'other words')).toHaveLength(1)
      expect(text.match(/<mxCell[^>]*edge="1"/gu)).toHaveLength(
        (PLAIN.match(/<mxCell[^>]*edge="1"/gu)?.length ?? 0) + 1,
      )
    },
  )

  test('new elements are appended, in their zone, and the new flow joins old and new', () => {
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    const { text, again } = write((model, layout) => [
      {
        ...model,
        components: [
          ...model.components,
          { id: 'mail', title: 'Mail', kind: 'external', zone: 'zone', ...lists },
        ],
        flows: [
          ...model.flows,
          { id: 'mail', from: 'shop', to: 'mail', title: 'sends', dataSent: [], dataReceived: [], tags: [] },
        ],
      },
      { ...layout, boxes: [...layout.boxes, { id: 'mail', x: 20, y: 200, width: 120, height: 60 }] },
    ])
    expect(differing(PLAIN, text).every((line) => line.startsWith('+'))).toBe(true)
    expect(again.model.components).toContainEqual(
      expect.objectContaining({ id: 'mail', kind: 'external', zone: 'zone' }),
    )
    expect(again.model.flows).toContainEqual(
      expect.objectContaining({ from: 'shop', to: 'mail', title: 'sends' }),
    )
    expect(again.layout.boxes).toContainEqual({ id: 'mail', x: 20, y: 200, width: 120, height: 60 })
  })

  test('a component that changes its zone moves into the cell of that zone', () => {
    const { text, again } = write((model, layout) => [
      {
        ...model,
        components: model.components.map((each) =>
          each.id === 'browser' ? { ...each, zone: 'zone' } : each,
        ),
      },
      {
        ...layout,
        boxes: layout.boxes.map((box) => (box.id === 'browser' ? { ...box, x: 20, y: 220 } : box)),
      },
    ])
    expect(text).toMatch(/id="c9"[^>]*parent="z9"/u)
    expect(again.model.components.find(({ id }) => id === 'browser')?.zone).toBe('zone')
  })

  test('waypoints and notes are changed where they stand', () => {
    const { text, again } = write((model, layout) => [
      model,
      {
        ...layout,
        routes: layout.routes.map((route) => ({ ...route, points: [{ x: 1, y: 2 }] })),
        notes: layout.notes.map((note) => ({ ...note, text: 'Another remark' })),
      },
    ])
    expect(text).toContain('<mxPoint x="1" y="2"/>')
    expect(again.layout.notes).toMatchObject([{ text: 'Another remark' }])
    expect(again.layout.routes).toEqual([{ ref: 'shop>orders', points: [{ x: 1, y: 2 }] }])
  })

  test('of several compressed pages only the edited one is packed again', () => {
    const base = file(
      compressed('One', graph(...CELLS)),
      compressed('Two', graph(vertex('x', 'Xerxes', ROUND, [0, 0, 80, 80]))),
    )
    const { text, again } = write(
      (model, layout) => [shop(model, (each) => ({ ...each, title: 'Store front' })), layout],
      base,
    )
    const pages = (all: string) =>
      [...all.matchAll(/<diagram[^>]*>([^<]*)</gu)].map((found) => found[1] ?? '')
    expect(pages(text)[1]).toBe(pages(base)[1])
    expect(inflatePage(pages(text)[0] ?? '').text).toContain('Store front')
    expect(again.model.components.map(({ title }) => title)).toContain('Store front')
  })

  test('pages are renamed, added and removed', () => {
    const base = file(
      page('One', graph(...CELLS)),
      page('Two', graph(vertex('x', 'Xerxes', ROUND, [0, 0, 80, 80]))),
    )
    const { again } = write((model, layout) => {
      const gone = 'xerxes'
      return [
        { ...model, components: model.components.filter(({ id }) => id !== gone) },
        {
          ...layout,
          pages: [
            { id: 'one', title: 'First' },
            { id: 'three', title: 'Third' },
          ],
          boxes: layout.boxes.filter(({ id }) => id !== gone),
        },
      ]
    }, base)
    expect(again.layout.pages.map(({ title }) => title)).toEqual(['First', 'Third'])
  })

  test('an SVG carries the edited drawing, and its old picture is told', () => {
    const base = svg(file(page('a', graph(...CELLS))))
    const { again, lost, text } = write(
      (model, layout) => [shop(model, (each) => ({ ...each, title: 'Store front' })), layout],
      base,
    )
    expect(again.model.components.map(({ title }) => title)).toContain('Store front')
    expect(lost.join()).toContain('The picture in the SVG is the old one')
    expect(text).toContain('<!DOCTYPE svg')
  })

  test('a line whose flows changed in the model alone stays where it is drawn, told', () => {
    const { lost } = write((model, layout) => [
      {
        ...model,
        boundaries: model.boundaries.map((each) => ({
          ...each,
          crossedBy: each.kind === 'line' ? [] : each.crossedBy,
        })),
      },
      layout,
    ])
    expect(lost.join()).toContain('"Trust boundary" stays where it is drawn')
  })
})

test('a file that cannot be read is written anew, told; what no drawing can hold is told', () => {
  const { model, layout } = open(PLAIN)
  const { text, diagnostics } = writeDrawio({ ...model, notes: ['x'], description: 'y' }, layout, '<mxfile>')
  expect(diagnostics.map(({ code }) => code)).toContain('drawio-base-unread')
  expect(diagnostics.filter(({ about }) => about === 'lost').map(({ message }) => message)).toEqual([
    'A drawing has no place for 1 note of the model.',
    'A drawing has no place for the description of the model.',
  ])
  expect(open(text).model.components).toHaveLength(3)
})

test('a drawing that shows other crossings than the model says so', () => {
  const { model, layout } = open(PLAIN)
  const moved = shop(model, (component) => ({ ...component, zone: null }))
  const { diagnostics } = writeDrawio(moved, layout)
  const told = diagnostics.filter(({ about }) => about === 'lost').map(({ message }) => message)
  expect(told).toEqual([
    'The flow "Shop" → "Orders" crosses "Zone", and the drawing does not show it. Move what it joins.',
    'The flow "Browser" → "Shop" does not cross "Zone", and is drawn across. Move what it joins.',
    'The flow "Shop" → "Browser" does not cross "Zone", and is drawn across. Move what it joins.',
  ])
  expect(writeDrawio(model, layout).diagnostics.filter(({ about }) => about === 'lost')).toEqual([])
})
