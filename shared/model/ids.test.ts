import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowRef, isId, parseRef, slug, uniqueId } from './ids.ts'

describe('ids', () => {
  test.each([
    ['API Gateway', 'api-gateway'],
    ['  Entrepôt (EU) ', 'entrepot-eu'],
    ['trust boundary 1', 'trust-boundary-1'],
    ['注文', 'element'],
    ['', 'element'],
    ['--', 'element'],
  ])('the slug of %j is %s', (title, id) => {
    expect(slug(title)).toBe(id)
  })

  test('every slug is an id that Fenceline would write', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (title) => isId(slug(title))))
  })

  test('a taken id gets the first free suffix', () => {
    const taken = new Set(['a', 'a-2'])
    expect(uniqueId('a', (id) => taken.has(id))).toBe('a-3')
    expect(uniqueId('b', (id) => taken.has(id))).toBe('b')
  })

  test('a reference reads back as what it was made from', () => {
    expect(parseRef('api-gateway')).toEqual({ kind: 'component', id: 'api-gateway' })
    expect(parseRef('boundary:dmz')).toEqual({ kind: 'boundary', id: 'dmz' })
    expect(parseRef(flowRef({ from: 'a', id: 'b' }))).toEqual({ kind: 'flow', from: 'a', link: 'b' })
  })
})
