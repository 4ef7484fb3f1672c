import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DrawnSpec, tm7File } from '../../../test/support/models/tm7-file.ts'
import { client, modelOf, pay, read, SHOP, server } from '../../../test/support/models/tm7-shop.ts'
import { readAny } from '../registry.ts'
import { readTm7 } from './read.ts'

test('a file says its title, description, people and notes', () => {
  const meta = {
    HighLevelSystemDescription: 'A shop',
    Owner: 'Ada',
    Reviewer: '',
    Assumptions: 'Cash is fine',
  }
  const model = modelOf({ title: 'Corner shop', meta, notes: ['Ask about refunds'], tabs: [{ drawn: SHOP }] })
  expect([model.title, model.description, model.notes]).toEqual([
    'Corner shop',
    'A shop',
    ['Owner: Ada', 'Assumptions: Cash is fine', 'Ask about refunds'],
  ])
  expect(modelOf({ tabs: [{ name: 'Kiosk', drawn: SHOP }] }).title).toBe('Kiosk')
  expect(modelOf({ tabs: [{ name: 'Diagram 1', drawn: SHOP }] }).title).toBe('Threat model')
})

describe('which format a text is', () => {
  test('is seen by its root element, whatever its name', () => {
    const text = tm7File({ tabs: [{ drawn: SHOP }] })
    for (const prefix of ['', '\uFEFF', '<?xml version="1.0" encoding="utf-8"?>\n<!-- by hand -->\n']) {
      expect(readAny(`${prefix}${text}`, 'model.xml').format).toBe('tm7')
      expect(readAny(`${prefix}${text}`).model?.components).toHaveLength(3)
    }
    expect(readAny('nothing', 'x.TM7').format).toBe('tm7')
    expect(readAny('<mxfile/>').format).not.toBe('tm7')
  })
})

describe('a broken file gives an error at its place and no model', () => {
  const whole = tm7File({ tabs: [{ drawn: SHOP }] })
  test.each([
    ['cut off', whole.slice(0, whole.length / 2), 'tm7-malformed'],
    ['with crossed tags', whole.replace('</Borders>', '</Lines>'), 'tm7-malformed'],
    ['of another kind', '<svg/>', 'tm7-not-a-model'],
    ['that is an archive', 'PK\u0003\u0004', 'tm7-malformed'],
    ['without a diagram', '<ThreatModel/>', 'tm7-no-diagram'],
    ['with a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${whole}`, 'tm7-doctype'],
    ['without anything', '', 'tm7-malformed'],
    ['nested too deep', `<ThreatModel>${'<a>'.repeat(100_000)}`, 'tm7-too-large'],
    ['longer than 8 MB', `<ThreatModel>${' '.repeat(9_000_000)}`, 'tm7-too-large'],
  ])('%s', (_, text, code) => {
    const { model, layout, diagnostics } = readAny(text, 'broken.tm7')
    expect(model).toBeNull()
    expect(layout.boxes).toEqual([])
    expect(diagnostics.map((each) => [each.code, each.severity])).toEqual([[code, 'error']])
    expect(diagnostics[0]?.range?.start.line).toBeGreaterThan(0)
    expect(diagnostics[0]?.file).toBe('broken.tm7')
  })
})

describe('hostile content', () => {
  test('of names that objects have is data', () => {
    const guid = '__proto__'
    const drawn = [
      { ...client, guid, name: '__proto__' },
      { ...server, name: 'constructor' },
      { ...pay, source: guid },
    ]
    const threats = [{ type: '__proto__', flow: 'p', properties: { ['__proto__']: 'x', Title: 'toString' } }]
    const { model } = read({
      tabs: [{ drawn }],
      threats,
      knowledgeBase: { categories: { ['__proto__']: 'x' } },
    })
    expect(model?.flows[0]?.from).toBe('proto')
    expect(model?.risks).toHaveLength(1)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  const many = (count: number, each: (index: number) => DrawnSpec) =>
    Array.from({ length: count }, (_, index) => each(index))
  test.each([
    [
      'boxes in boxes',
      many(1_500, (i) => ({
        shape: 'BorderBoundary',
        guid: `b${i}`,
        rect: [i, i, 4_500 - 2 * i, 4_500 - 2 * i],
      })),
    ],
    [
      'lines across flows',
      [
        client,
        server,
        ...many(1_400, (i) => ({ ...pay, guid: `f${i}` })),
        ...many(1_400, (i) => ({
          shape: 'LineBoundary',
          guid: `b${i}`,
          through: [
            [200, 0],
            [180, 50],
            [200, 100],
          ],
        })),
      ],
    ],
    [
      'far curves',
      [
        client,
        server,
        ...many(200, (i) => ({
          ...pay,
          guid: `f${i}`,
          through: [
            [100, 50],
            [1e6, i * 3e3],
            [300, 50],
          ],
        })),
        ...many(200, (i) => ({
          shape: 'LineBoundary',
          guid: `b${i}`,
          through: [
            [200, 0],
            [1e6, i * 3e3 + 1],
            [200, 100],
          ],
        })),
      ],
    ],
  ] as const)('as %s is read or refused within two seconds', (_, drawn) => {
    const text = tm7File({ tabs: [{ drawn }] })
    const start = performance.now()
    readTm7(text)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('as any change of a whole file never throws, and gives a model or an error', () => {
    const whole = tm7File({
      tabs: [{ drawn: SHOP }],
      threats: [{ type: 'S1', flow: 'p' }],
      knowledgeBase: { threats: [{ id: 'S1', include: "source is 'GE.P'" }] },
    })
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(60), fc.string({ maxLength: 12 }), (at, length, text) => {
        const { model, diagnostics } = readTm7(whole.slice(0, at) + text + whole.slice(at + length))
        expect(model === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
      }),
    )
  })
})
