import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileStem, flowRef, isId, parseRef, slug, uniqueId } from './ids.ts'

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

  test.each([
    ['..', 'threat-model'],
    ['../../etc/passwd', 'etc-passwd'],
    ['CON', 'con-model'],
    ['Lpt1', 'lpt1-model'],
    ['Trailing dot.', 'trailing-dot'],
    ['a'.repeat(300), 'a'.repeat(80)],
    [`${'a'.repeat(79)} b`, 'a'.repeat(79)],
    ['\u202egnp.exe', 'gnp-exe'],
  ])('H17 the file of %j begins with %s', (title, stem) => {
    expect(fileStem(title, 'threat-model')).toBe(stem)
  })

  test('H17 whatever the title, its file has a name that every system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
        const stem = fileStem(title, 'threat-model')
        expect(stem).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?(?:-model)?$/)
        expect(stem).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/)
      }),
    )
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
