import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PACKS, RULES } from '../../shared/analysis/rules/index.ts'
import { run } from '../../test/support/run-program.ts'

describe('fenceline rules', () => {
  test('lists every rule with its category, what it applies to and its reference', async () => {
    const { code, out, err } = await run('rules')
    expect(code).toBe(0)
    const all = PACKS.flatMap(({ rules }) => rules)
    expect(out.trim().split('\n')).toHaveLength(all.length)
    expect(out).toMatch(/^cache-writable +tampering +data stores +CWE-\d+$/m)
    expect(err).toContain(`fenceline: Fenceline's own rules, ${RULES.length} rules`)
  })

  test('lists the same as JSON, by pack', async () => {
    const { code, out } = await run('rules', '--format', 'json')
    const { packs } = JSON.parse(out)
    expect(code).toBe(0)
    expect(packs.map((pack: { id: string }) => pack.id)).toEqual(['fenceline', 'microsoft-sdl'])
    expect(packs[0].rules.map((rule: { id: string }) => rule.id)).toEqual(RULES.map(({ id }) => id))
  })

  test('lists one pack, and says which there are', async () => {
    const { code, out, err } = await run('rules', '--pack', 'microsoft-sdl')
    expect(code).toBe(0)
    expect(out).not.toContain('cache-writable')
    expect(out).toContain('sdl-flow-sniffed')
    expect(err).toContain('drafts where a model asks for it')
    const wrong = await run('rules', '--pack', 'sdl')
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toContain('fenceline, microsoft-sdl')
  })

  test('explains one rule, as text and as JSON', async () => {
    const text = await run('rules', '--explain', 'crossing-plaintext')
    expect(text.code).toBe(0)
    expect(text.out).toContain('https://cwe.mitre.org/data/definitions/319.html')
    expect(text.out).toContain('Applies to  crossings')
    const json = await run('rules', '--explain', 'crossing-plaintext', '--format', 'json')
    expect(JSON.parse(json.out)).toMatchObject({
      id: 'crossing-plaintext',
      category: 'information-disclosure',
    })
  })

  test('cannot explain a rule that is not there, and says which may be meant', async () => {
    const { code, out, err } = await run('rules', '--explain', 'crossing-plaintexts')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('Did you mean crossing-plaintext?')
  })

  test("lists and explains a team's own rules, from a folder below their config as well", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fenceline-rules-'))
    try {
      await mkdir(path.join(folder, '.fenceline'))
      await mkdir(path.join(folder, 'deep'))
      await writeFile(path.join(folder, '.fenceline', 'config.yaml'), OURS)
      const { code, out, err } = await run('rules', path.join(folder, 'deep'), '--pack', 'team')
      expect(code).toBe(0)
      expect(out.trim()).toMatch(/^ours +tampering +data stores +CWE-353$/)
      expect(err).toContain("team: The team's own rules, 1 rule")
      const explained = await run('rules', folder, '--explain', 'ours')
      expect(explained.out).toContain('The component is changed by a batch job')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})

const OURS = `rules:
  - id: ours
    category: tampering
    on: component
    when: store
    title: '{it} is changed by a batch job'
    why: '{callers} write to it.'
    assumption: Nobody compares.
    mitigation: Compare every night.
    reference: CWE-353
    severity: high
`
