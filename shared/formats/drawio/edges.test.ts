import { describe, expect, test } from 'vitest'
import { DASHED_LINE, edge, edgeLabel, ROUND, vertex } from '../../../test/support/drawio/drawing.ts'
import { readCells as read } from '../../../test/support/drawio/read-cells.ts'

describe('edges', () => {
  const A = vertex('a', 'Alpha', ROUND, [0, 0, 80, 80])
  const B = vertex('b', 'Beta', ROUND, [300, 0, 80, 80])

  test('labels that hang on an edge are its words, from its start to its end', () => {
    const { model } = read(
      A,
      B,
      edge('e', { source: 'a', target: 'b' }),
      edgeLabel('l2', 'late', 'e', 0.5),
      edgeLabel('l1', 'soon', 'e', -0.5),
    )
    expect(model.flows).toMatchObject([{ title: 'soon, late' }])
  })

  test.each([
    ['endArrow=classic;', [['alpha', 'beta']]],
    ['', [['alpha', 'beta']]],
    ['startArrow=classic;endArrow=none;', [['beta', 'alpha']]],
    [
      'startArrow=classic;',
      [
        ['alpha', 'beta'],
        ['beta', 'alpha'],
      ],
    ],
    ['startArrow=oval;endArrow=block;', [['alpha', 'beta']]],
    ['endArrow=none;', [['alpha', 'beta']]],
  ])('with the arrows "%s" flows go %j', (style, ways) => {
    const { model } = read(A, B, edge('e', { source: 'a', target: 'b', style }))
    expect(model.flows.map(({ from, to }) => [from, to])).toEqual(ways)
  })

  test('bends are waypoints on the page, in the direction of the flow', () => {
    const { layout } = read(
      vertex('z', 'Zone', 'container=1;', [100, 100, 500, 300]),
      vertex('a', 'Alpha', ROUND, [0, 0, 80, 80], 'z'),
      vertex('b', 'Beta', ROUND, [300, 0, 80, 80], 'z'),
      edge('e', {
        source: 'a',
        target: 'b',
        parent: 'z',
        style: 'startArrow=open;endArrow=none;',
        points: [
          [50, 200],
          [350, 200],
        ],
      }),
    )
    expect(layout.routes).toEqual([
      {
        ref: 'beta>alpha',
        points: [
          { x: 450, y: 300 },
          { x: 150, y: 300 },
        ],
      },
    ])
  })

  test('an edge without ends joins the shapes where it is drawn, told; one that reaches none is left out, told', () => {
    const { model, guessed, lost } = read(
      A,
      B,
      edge('e', { from: [80, 40], to: [298, 40], label: 'calls' }),
      edge('f', { source: 'a', to: [40, 400], label: 'ends nowhere' }),
    )
    expect(model.flows).toMatchObject([{ from: 'alpha', to: 'beta', title: 'calls' }])
    expect(guessed.join()).toContain('"calls" is not connected at either end')
    expect(lost.join()).toContain('"ends nowhere" has no target')
  })

  test('a free dashed line is a boundary of the flows that are drawn across it, not of those it only overlaps', () => {
    const { model } = read(
      A,
      B,
      vertex('c', 'Gamma', ROUND, [0, 300, 80, 80]),
      edge('e1', { source: 'a', target: 'b' }),
      edge('e2', { source: 'c', target: 'a' }),
      edge('tb', {
        label: 'Trust boundary',
        style: DASHED_LINE,
        from: [150, -50],
        to: [220, 200],
        points: [[150, 100]],
      }),
    )
    expect(model.boundaries).toMatchObject([
      { kind: 'line', title: 'Trust boundary', crossedBy: ['alpha>beta'] },
    ])
  })

  test('a right-angled edge goes around where a straight one would cross', () => {
    const around = (style: string) =>
      read(
        A,
        vertex('b', 'Beta', ROUND, [300, 300, 80, 80]),
        edge('e', { source: 'a', target: 'b', style: `${style}exitX=1;exitY=0.5;entryX=0.5;entryY=0;` }),
        edge('tb', { style: DASHED_LINE, from: [120, 120], to: [220, 120] }),
      ).model.boundaries[0]?.crossedBy
    expect(around('edgeStyle=none;')).toEqual(['alpha>beta'])
    expect(around('edgeStyle=orthogonalEdgeStyle;')).toEqual([])
  })

  test('the bow and the line of a stencil are boundaries too', () => {
    const bow = 'shape=requiredInterface;html=1;dashed=1;strokeColor=#FF3333;fillColor=none;'
    const { model } = read(
      A,
      B,
      edge('e', { source: 'a', target: 'b' }),
      vertex('l1', 'Edge', bow, [150, -100, 20, 330]),
      vertex('l2', 'Wire', 'line;direction=south;', [250, -100, 10, 330]),
      vertex('l3', 'Far', 'line;', [250, 500, 100, 10]),
    )
    expect(model.boundaries.map(({ title, crossedBy }) => [title, crossedBy])).toEqual([
      ['Edge', ['alpha>beta']],
      ['Wire', ['alpha>beta']],
      ['Far', []],
    ])
  })
})
