import { describe, expect, test } from 'vitest'
import type { Flowchart } from './flowchart.ts'
import { parseFlowchart } from './parse.ts'

/** Throws with the reason where the text is refused. */
function chart(body: string): Flowchart {
  const text = /^\s*(?:graph |graph\n|flowchart|---|%%\{)/.test(body) ? body : `flowchart LR\n${body}`
  const { flowchart, diagnostics } = parseFlowchart(text)
  if (!flowchart) throw new Error(diagnostics[0]?.message)
  return flowchart
}

const nodes = (body: string) => chart(body).vertices.map(({ id, label, shape }) => [id, label, shape])
const links = (body: string) =>
  chart(body).edges.map(({ from, start, stroke, end, to, label }) => [from, start, stroke, end, to, label])

describe('the head', () => {
  test.each([
    ['flowchart LR\nA', 'LR'],
    ['graph TD;A', 'TB'],
    ['graph BT\nA', 'BT'],
    ['flowchart\nA', 'TB'],
    ['graph >\nA', 'LR'],
    ['graph <\nA', 'RL'],
    ['graph ^\nA', 'BT'],
    ['graph v\nA', 'TB'],
    ['flowchart-elk RL\nA', 'RL'],
    ['\n  flowchart LR  \nA', 'LR'],
  ])('%j runs %s', (text, direction) => {
    expect(chart(text).direction).toBe(direction)
    expect(chart(text).vertices.map(({ id }) => id)).toEqual(['A'])
  })

  test('the title stands in the frontmatter, directives and comment lines are taken out', () => {
    const text =
      '---\ntitle: My chart\nconfig:\n  theme: dark\n---\n%%{init: {"theme": "base"}}%%\n%% who: me\nflowchart LR\n  %% here\nA\n'
    const { title, comments, extras, vertices } = chart(text)
    expect([title, comments.map((comment) => comment.text)]).toEqual(['My chart', ['who: me', 'here']])
    expect(extras.map(({ what }) => what)).toEqual(['directive'])
    expect(vertices).toHaveLength(1)
  })
})

describe('nodes', () => {
  test.each([
    ['A', 'A', ''],
    ['A[x]', 'x', 'square'],
    ['A(x)', 'x', 'round'],
    ['A([x])', 'x', 'stadium'],
    ['A[[x]]', 'x', 'subroutine'],
    ['A[(x)]', 'x', 'cylinder'],
    ['A((x))', 'x', 'circle'],
    ['A(((x)))', 'x', 'doublecircle'],
    ['A{x}', 'x', 'diamond'],
    ['A{{x}}', 'x', 'hexagon'],
    ['A>x]', 'x', 'odd'],
    ['A[/x/]', 'x', 'lean_right'],
    ['A[\\x\\]', 'x', 'lean_left'],
    ['A[/x\\]', 'x', 'trapezoid'],
    ['A[\\x/]', 'x', 'inv_trapezoid'],
    ['A(-x-)', 'x', 'ellipse'],
    ['A["x (y) [z] | {w}"]', 'x (y) [z] | {w}', 'square'],
    ['A["two\n    lines"]', 'two\nlines', 'square'],
    ['A@{ shape: cyl, label: "x: y" }', 'x: y', 'cyl'],
    ['A@{\n  shape: hex\n  label: "x\n    y"\n}', 'x\ny', 'hex'],
    ['A@{ shape: rounded }', 'A', 'rounded'],
    ['A[x]@{ shape: cyl }', 'x', 'cyl'],
  ])('%j says %j in the shape %j', (body, label, shape) => {
    expect(nodes(body)).toEqual([['A', label, shape]])
  })

  test('icons and images take the place of a label that is not written', () => {
    expect(chart('A@{ icon: "fa:user" }\nB@{ img: "u", label: "x" }').vertices).toMatchObject([
      { label: '', icon: 'fa:user' },
      { label: 'x', image: 'u' },
    ])
  })

  test.each([
    '42',
    '1a',
    'über',
    '数据库',
    'сервер',
    'a.b',
    'a/b',
    'a-b',
    'a,b',
    'a:b',
    'endpoint',
    'end1',
    'styled',
    'classy',
    'v',
    'o',
    'x1',
    '%%',
  ])('%s is an id', (id) => expect(nodes(id)).toEqual([[id, id, '']]))

  test.each(['end', 'style', 'graph', 'subgraph', 'end-x', 'न्याय', '😀', 'a=b'])('%s is none', (id) => {
    expect(parseFlowchart(`flowchart LR\n${id} --> B`).flowchart).toBeNull()
  })

  test('classes come from class, ::: and in the order of the text, for the nodes and subgraphs before', () => {
    const text = 'A:::one --> B\nsubgraph S\nC\nend\nclass A,S two\nclass late three\nlate'
    const { vertices, subgraphs } = chart(text)
    expect(vertices.map(({ id, classes }) => [id, classes])).toEqual([
      ['A', ['one', 'two']],
      ['B', []],
      ['C', []],
      ['late', []],
    ])
    expect(subgraphs[0]?.classes).toEqual(['two'])
  })

  test('a later label counts, and a style alone makes a node', () => {
    expect(nodes('A[x]\nA(y)\nA\nstyle B fill:#fff')).toEqual([
      ['A', 'y', 'round'],
      ['B', 'B', ''],
    ])
  })
})

describe('links', () => {
  test.each([
    ['A-->B', 'none', 'normal', 'point'],
    ['A---B', 'none', 'normal', 'none'],
    ['A ----> B', 'none', 'normal', 'point'],
    ['A==>B', 'none', 'thick', 'point'],
    ['A===B', 'none', 'thick', 'none'],
    ['A-.->B', 'none', 'dotted', 'point'],
    ['A-...-B', 'none', 'dotted', 'none'],
    ['A~~~B', 'none', 'invisible', 'none'],
    ['A<-->B', 'point', 'normal', 'point'],
    ['A o--o B', 'circle', 'normal', 'circle'],
    ['A x==x B', 'cross', 'thick', 'cross'],
    ['A--xB', 'none', 'normal', 'cross'],
    ['A---oB', 'none', 'normal', 'circle'],
    ['A <--- B', 'none', 'normal', 'none'],
    ['A x--> B', 'none', 'normal', 'point'],
    ['A\n-->\nB', 'none', 'normal', 'point'],
  ])('%j', (body, start, stroke, end) => {
    expect(links(body)).toEqual([['A', start, stroke, end, 'B', '']])
  })

  test.each([
    ['A -->|x y| B', 'x y'],
    ['A -->|"x (y)"|B', 'x (y)'],
    ['A -- x y --> B', 'x y'],
    ['A -- "x" --> B', 'x'],
    ['A == x ==> B', 'x'],
    ['A -. x .-> B', 'x'],
    ['A -- "`**x** y`" --> B', 'x y'],
    ['A <-- x --> B', 'x'],
    ['A -->|a<br/>b| B', 'a\nb'],
  ])('%j says %j', (body, label) => {
    expect(chart(body).edges.map((edge) => edge.label)).toEqual([label])
  })

  test('& and chains make every pair', () => {
    expect(chart('A & B --> C & D --> E').edges.map(({ from, to }) => from + to)).toEqual([
      'AC',
      'AD',
      'BC',
      'BD',
      'CE',
      'DE',
    ])
  })

  test('an id stands before the link, and what is said of it makes no node', () => {
    const { edges, vertices } = chart('A e1@--> B & C\ne1@{ animate: true }\nX e1@--> Y')
    expect(edges.map(({ id }) => id)).toEqual(['e1', undefined, undefined])
    expect(vertices.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'X', 'Y'])
  })

  test('two halves that disagree are a plain arrow', () => {
    expect(links('A x-- t --> B')).toEqual([['A', 'none', 'normal', 'point', 'B', 't']])
  })
})

describe('subgraphs', () => {
  test.each([
    ['subgraph S', 'S', 'S'],
    ['subgraph S [A title]', 'S', 'A title'],
    ['subgraph S["x (y)"]', 'S', 'x (y)'],
    ['subgraph "x"', 'x', 'x'],
    ['subgraph x y', 'subGraph0', 'x y'],
    ['subgraph "x y"', 'subGraph0', 'x y'],
    ['subgraph "`**x**`"', '**x**', 'x'],
    ['subgraph S ', 'subGraph0', 'S'],
    ['subgraph 1', '1', '1'],
  ])('%j is %j and says %j', (head, id, title) => {
    expect(chart(`${head}\nA\nend`).subgraphs).toMatchObject([{ id, title, parent: null }])
  })

  test('they nest, in the order of the text, and a node stays in the first that closes', () => {
    const { subgraphs, vertices } = chart(
      'subgraph O\nsubgraph I\nA\nend\nA --> B\nend\nsubgraph P\nA\nB\nC\nend\nI --> P\nD',
    )
    expect(subgraphs.map(({ id, parent }) => [id, parent])).toEqual([
      ['O', null],
      ['I', 'O'],
      ['P', null],
    ])
    expect(vertices.map(({ id, subgraph }) => [id, subgraph])).toEqual([
      ['A', 'I'],
      ['B', 'O'],
      ['C', 'P'],
      ['D', null],
    ])
  })

  test('two that name each other inside are not inside each other', () => {
    const { subgraphs } = chart('subgraph A\nsubgraph B\nA --> x\nend\nend')
    expect(subgraphs.map(({ id, parent }) => [id, parent])).toEqual([
      ['A', null],
      ['B', 'A'],
    ])
  })

  test('the same id twice is one subgraph with what both hold', () => {
    const { subgraphs, vertices } = chart('subgraph S [one]\nA\nend\nsubgraph S [two]\nB\nend')
    expect(subgraphs).toMatchObject([{ id: 'S', title: 'one' }])
    expect(vertices.map(({ subgraph }) => subgraph)).toEqual(['S', 'S'])
  })

  test('one holds the node that its title for screen readers names, as Mermaid draws it', () => {
    const { vertices } = chart('subgraph S\naccTitle: B\nA\nend\nB')
    expect(vertices.map(({ subgraph }) => subgraph)).toEqual(['S', 'S'])
  })

  test('a line that says direction and where to is that and nothing else', () => {
    const { vertices, extras } = chart('subgraph S\nA[direction TB]\nend\nB')
    expect(vertices.map(({ id }) => id)).toEqual(['B'])
    expect(extras.map(({ what }) => what)).toEqual(['direction'])
  })
})

test('statements about looks, clicks and accessibility are told and hold no nodes but by their ids', () => {
  const { extras, vertices } = chart(
    [
      'A --> B',
      'classDef red fill:#f00,stroke-width:2px;',
      'style A fill:#fff',
      'linkStyle 0 stroke:#f00',
      'linkStyle default interpolate basis',
      'click A "http://x.y" "tip" _blank',
      'click B call go("a")',
      'accTitle: A title',
      'accDescr {',
      '  words }',
    ].join('\n'),
  )
  expect(extras.map(({ what }) => what)).toEqual([
    'classDef',
    'style',
    'linkStyle',
    'linkStyle',
    'click',
    'click',
    'accessibility',
    'accessibility',
  ])
  expect(vertices.map(({ id, classes }) => [id, classes])).toEqual([
    ['A', []],
    ['B', []],
  ])
})

test('semicolons, tabs and the line ends of Windows separate as new lines do', () => {
  expect(chart('graph LR;A-->B;\tC;;D').vertices.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D'])
  expect(chart('graph LR\r\nA["x\r\ny"]\r\n\tB\r\n').vertices.map(({ label }) => label)).toEqual([
    'x\ny',
    'B',
  ])
})
