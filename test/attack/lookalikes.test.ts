// Names made to look like others, in a file as a stranger commits it. Ids are those of the safety list.
import { expect, test } from 'vitest'
import { visible } from '../../electron/cli/output.ts'
import { readModel } from '../../shared/formats/fenceline/index.ts'
import { lintModel } from '../../shared/lint/lint.ts'
import { DEFAULT_CONFIG } from '../../shared/model/config.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../shared/model/schema.ts'
import { printHtml } from '../../shared/report/html/report.ts'
import { printMarkdown } from '../../shared/report/markdown.ts'

const TURNED = 'pay\u202egnp.exe'
const SPLIT = 'Bill\u200bing'
/** A Cyrillic а. */
const DISGUISED = 'P\u0430yments'

const modelOf = (...entries: readonly (readonly [string, string])[]): Model => {
  const assets = entries.map(([id, title]) => `  ${id}: {title: ${JSON.stringify(title)}, type: process}\n`)
  return readModel(`title: A\ntechnical_assets:\n${assets.join('')}`).model ?? EMPTY_MODEL
}
const codes = (model: Model) =>
  new Set(
    lintModel(model, {
      today: '2026-11-27',
      config: DEFAULT_CONFIG,
      locate: () => undefined,
      file: 'a.yaml',
      diagnostics: [],
    }).map(({ code, elementId }) => `${elementId} ${code}`),
  )

test.each([
  ['U+202E, which turns what follows it', TURNED, 'title-invisible-characters'],
  ['a zero-width space', SPLIT, 'title-invisible-characters'],
  ['a letter of another alphabet', DISGUISED, 'title-lookalike'],
])('H16 a title with %s is found by lint', (_, title, code) => {
  expect(codes(modelOf(['web', title]))).toContain(`web ${code}`)
})

test.each([
  ['the letter of another alphabet', 'p\u0430y'],
  ['an accent written as a character of its own', 'cafe\u0301'],
  ['a zero-width joiner', 'pa\u200dy'],
])('H16 an id with %s is found by lint', (_, id) => {
  expect(codes(modelOf(['pay', 'One'], [JSON.stringify(id), 'Two']))).toContain(`${id} id-lookalike`)
})

test('H16 ids that differ in how an accent is written stay two, and the second is named', () => {
  const [composed, apart] = ['caf\u00e9', 'cafe\u0301']
  const model = modelOf([JSON.stringify(composed), 'One'], [JSON.stringify(apart), 'Two'])
  expect(model.components.map(({ id }) => id)).toEqual([composed, apart])
  expect(codes(model)).toContain(`${apart} id-lookalike`)
})

test.each([TURNED, SPLIT])('H16 %j is marked in reports and on the terminal', (title) => {
  const model = modelOf(['web', title])
  // The diagram in a report is read again as Mermaid, so that its labels stay as they are.
  const words = printMarkdown(model).replace(/^```mermaid\n.*?^```\n/msu, '')
  for (const output of [words, printHtml(model, EMPTY_LAYOUT, [], '2026-11-27'), visible(title)]) {
    expect(output).not.toMatch(/[\u200b\u202e]/u)
    expect(output).toMatch(/20(?:2e|0b)/i)
  }
})
