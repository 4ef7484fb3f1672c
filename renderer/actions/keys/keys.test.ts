import { expect, test } from 'vitest'
import { displayKeys } from '../../ui/keys.ts'
import { isPress, matchesKeys } from './keys.ts'

const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

test('a letter matches in either case and only without other keys', () => {
  expect(matchesKeys(press('p'), 'P')).toBe(true)
  expect(matchesKeys(press('P', { shiftKey: true }), 'P')).toBe(false)
  expect(matchesKeys(press('p', { ctrlKey: true }), 'P')).toBe(false)
})

test('a sign matches whatever Shift the keyboard needs for it', () => {
  expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true)
  expect(matchesKeys(press('?'), '?')).toBe(true)
})

test('a digit with Shift is known by its place, not by the sign it types', () => {
  expect(matchesKeys(press('@', { code: 'Digit2', shiftKey: true }), 'Shift+2')).toBe(true)
  expect(matchesKeys(press('@', { code: 'Digit3', shiftKey: true }), 'Shift+2')).toBe(false)
})

test('a letter of another alphabet is known by its place', () => {
  expect(matchesKeys(press('ы', { code: 'KeyS', ctrlKey: true }), 'Mod+S')).toBe(true)
})

test('a letter that moved on the keyboard is known by itself alone', () => {
  expect(matchesKeys(press('q', { code: 'KeyA' }), 'A')).toBe(false)
})

test('the plus key can be a shortcut, alone and with Mod', () => {
  expect(matchesKeys(press('+', { shiftKey: true }), '+')).toBe(true)
  expect(matchesKeys(press('+', { ctrlKey: true }), 'Mod++')).toBe(true)
  expect(matchesKeys(press('+'), 'Mod++')).toBe(false)
  expect(displayKeys('+')).toEqual(['+'])
  expect(displayKeys('Mod++')).toEqual(['Ctrl', '+'])
})

test('a button with the focus is pressed by Enter and Space alone, never by a shortcut with them', () => {
  expect([isPress(press('Enter')), isPress(press(' ')), isPress(press('Enter', { shiftKey: true }))]).toEqual(
    [true, true, true],
  )
  expect([isPress(press('Enter', { ctrlKey: true })), isPress(press('Enter', { altKey: true }))]).toEqual([
    false,
    false,
  ])
  expect(isPress(press('p'))).toBe(false)
})
