import { expect, test } from 'vitest'
import { readModel } from '../../formats/fenceline/index.ts'
import type { Model } from '../../model/schema.ts'
import { mergeModelText } from './merge-model-text.ts'

const BASE = `# The shop
title: Shop
technical_assets:
  web:
    title: Web # the front
    type: process
  db:
    title: Database
    type: datastore
`
const modelOf = (text: string): Model => {
  const { model } = readModel(text)
  if (!model) throw new Error('not a model')
  return model
}

test('comments that the sides added in different places are both in the text', () => {
  const ours = BASE.replace('  web:', '  # ours\n  web:')
  const theirs = BASE.replace('    type: datastore', '    type: datastore # theirs\n    # more')
  const merged = mergeModelText(BASE, ours, theirs, modelOf(BASE))
  expect(merged.lostComments).toEqual([])
  for (const comment of ['# The shop', '# the front', '# ours', '# theirs', '# more'])
    expect(merged.text).toContain(comment)
})

test('the text says the merged model, whatever the lines say', () => {
  const ours = BASE.replace('Web #', 'Site #')
  const theirs = BASE.replace('Web #', 'Portal #')
  const model = modelOf(theirs)
  const { text } = mergeModelText(BASE, ours, theirs, model)
  expect(modelOf(text)).toEqual(model)
})

test('a comment of theirs between lines that ours changed stands before them', () => {
  const ours = BASE.replace('    title: Database', '    title: Store')
  const theirs = BASE.replace('    title: Database', '    # holds orders\n    title: Data')
  const { lostComments, text } = mergeModelText(BASE, ours, theirs, modelOf(ours))
  expect(text).toBe(ours.replace('    title: Store', '    # holds orders\n    title: Store'))
  expect(lostComments).toEqual([])
})

test('a comment of theirs at the end of a line that ours changed is told', () => {
  const ours = BASE.replace('    title: Database', '    title: Store')
  const theirs = BASE.replace('    title: Database', '    title: Data # holds orders')
  const { lostComments, text } = mergeModelText(BASE, ours, theirs, modelOf(ours))
  expect(text).toBe(ours)
  expect(lostComments).toEqual(['# holds orders'])
})

test('lines that cannot be merged into YAML leave ours, with the merged model', () => {
  const base = 'title: T\ndata_assets: {a: {title: A}, b: {title: B}}\n'
  const ours = 'title: T\ndata_assets: {a: {title: A},\n  b: {title: B}}\n'
  const theirs = 'title: U\ndata_assets: {a: {title: A}, b: {title: C}}\n'
  const { text } = mergeModelText(base, ours, theirs, modelOf(theirs))
  expect(modelOf(text)).toEqual(modelOf(theirs))
})

test('a file with CRLF stays so when theirs came with LF', () => {
  const ours = BASE.replaceAll('\n', '\r\n')
  const theirs = BASE.replace('title: Shop', 'title: Store')
  const { text } = mergeModelText(BASE, ours, theirs, modelOf(theirs))
  expect(text).toBe(theirs.replaceAll('\n', '\r\n'))
})
