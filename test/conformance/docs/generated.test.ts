// Pages that say what the program says; `FENCELINE_UPDATE=1` prints them anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { createProgram } from '../../../electron/cli/program.ts'
import { fileSchema } from '../../../shared/formats/fenceline/file-schema.ts'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import { PAGES, root } from './pages.ts'
import { printCommandPages } from './print-commands.ts'
import { printFields, type Schema } from './print-fields.ts'
import { printRules } from './print-rules.ts'

const isUpdate = process.env.FENCELINE_UPDATE !== undefined
const schema = z.toJSONSchema(fileSchema, { io: 'input' })
const docs = path.join(root, 'docs')

function expectPrinted(name: string, printed: string): void {
  const file = path.join(docs, name)
  if (isUpdate) writeFileSync(file, printed)
  expect(readFileSync(file, 'utf8'), name).toBe(printed)
}

test('docs/commands has a page for each command, and no other', () => {
  const pages = printCommandPages(createProgram('0', () => {}))
  const folder = path.join(docs, 'commands')
  if (isUpdate) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  }
  for (const [name, printed] of pages) expectPrinted(`commands/${name}`, printed)
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort())
})

test('docs/rules.md is what the packs of rules print', () => {
  expectPrinted('rules.md', printRules())
})

test('docs/threat-model.schema.json is what fenceline schema prints', () => {
  expectPrinted('threat-model.schema.json', `${JSON.stringify(schema, null, 2)}\n`)
})

test('docs/file-format.md has a table of every key that the schema knows', () => {
  const page = readFileSync(path.join(docs, 'file-format.md'), 'utf8')
  const [byHand = ''] = page.split('-->\n')
  expectPrinted('file-format.md', `${byHand}-->\n\n${printFields(schema as Schema)}`)
})

test('the models that docs/file-format.md shows are valid and read without a complaint', () => {
  const shown = PAGES.find(({ name }) => name === 'docs/file-format.md')?.blocks ?? []
  const models = shown.filter(({ language }) => language === 'yaml').map(({ text }) => text)
  expect(models).toHaveLength(2)
  const isValid = new Ajv2020({ strict: false }).compile(schema)
  for (const text of models) {
    expect(isValid(parse(text)), text).toBe(true)
    const { model, diagnostics } = readModel(text)
    expect(model).not.toBeNull()
    expect(diagnostics.filter(({ code }) => code !== 'no-end-marker')).toEqual([])
  }
  expect(isValid({ technical_assets: { a: { type: 'proces' } } })).toBe(false)
})
