import { expect, test } from 'vitest'
import { decodeText } from './decode.ts'

const bytesOf = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding)
const XML = '<?xml version="1.0"?><a>ä</a>'

test('UTF-8 is read with and without a byte order mark', () => {
  expect(decodeText(bytesOf(XML, 'utf8'))).toBe(XML)
  expect(decodeText(bytesOf(`\uFEFF${XML}`, 'utf8'))).toBe(`\uFEFF${XML}`)
})

test('UTF-16 of both orders is read with and without a byte order mark', () => {
  for (const text of [XML, `\uFEFF${XML}`]) {
    expect(decodeText(bytesOf(text, 'utf16le'))).toBe(text)
    expect(decodeText(bytesOf(text, 'utf16le').swap16())).toBe(text)
  }
})

test('XML is read in the encoding that it declares', () => {
  const latin = '<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'
  expect(decodeText(bytesOf(latin, 'latin1'))).toBe(latin)
  const wrong = '<?xml version="1.0" encoding="utf-16"?><a/>'
  expect(decodeText(bytesOf(wrong, 'utf8'))).toBe(wrong)
})

test.each([
  ['bytes that are no UTF-8', Buffer.from([0x41, 0xff, 0xfe, 0xfd])],
  ['an encoding that nobody knows', bytesOf('<?xml version="1.0" encoding="klingon"?><a/>', 'utf8')],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])],
  ['an archive', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0])],
])('%s are no text', (_, bytes) => {
  expect(decodeText(bytes)).toBeNull()
})
