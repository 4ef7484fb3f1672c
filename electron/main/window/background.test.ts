import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backgroundOf } from './background.ts'

test('a window opens in the colour that the page’s tokens give its paper', () => {
  const tokens = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8')
  const papers = [...tokens.matchAll(/--paper: (#\w+);/g)].map(([, colour]) => colour)
  expect((['light', 'dark', 'contrast'] as const).map((theme) => backgroundOf(theme, true))).toEqual(papers)
  expect(backgroundOf('system', true)).toBe(backgroundOf('dark', false))
  expect(backgroundOf('system', false)).toBe(backgroundOf('light', true))
})
