import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KnownForms } from './forms.ts'

/** Few letters, so that strings begin, end and overlap alike. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 7 })

/** One string after the other, through the whole text: what the tree has to equal. */
function foundOneByOne(text: string, forms: readonly string[]): readonly string[] {
  const found: string[] = []
  for (const form of new Set(forms)) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length))
      found.push(`${at}-${at + form.length}`)
  }
  return found.sort()
}

test('all strings are found as by looking for one after the other', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '-') }),
      (forms, text) => {
        const known = new KnownForms()
        for (const form of forms) known.add(form)
        const found = known.findIn(text).map(({ start, end }) => `${start}-${end}`)
        expect(found.sort()).toEqual(foundOneByOne(text, forms))
      },
    ),
  )
})

test('an empty string is found nowhere', () => {
  const known = new KnownForms()
  known.add('')
  expect(known.findIn('abc')).toEqual([])
})
