import { expect, test } from 'vitest'
import { findHolder } from './windows.ts'

const a = { root: '/a' }
const docs = { root: '/a/docs' }
const empty = { root: null }
const folder = (root: string) => ({ root, place: null })
const model = (root: string) => ({ root, place: `${root}/threat-model.yaml` })

test('a window without a folder takes the one it opens, even when another window shows it', () => {
  expect(findHolder([a, empty], folder('/a'), empty)).toBe(empty)
})

test('a window with a folder leaves another folder to the window that has it, or to a new one', () => {
  expect(findHolder([docs, a], folder('/a'), docs)).toBe(a)
  expect(findHolder([docs, empty], folder('/b'), docs)).toBeUndefined()
})

test('a launch from outside uses a window without a folder before it makes one', () => {
  expect(findHolder([a, empty], folder('/b'), null)).toBe(empty)
  expect(findHolder([empty, a], folder('/a'), null)).toBe(a)
  expect(findHolder([a], folder('/b'), null)).toBeUndefined()
})

test('a model shows in the window whose folder holds it, the nearest first; a folder within does not', () => {
  expect(findHolder([a, docs], model('/a/docs'), null)).toBe(docs)
  expect(findHolder([a], model('/a/docs'), null)).toBe(a)
  expect(findHolder([a], folder('/a/docs'), null)).toBeUndefined()
  expect(findHolder([a], model('/ab'), null)).toBeUndefined()
})
