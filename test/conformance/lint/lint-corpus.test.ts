// Lint over every file of the corpus that reads: it never crashes, and no rule of weight cries wolf.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAny } from '../../../shared/formats/registry.ts'
import { lintModel } from '../../../shared/lint/lint.ts'
import { LINT_RULES } from '../../../shared/lint/rules.ts'
import { DEFAULT_CONFIG } from '../../../shared/model/config.ts'

const CORPUS = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus'
const files = existsSync(CORPUS) ? readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).sort() : []
if (files.length === 0) console.info(`no corpus in ${CORPUS}: its tests are skipped`)

/** Right wherever they speak: nobody reviewed these files here, and many are cut out of larger drawings. */
const TRUE_OF_MANY = [
  'crossing-not-analysed',
  'component-not-analysed',
  'risk-unresolved',
  'nothing-to-check',
  'component-without-flows',
]

describe.skipIf(files.length === 0)('lint over the corpus', () => {
  const models = files.flatMap((name) => {
    let text: string
    try {
      text = readFileSync(join(CORPUS, name), 'utf8')
    } catch {
      return []
    }
    const { model, locate, diagnostics, layout, format } = readAny(text, name)
    return model && model.components.length > 0 ? [{ name, format, model, locate, layout, diagnostics }] : []
  })
  const found = models.flatMap(({ name, format, model, ...read }) =>
    lintModel(model, {
      ...read,
      diagnostics: [],
      file: name,
      config: DEFAULT_CONFIG,
      today: '2026-11-27',
    }).map((diagnostic) => ({ format, diagnostic })),
  )

  test('no file makes it crash, and every finding says something of somewhere', () => {
    expect(models.length).toBeGreaterThan(200)
    for (const { diagnostic } of found) {
      expect(diagnostic.message.length).toBeGreaterThan(20)
      expect(diagnostic.file).not.toBe('')
    }
  })

  test('a rule that weighs more than info finds something in few of the files', () => {
    const counts = LINT_RULES.map(({ code, severity }) => {
      const own = found.filter(({ diagnostic }) => diagnostic.code === code)
      const inFiles = new Set(own.map(({ diagnostic }) => diagnostic.file)).size
      return { code, severity, found: own.length, inFiles }
    })
    console.info(
      [
        `${models.length} models of the corpus`,
        ...counts.map((each) => `${each.code} (${each.severity}): ${each.found} in ${each.inFiles}`),
      ].join('\n'),
    )
    const noisy = counts.filter(
      ({ code, severity, inFiles }) =>
        severity !== 'info' && !TRUE_OF_MANY.includes(code) && inFiles > models.length / 5,
    )
    expect(noisy).toEqual([])
  })
})
