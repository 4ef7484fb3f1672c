// A save changes its own lines: every other byte of the file stays, however it is written. Ids as in the safety list.
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openModel } from '../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../electron/backend/model-files/save-model.ts'

const FILE = 'threat-model.yaml'
const TEXT = `# Owned by the platform team
title: Shop   # the public one

technical_assets:
    web: # in front
        title: "Web"
        type: process
    db: {type: datastore, title: 'Orders'} # the last
# end`
let root: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-bytes-')))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const content = () => readFile(path.join(root, FILE), 'utf8')

/** Opens what is in the folder, gives the component another title and saves. */
async function retitle(id: string, title: string): Promise<void> {
  const { model, ...opened } = openModel(await readModelFiles(root, FILE), false)
  if (!model) throw new Error('not a model')
  const components = model.components.map((each) => (each.id === id ? { ...each, title } : each))
  await saveModel(root, {
    ...opened,
    model: { ...model, components },
    drafts: [...opened.drafts],
    overwriteDerived: [],
  })
}

test.each([
  ['plain lines and no final newline', TEXT],
  ['a final newline', `${TEXT}\n`],
  ['the line ends of Windows', TEXT.replaceAll('\n', '\r\n')],
  ['a byte order mark', `\ufeff${TEXT}`],
  ['a byte order mark and the line ends of Windows', `\ufeff${TEXT}\n`.replaceAll('\n', '\r\n')],
])('D9 with %s only the edited value changes, and changes back', async (_, text) => {
  await writeFile(path.join(root, FILE), text)
  await retitle('web', 'Front')
  expect(await content()).toBe(text.replace('"Web"', '"Front"'))
  await retitle('web', 'Web')
  expect(await content()).toBe(text)
})
