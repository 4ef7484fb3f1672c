import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editXml, escapeAttribute } from './edit.ts'
import { childOf, parseXml, type XmlElement } from './xml.ts'

const TEXT = `<?xml version="1.0"?>
<r>
\t<!-- kept -->
\t<a b='1'  c="2" />
\t<d>x<e/></d>
</r>
`
const rootOf = (text: string): XmlElement => {
  const { root, fault } = parseXml(text)
  if (!root) throw new Error(fault.message)
  return root
}
const get = (element: XmlElement, name: string): XmlElement => {
  const found = childOf(element, name)
  if (!found) throw new Error(`no ${name}`)
  return found
}
const root = rootOf(TEXT)
const [a, d] = [get(root, 'a'), get(root, 'd')]

test('no edit changes no byte', () => {
  expect(editXml(TEXT, [])).toBe(TEXT)
  expect(editXml(TEXT, [{ set: a, attribute: 'b', to: '1' }])).toBe(TEXT)
})

describe('an attribute', () => {
  test('is replaced between its own quotes', () => {
    expect(editXml(TEXT, [{ set: a, attribute: 'b', to: `"&'` }])).toBe(
      TEXT.replace("b='1'", "b='&quot;&amp;&apos;'"),
    )
  })
  test('that is new comes last, and a removed one goes with the space before it', () => {
    const edits = [
      { set: a, attribute: 'z', to: 'new\nline' },
      { set: a, attribute: 'c', to: undefined },
      { set: d, attribute: 'q', to: '3' },
      { set: d, attribute: 'none', to: undefined },
    ] as const
    expect(editXml(TEXT, edits)).toBe(
      TEXT.replace(`  c="2" />`, ` z="new&#xa;line" />`).replace('<d>', '<d q="3">'),
    )
  })
  test('whose name stands in the value of another is not mixed up with it', () => {
    const text = `<a x='c="1"' c="2"/>`
    expect(editXml(text, [{ set: rootOf(text), attribute: 'c', to: '3' }])).toBe(`<a x='c="1"' c="3"/>`)
  })
})

describe('elements', () => {
  test('are appended on lines of their own, indented as the last one is', () => {
    expect(editXml(TEXT, [{ append: root, xml: ['<f/>', '<g/>'] }])).toBe(
      TEXT.replace('</d>', '</d>\n\t<f/>\n\t<g/>'),
    )
  })
  test('are appended in one line where the others stand so, and into what was empty', () => {
    expect(editXml(TEXT, [{ append: d, xml: ['<f/>'] }])).toBe(TEXT.replace('<e/>', '<e/><f/>'))
    expect(editXml(TEXT, [{ append: a, xml: ['<f/>'] }])).toBe(TEXT.replace(' />', ' ><f/></a>'))
    expect(editXml('<r></r>', [{ append: rootOf('<r></r>'), xml: ['<f/>'] }])).toBe('<r><f/></r>')
  })
  test('are removed with their line, and an edit inside of them is void', () => {
    const edits = [{ remove: d }, { set: get(d, 'e'), attribute: 'x', to: '1' }] as const
    expect(editXml(TEXT, edits)).toBe(TEXT.replace('\n\t<d>x<e/></d>', ''))
    expect(editXml(TEXT, edits.toReversed())).toBe(TEXT.replace('\n\t<d>x<e/></d>', ''))
  })
  test('are wrapped, while they are edited', () => {
    const edits = [
      { wrap: a, before: '<o>', after: '</o>' },
      { set: a, attribute: 'b', to: undefined },
    ] as const
    expect(editXml(TEXT, edits)).toBe(TEXT.replace(`<a b='1'  c="2" />`, `<o><a  c="2" /></o>`))
  })
  test('are filled with a text', () => {
    expect(editXml(TEXT, [{ fill: d, with: 'a < b' }])).toBe(TEXT.replace('x<e/>', 'a &lt; b'))
    expect(editXml(TEXT, [{ fill: a, with: 'y' }])).toBe(TEXT.replace(' />', ' >y</a>'))
  })
})

test('two edits of one place are refused', () => {
  const edits = [
    { set: a, attribute: 'b', to: '2' },
    { set: a, attribute: 'b', to: '3' },
  ] as const
  expect(() => editXml(TEXT, edits)).toThrow(RangeError)
})

test('windows line ends stay', () => {
  const text = '<r>\r\n  <a/>\r\n</r>'
  expect(editXml(text, [{ append: rootOf(text), xml: ['<b/>'] }])).toBe('<r>\r\n  <a/>\r\n  <b/>\r\n</r>')
})

test('any value that is set is read again as it was, and nothing else changes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('b', 'c', 'z'), (value, attribute) => {
      const after = rootOf(editXml(TEXT, [{ set: a, attribute, to: value }]))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
      const kept = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
      expect(get(after, 'a').attributes.get(attribute)).toBe(kept)
      expect([get(after, 'd').text, after.children.length]).toEqual(['x', 2])
    }),
  )
  expect(escapeAttribute('\ud800')).toBe('\ufffd')
})
