import { describe, expect, test } from 'vitest'
import {
  compressed,
  DASHED_RED,
  edge,
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
import { readCells as read } from '../../../test/support/drawio/read-cells.ts'
import { absoluteRects } from '../../model/geometry.ts'
import { encodeBase64 } from './file/compression.ts'
import { isDrawio, readDrawio } from './read.ts'

const SHOP = graph(
  vertex('a1', 'Browser', RECTANGLE, [0, 0, 120, 60]),
  vertex('a2', 'Shop', ROUND, [200, 0, 80, 80]),
  vertex('a3', 'Orders', OPEN, [400, 0, 120, 60]),
  edge('a4', { label: 'HTTPS', source: 'a1', target: 'a2' }),
  edge('a5', { label: 'writes order', source: 'a2', target: 'a3' }),
)

const codesOf = (text: string): readonly string[] =>
  readDrawio(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)

describe('the ways in which a drawing is kept', () => {
  const expected = readDrawio(SHOP).model
  test('a lone graph gives its components and flows', () => {
    expect(expected?.components.map(({ id, kind }) => [id, kind])).toEqual([
      ['browser', 'external'],
      ['shop', 'process'],
      ['orders', 'store'],
    ])
    expect(expected?.flows).toMatchObject([
      { from: 'browser', to: 'shop', title: '', protocol: 'HTTPS' },
      { from: 'shop', to: 'orders', title: 'writes order' },
    ])
  })

  test.each([
    ['a page', file(page('Page-1', SHOP))],
    [
      'a page with a byte order mark and Windows line ends',
      `\ufeff${file(page('Page-1', SHOP)).replace(/></gu, '>\r\n<')}`,
    ],
    ['a compressed page', file(compressed('Page-1', SHOP))],
    ['a lone diagram', page('Page-1', SHOP)],
    ['an SVG', svg(file(page('Page-1', SHOP)))],
    ['an SVG with a compressed page', svg(file(compressed('Page-1', SHOP)))],
    ['an SVG in percent signs', svg(encodeURIComponent(file(page('Page-1', SHOP))))],
    ['an SVG in base64', svg(encodeBase64(new TextEncoder().encode(SHOP)))],
  ])('%s gives the same', (_, text) => {
    expect(isDrawio(text) || text.includes('content="')).toBe(true)
    expect(readDrawio(text).model).toEqual(expected)
  })

  test('several pages become pages of one model, and titles may come again', () => {
    const { model, layout } = readDrawio(file(page('Today', SHOP), compressed('Later', SHOP)))
    expect(layout.pages).toEqual([
      { id: 'today', title: 'Today' },
      { id: 'later', title: 'Later' },
    ])
    expect(model?.components.map(({ id }) => id)).toEqual([
      ...['browser', 'shop', 'orders'],
      ...['browser-2', 'shop-2', 'orders-2'],
    ])
    expect(layout.boxes.map(({ id, page: on }) => [id, on])).toContainEqual(['shop-2', 'later'])
  })

  test('the name of a single page is the title, unless draw.io gave it', () => {
    expect(readDrawio(file(page('Web shop', SHOP))).model?.title).toBe('Web shop')
    expect(readDrawio(file(page('Page-1', SHOP))).model?.title).toBe('Threat model')
  })

  test('a page that nobody drew on is a model without elements', () => {
    for (const text of [file('<diagram id="x" name="Page-1"/>'), graph(), '<mxGraphModel/>']) {
      expect(readDrawio(text).model?.components).toEqual([])
    }
  })
})

describe('what cannot be read is told at its place', () => {
  test.each([
    ['cut off', SHOP.slice(0, -20), 'drawio-malformed'],
    ['a document type', `<!DOCTYPE mxfile [<!ENTITY x "y">]>${file(page('a', SHOP))}`, 'drawio-doctype'],
    [
      'a document type with entities in an SVG',
      `<!DOCTYPE svg [<!ENTITY x "y">]><svg content="&lt;mxfile/>"/>`,
      'drawio-doctype',
    ],
    ['another root', '<mxfiles/>', 'drawio-not-a-drawing'],
    ['a library of shapes', '<mxlibrary>[]</mxlibrary>', 'drawio-not-a-drawing'],
    ['an SVG of another tool', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'drawio-not-a-drawing'],
    ['no page', '<mxfile/>', 'drawio-no-page'],
    ['no cells', '<mxGraphModel><root><mxCel id="0"/></root></mxGraphModel>', 'drawio-no-cells'],
    ['no root', '<mxGraphModel><roots/></mxGraphModel>', 'drawio-no-cells'],
    ['no base64', file('<diagram name="a">?!</diagram>'), 'drawio-base64'],
    ['damaged data', file('<diagram name="a">AAAAAAAA</diagram>'), 'drawio-deflate'],
    ['nothing', '', 'drawio-malformed'],
  ])('%s', (_, text, code) => {
    const { model, diagnostics } = readDrawio(text, 'x.drawio')
    expect(model).toBeNull()
    expect(codesOf(text)).toEqual([code])
    expect(diagnostics[0]).toMatchObject({ file: 'x.drawio', range: { start: { line: 1 } } })
  })

  test('a compressed page that lost its end is damaged', () => {
    const text = file(compressed('a', SHOP))
    const cut = text.replace(/[\w+/=]{40}<\/diagram>/u, '</diagram>')
    expect(cut.length).toBeLessThan(text.length)
    expect(codesOf(cut)).toEqual(['drawio-deflate'])
  })

  test('shapes nested more than 64 deep', () => {
    const deep = Array.from({ length: 70 }, (_, at) =>
      vertex(`v${at}`, `V${at}`, RECTANGLE, [1, 1, 90, 90], at === 0 ? '1' : `v${at - 1}`),
    )
    expect(codesOf(graph(...deep))).toEqual(['drawio-too-large'])
  })
})

describe('shapes', () => {
  test.each([
    ['shape=cylinder3;whiteSpace=wrap;', 'Things', 'store'],
    ['shape=umlActor;', 'Somebody', 'external'],
    ['shape=mxgraph.flowchart.database;', 'Things', 'store'],
    ['shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.dynamodb;', 'Things', 'store'],
    ['shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.lambda;', 'Things', 'process'],
    ['image;aspect=fixed;image=img/lib/azure2/storage/Storage_Accounts.svg;', 'Things', 'store'],
    ['shape=mxgraph.gcp2.cloud_sql;', 'Things', 'store'],
    ['rounded=1;', 'Customer', 'external'],
    ['rounded=1;', 'Things', 'process'],
    [RECTANGLE, 'Payments database', 'store'],
    [RECTANGLE, 'Things', 'process'],
  ])('%s called %s is a %s, and the guess is told', (style, label, kind) => {
    const { model, guessed } = read(vertex('a', label, style, [0, 0, 80, 60]))
    expect(model.components).toMatchObject([{ title: label, kind }])
    expect(guessed).toHaveLength(1)
    expect(guessed[0]).toContain(`"${label}" is read as `)
  })

  test('a kind that a person stated is no guess', () => {
    const wrapped = `<UserObject type="data store" label="Users" id="x1"><mxCell style="${ROUND}" vertex="1" parent="1"><mxGeometry x="0" y="0" width="80" height="80" as="geometry"/></mxCell></UserObject>`
    const { model, guessed } = read(wrapped)
    expect(model.components).toMatchObject([{ title: 'Users', kind: 'store' }])
    expect(guessed).toEqual([])
  })

  test('data of a shape become attributes, or lines of its description', () => {
    const wrapped = `<object label="API" id="x1" description="Takes orders" owner="team-a" tags="pci edge" technologies="go, grpc" cost="12 €" link="https://example.com/" placeholders="1"><mxCell style="${RECTANGLE}" vertex="1" parent="1"><mxGeometry width="80" height="80" as="geometry"/></mxCell></object>`
    expect(read(wrapped).model.components).toMatchObject([
      {
        description: 'Takes orders\ncost: 12 €\nlink: https://example.com/',
        owner: 'team-a',
        tags: ['pci', 'edge'],
        technologies: ['go', 'grpc'],
      },
    ])
  })

  test('placeholders that unfold to more than any label are left as they stand, and told', () => {
    const label = '%a%'.repeat(20_000)
    const { model, lost } = read(
      `<object label="${label}" id="a" a="${'x'.repeat(100_000)}" placeholders="1"><mxCell vertex="1" parent="1"><mxGeometry width="80" height="80" as="geometry"/></mxCell></object>`,
    )
    expect(model.components.map(({ title }) => title)).toEqual([label])
    expect(lost).toMatchObject([expect.stringContaining('unfold to more than 100000 characters')])
  })

  test('placeholders are filled from the shape and what holds it', () => {
    const inner = (id: string, label: string, data: string, parent: string) =>
      `<object label="${label}" id="${id}" placeholders="1" ${data}><mxCell style="container=1;" vertex="1" parent="${parent}"><mxGeometry width="300" height="200" as="geometry"/></mxCell></object>`
    const { model } = read(
      inner('x1', 'Zone %env%', 'env="prod"', '1'),
      inner('x2', '%name% in %env%, %none%', 'name="API"', 'x1'),
    )
    expect(model.boundaries.map(({ title }) => title)).toContain('Zone prod')
    expect([...model.components, ...model.boundaries].map(({ title }) => title)).toContain(
      'API in prod, %none%',
    )
  })

  test('labels are what is seen of their HTML, and a last line in brackets is the note', () => {
    const label =
      '<div style="x">Web&nbsp;<b>Shop</b></div><p>&amp; cart</p><font color="#f00">[Container: Java]</font>'
    expect(read(vertex('a', label, RECTANGLE, [0, 0, 80, 60])).model.components).toMatchObject([
      { title: 'Web Shop & cart', note: 'Container: Java' },
    ])
  })

  test('a number or code that draw.io drew is no id, and a name that its author wrote is', () => {
    const { model } = read(
      vertex('orders-api', 'Orders', RECTANGLE, [0, 0, 80, 60]),
      vertex('la1Y3zmRGmYUid53ubu8-1', 'Queue', RECTANGLE, [0, 100, 80, 60]),
      vertex('39c0358d-c47a-49b6-909c-ab0e4a789671', 'Cron', RECTANGLE, [0, 200, 80, 60]),
      vertex('node-3', 'Mail', RECTANGLE, [0, 300, 80, 60]),
    )
    expect(model.components.map(({ id }) => id)).toEqual(['orders-api', 'queue', 'cron', 'mail'])
  })

  test('a free text is a note, an end of a flow is a component', () => {
    const { model, layout } = read(
      vertex('t1', 'Draft of May', TEXT, [0, 200, 90, 20]),
      vertex('t2', 'Cron', TEXT, [0, 0, 60, 20]),
      vertex('a', 'API', RECTANGLE, [200, 0, 80, 60]),
      edge('e', { source: 't2', target: 'a' }),
    )
    expect(layout.notes).toMatchObject([{ text: 'Draft of May', x: 0, y: 200, width: 90 }])
    expect(model.components.map(({ title }) => title)).toEqual(['Cron', 'API'])
  })

  test('an icon in a box is a part of it and says its kind, and a text on a shape without a label is its title', () => {
    const { model } = read(
      vertex('b', 'Things', 'rounded=1;', [0, 0, 200, 100]),
      vertex('i', '', 'shape=mxgraph.aws4.resourceIcon;resIcon=mxgraph.aws4.s3;', [10, 10, 30, 30], 'b'),
      vertex('c', '', RECTANGLE, [300, 0, 100, 60]),
      vertex('t', 'Billing', TEXT, [320, 20, 60, 20]),
      edge('e', { source: 'c', target: 'i' }),
    )
    expect(model.components.map(({ title, kind }) => [title, kind])).toEqual([
      ['Things', 'store'],
      ['Billing', 'process'],
    ])
    expect(model.flows).toMatchObject([{ from: 'billing', to: 'things' }])
  })

  test('what is on a hidden layer is left out and told', () => {
    const { model, lost } = read(
      '<mxCell id="layer" value="Old" parent="0" visible="0"/>',
      vertex('a', 'Gone', RECTANGLE, [0, 0, 80, 60], 'layer'),
    )
    expect(model.components).toEqual([])
    expect(lost.join()).toContain('1 shape of hidden layers')
  })
})

describe('zones', () => {
  test('dashed and red boxes hold what lies in them, and nest by size', () => {
    const { model } = read(
      vertex('o', 'Internet', DASHED_RED, [0, 0, 600, 400]),
      vertex('i', 'DMZ', DASHED_RED, [20, 20, 300, 200]),
      vertex('a', 'API', ROUND, [50, 50, 80, 80]),
      vertex('b', 'Store', ROUND, [400, 50, 80, 80]),
    )
    expect(model.boundaries).toMatchObject([
      { id: 'internet', parent: null },
      { id: 'dmz', parent: 'internet' },
    ])
    expect(model.components.map(({ zone }) => zone)).toEqual(['dmz', 'internet'])
  })

  test('containers, swimlanes and cloud groups hold their children, whose places count from theirs', () => {
    const group = 'container=1;shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc;'
    const { model, layout } = read(
      vertex('z1', 'VPC', group, [100, 100, 500, 400]),
      vertex('z2', 'Lane', 'swimlane;startSize=20;', [50, 60, 200, 200], 'z1'),
      vertex('x', '', 'group', [10, 20, 100, 100], 'z2'),
      vertex('a', 'API', ROUND, [5, 6, 80, 80], 'x'),
    )
    expect(model.components).toMatchObject([{ id: 'api', zone: 'lane' }])
    expect(absoluteRects(model, layout).get('api')).toMatchObject({ x: 165, y: 186 })
    expect(layout.boxes.find(({ id }) => id === 'api')).toMatchObject({ x: 15, y: 26 })
  })

  test('a plain box around other shapes is read as a zone, told', () => {
    const { model, guessed } = read(
      vertex('z', 'Backend', 'rounded=1;fillColor=#eee;', [0, 0, 300, 300]),
      vertex('a', 'API', ROUND, [50, 50, 80, 80]),
    )
    expect(model.boundaries).toMatchObject([{ id: 'backend', kind: 'zone' }])
    expect(guessed).toContain('"Backend" is read as a zone, since other shapes lie in it.')
  })

  test('the middle decides over a border, told; a container decides by itself', () => {
    const { model, guessed } = read(
      vertex('z', 'DMZ', DASHED_RED, [0, 0, 200, 200]),
      vertex('a', 'API', ROUND, [150, 50, 80, 80]),
      vertex('b', 'Cache', ROUND, [190, 50, 80, 80], 'z'),
    )
    expect(model.components.map(({ zone }) => zone)).toEqual(['dmz', 'dmz'])
    expect(guessed.filter((said) => said.includes('lies over the border'))).toHaveLength(1)
  })

  test('a flow that ends at a zone ends at a process that stands for it, told', () => {
    const { model, guessed } = read(
      vertex('z', 'Cluster', DASHED_RED, [200, 0, 300, 300]),
      vertex('p', 'Pod', ROUND, [250, 50, 80, 80]),
      vertex('a', 'API', ROUND, [0, 50, 80, 80]),
      edge('e', { source: 'a', target: 'z' }),
    )
    expect(model.flows).toMatchObject([{ from: 'api', to: 'cluster-as-a-whole' }])
    expect(model.components).toContainEqual(
      expect.objectContaining({ id: 'cluster-as-a-whole', zone: 'cluster' }),
    )
    expect(guessed.join()).toContain('stands for it')
  })

  test('a collapsed zone has the size that it has when it is open', () => {
    const z = `<mxCell id="z" value="Lane" style="swimlane;" vertex="1" collapsed="1" parent="1"><mxGeometry x="10" y="10" width="100" height="30" as="geometry"><mxRectangle x="10" y="10" width="300" height="200" as="alternateBounds"/></mxGeometry></mxCell>`
    const { layout } = read(z, vertex('a', 'API', ROUND, [50, 50, 80, 80], 'z'))
    expect(layout.boxes[0]).toMatchObject({ id: 'lane', width: 300, height: 200, collapsed: true })
  })
})
