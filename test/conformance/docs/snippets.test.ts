// What the docs show of files is what Fenceline reads.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { aComponent, aFlow, aModel } from '../../../shared/analysis/sample.ts'
import { readConfig, readModel } from '../../../shared/formats/fenceline/index.ts'
import { lintModel } from '../../../shared/lint/lint.ts'
import { DEFAULT_CONFIG } from '../../../shared/model/config.ts'

/** The block of a page that says in its first line which file it is of. */
function snippetOf(page: string, file: string): string {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8')
  const blocks = [...text.matchAll(/```yaml\n([^`]*)```/g)].map(([, text = '']) => text)
  const found = blocks.filter((text) => text.startsWith(`# ${file}\n`))
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${page} shows ${file} ${found.length} times`)
  return only
}

describe('the docs', () => {
  test("shows a team's rule that is read without a complaint and drafts where it should", () => {
    const { config, diagnostics } = readConfig(snippetOf('team-rules.md', '.fenceline/config.yaml'))
    expect(diagnostics).toEqual([])
    expect(config.rules.map(({ id }) => id)).toEqual(['batch-unchecked'])
    const model = aModel({
      components: [
        aComponent({ id: 'bank', kind: 'process', title: 'Bank' }),
        aComponent({ id: 'archive', kind: 'store', title: 'Archive', tags: ['batch'] }),
        aComponent({ id: 'ledger', kind: 'store', title: 'Ledger' }),
      ],
      flows: [aFlow({ from: 'bank', to: 'archive' }), aFlow({ from: 'bank', to: 'ledger' })],
    })
    const ours = evaluateModel(model, { team: config.rules }).filter(({ rules }) =>
      rules.includes('batch-unchecked'),
    )
    expect(ours.map(({ title }) => title)).toEqual([
      'Archive takes batch files that nobody compares with what was sent',
    ])
  })

  test('shows decisions and mitigations that are read without a complaint', () => {
    const { model, diagnostics } = readModel(snippetOf('decisions.md', 'shop.threat-model.yaml'))
    expect(diagnostics.filter(({ code }) => code !== 'no-end-marker')).toEqual([])
    expect(model?.risks).toMatchObject([
      { mitigations: ['second-factor'], evidence: [expect.stringContaining('9b1e44c')] },
      { acceptedBy: 'Head of platform', acceptedUntil: '2027-11-27' },
    ])
    expect(model?.mitigations[0]?.status).toBe('landed')
  })

  test('shows packs and rules of a model that exist', () => {
    const { model, diagnostics, locate } = readModel(snippetOf('team-rules.md', 'threat-model.yaml'))
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(model?.rulePacks).toEqual(['microsoft-sdl'])
    expect(model?.rulesOff).toEqual({ 'entry-token-forged': 'The mesh checks every token' })
    const switched = model
      ? lintModel(model, {
          locate,
          file: 'threat-model.yaml',
          config: DEFAULT_CONFIG,
          today: '2026-11-27',
          diagnostics,
        })
      : []
    expect(switched.filter(({ code }) => code.startsWith('switched-rule'))).toEqual([])
  })
})
