import { expect, test } from 'vitest'
import { riskTitle } from './risk-title.ts'

test.each([
  ['Title', 'Description.', 'Title'],
  ['', 'Forged JWT accepted; alg:none not rejected', 'Forged JWT accepted; alg:none not rejected'],
  ['', 'First sentence. Second one.', 'First sentence'],
  ['', 'Keys in e.g. logs leak. More.', 'Keys in e.g. logs leak'],
  ['', 'Version 1.2 is old.', 'Version 1.2 is old'],
  ['', 'Is it safe? Ask.', 'Is it safe?'],
  ['', 'One line\nand another', 'One line'],
  ['', undefined, ''],
])('the title %j with the description %j is shown as %j', (title, description, shown) => {
  expect(riskTitle({ title, ...(description === undefined ? {} : { description }) })).toBe(shown)
})
