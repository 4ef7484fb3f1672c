import { expect, test } from 'vitest'
import { SHOP, version1, version2 } from '../../../test/support/exchange/threat-dragon-file.ts'
import { readThreatDragon } from './read.ts'

test('threats of a text and of what is of no known type are told where they are lost', () => {
  const threats = [{ id: 't', title: 'Spoofed', type: 'Spoofing', status: 'Open', severity: 'High' }]
  const cells = [
    {
      id: 'a',
      shape: 'td-text-block',
      position: { x: 0, y: 0 },
      data: { type: 'tm.Text', name: 'A', threats },
    },
    { id: 'b', shape: 'hexagon', position: { x: 0, y: 0 }, data: { type: 'tm.Hexagon', name: 'B', threats } },
  ]
  const diagrams = [{ id: 0, title: 'D', diagramType: 'STRIDE', cells }]
  const text = JSON.stringify({
    version: '2.0',
    summary: { title: 'T' },
    detail: { contributors: [], diagrams },
  })
  const told = readThreatDragon(text).diagnostics.filter(({ about }) => about === 'lost')
  expect(told.map(({ message }) => message).sort()).toEqual([
    '"B" is of the unknown type "tm.Hexagon" and is left out with its threats.',
    'The text "A" has threats, and a note of the diagram has none, so they are left out.',
  ])
})

test.each([
  [
    'a list of words',
    ['Somebody listens'],
    'A threat of "Shop" is a text where an object is expected, and is left out. Correct it in the file.',
  ],
  [
    'an object',
    { t1: {} },
    'What stands for the threats of "Shop" is an object where a list is expected, and is left out. Correct it in the file.',
  ],
])('threats that are %s are told as lost, with their line', (_, threats, message) => {
  const cells = SHOP.map((cell) => (cell.id === 'app' ? { ...cell, data: { name: 'Shop', threats } } : cell))
  for (const text of [version1(cells), version2(cells)]) {
    const { model, diagnostics } = readThreatDragon(text)
    expect(model?.risks).toEqual([])
    const [lost] = diagnostics.filter(({ about }) => about === 'lost')
    expect(lost).toMatchObject({ code: 'threat-dragon-not-carried', message })
    expect(text.split('\n')[(lost?.range?.start.line ?? 0) - 1]).toMatch(/Somebody listens|"threats": \{/)
  }
})
