import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDrawio } from '../read.ts'
import { decodeBase64, deflatePage, encodeBase64, inflatePage, MAX_INFLATED } from './compression.ts'

test('many pages together may not grow beyond the cap either', () => {
  const page = deflatePage(`<mxGraphModel><root>${' '.repeat(2_000_000)}</root></mxGraphModel>`)
  const pages = Array.from(
    { length: Math.ceil(MAX_INFLATED / 2_000_000) + 1 },
    () => `<diagram>${page}</diagram>`,
  )
  expect(readDrawio(`<mxfile>${pages.join('')}</mxfile>`).diagnostics).toMatchObject([
    { code: 'drawio-too-large' },
  ])
})

test('what is packed is unpacked, and the same text is packed the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const packed = deflatePage(`<a>${text}</a>`)
      expect(inflatePage(packed)).toEqual({ text: `<a>${text}</a>` })
      expect(deflatePage(`<a>${text}</a>`)).toBe(packed)
    }),
  )
})

test('base64 is what everybody else writes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = encodeBase64(bytes)
      expect(decodeBase64(text)).toEqual(bytes)
      expect(text.length % 4).toBe(0)
    }),
  )
  expect(encodeBase64(Uint8Array.from([1, 2]))).toBe('AQI=')
  expect(decodeBase64(' AQ\nI= ')).toEqual(Uint8Array.from([1, 2]))
  expect(decodeBase64('A?==')).toBeUndefined()
  expect(decodeBase64('A')).toBeUndefined()
})

test('any text is inflated or refused', () => {
  fc.assert(fc.property(fc.string(), (text) => void inflatePage(text)))
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void inflatePage(encodeBase64(bytes))))
})
