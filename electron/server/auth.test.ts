import { expect, test } from 'vitest'
import { createAuth } from './auth.ts'

test('a code buys one token, once', () => {
  const auth = createAuth()
  const code = auth.issueCode()
  const token = auth.exchange(code)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(auth.isToken(token ?? '')).toBe(true)
  expect(auth.exchange(code)).toBeNull()
})

test('a new code replaces the one before, and earlier tokens stay', () => {
  const auth = createAuth()
  const first = auth.exchange(auth.issueCode()) ?? ''
  const unused = auth.issueCode()
  auth.issueCode()
  expect(auth.exchange(unused)).toBeNull()
  expect(auth.isToken(first)).toBe(true)
})

test('neither an empty secret nor the code is a token', () => {
  const auth = createAuth()
  const code = auth.issueCode()
  expect(auth.isToken('')).toBe(false)
  expect(auth.isToken(code)).toBe(false)
})

test('wrong attempts are too many until a minute has passed', () => {
  let now = 0
  const auth = createAuth(() => now)
  for (let round = 0; round < 30; round += 1) expect(auth.fail()).toBe(false)
  expect(auth.fail()).toBe(true)
  now = 61_000
  expect(auth.fail()).toBe(false)
})
