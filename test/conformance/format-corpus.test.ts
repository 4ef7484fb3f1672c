// Threagile files of many authors, formatted: what they say and every comment stays.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readModel } from '../../shared/formats/fenceline/index.ts'
import { formatModelText } from '../../shared/text-editing/formatting/format-model.ts'

const folder = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus/threagile'
const files = existsSync(folder) ? readdirSync(folder) : []

describe.skipIf(files.length === 0)(
  'fmt over Threagile files of many authors (skipped without the corpus)',
  () => {
    test.each(files)('%s', (name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8')
      const { text: formatted, diagnostics } = formatModelText(text)
      const { model } = readModel(text)
      expect(formatted === null).toBe(model === null)
      expect(diagnostics.filter(({ code }) => code === 'not-formatted')).toEqual([])
      if (formatted !== null) expect(formatModelText(formatted).text).toBe(formatted)
    })
  },
)
