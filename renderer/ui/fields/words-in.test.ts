import { expect, test } from 'vitest'
import { wordsIn } from './words-in.ts'

test('a text is cut at commas, without blanks and repetitions', () => {
  expect(wordsIn(' go, sql ,, go', [])).toEqual(['go', 'sql'])
})

test('a title that is picked stays whole', () => {
  expect(wordsIn('Rate limit, per user', ['Rate limit, per user'])).toEqual(['Rate limit, per user'])
})

test('a link with commas stays whole where every entry may have some', () => {
  expect(wordsIn(' https://x.example/@52.5,13.4,7z ', 'all')).toEqual(['https://x.example/@52.5,13.4,7z'])
  expect(wordsIn('  ', 'all')).toEqual([])
})
