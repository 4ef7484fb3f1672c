// Threagile models from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readModel, spliceModel } from '../../shared/formats/fenceline/index.ts'

const FOLDER = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus/threagile'
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')) : []
if (files.length === 0) console.info(`no Threagile corpus in ${FOLDER}: its test is skipped`)

test.skipIf(files.length === 0)(
  'no Threagile file throws, and writing its own model back changes no byte',
  () => {
    let models = 0
    for (const name of files) {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      const { model, diagnostics } = readModel(text, name)
      if (!model) expect(diagnostics[0]?.severity).toBe('error')
      else {
        models += 1
        expect([name, spliceModel(text, model) === text]).toEqual([name, true])
        const titled = { ...model, title: 'Another title' }
        expect([name, readModel(spliceModel(text, titled)).model]).toEqual([name, titled])
      }
    }
    expect(models).toBeGreaterThan(files.length / 2)
  },
  60_000,
)
