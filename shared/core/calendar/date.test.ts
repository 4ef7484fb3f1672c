import { expect, test } from 'vitest'
import { isDate, monthsAfter } from './date.ts'

test.each(['2027-03-31', '2028-02-29', '2000-02-29', '0001-01-01'])('%s is a day', (text) => {
  expect(isDate(text)).toBe(true)
})

test.each([
  '2027-02-29',
  '2100-02-29',
  '2027-13-01',
  '2027-00-10',
  '2027-04-31',
  '2027-4-1',
  '31.3.2027',
  '',
])('“%s” is none', (text) => {
  expect(isDate(text)).toBe(false)
})

test('months later is the same day, or the last one that the month has', () => {
  expect(monthsAfter('2026-11-27', 3)).toBe('2027-02-27')
  expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28')
  expect(monthsAfter('2026-11-27', 12)).toBe('2027-11-27')
  expect(monthsAfter('2026-12-31', 6)).toBe('2027-06-30')
})
