import { expect, test } from 'vitest'
import { isSupported } from './check-electron.ts'

test('S19 the latest three majors of Electron are supported, and no older one', () => {
  expect(['45.4.1', '46.0.0', '47.9.9'].map((latest) => isSupported('45.4.1', latest))).toEqual([
    ...[true, true, true],
  ])
  expect(isSupported('45.4.1', '48.0.0')).toBe(false)
  expect(isSupported('46.0.0-beta.2', '45.4.1')).toBe(true)
})

test('an answer that is no version fails the check', () => {
  for (const answer of ['', 'latest', '45']) expect(() => isSupported('45.4.1', answer)).toThrow('no version')
})
