import { describe, expect, it } from 'vitest'
import { aComponent } from '../analysis/sample.ts'
import type { Diagnostic, Range } from '../core/diagnostics.ts'
import { DEFAULT_CONFIG } from '../model/config.ts'
import { lintInSteps, lintModel } from './lint.ts'
import { analysed, aRisk, codesIn, plus, SMALL, TODAY, without } from './rules/cases/sample.ts'

const NOWHERE = {
  locate: () => undefined,
  file: 'threat-model.yaml',
  config: DEFAULT_CONFIG,
  today: TODAY,
  diagnostics: [],
}
const at = (line: number): Range => ({ start: { line, column: 3 }, end: { line, column: 9 } })

describe('lintModel', () => {
  it('says once what is wrong: a stale crossing is not also unanalysed', () => {
    expect(codesIn(analysed('a>b', { fingerprint: '00000000' }))).toEqual(['crossing-stale'])
  })

  it('places a diagnostic at its element, and a risk without a line at its target', () => {
    const locate = (id: string): Range | undefined => (id === 'b' ? at(7) : undefined)
    const risks = [aRisk({ ticket: undefined })]
    const [diagnostic] = lintModel({ ...SMALL, risks }, { ...NOWHERE, locate })
    expect(diagnostic).toMatchObject({
      code: 'risk-unresolved',
      severity: 'error',
      file: 'threat-model.yaml',
      range: at(7),
      elementId: 'risk:r1',
    })
    expect(diagnostic?.message).toContain('"Forged"')
  })

  it('places a diagnostic in the included file that declares its element', () => {
    const origin = (id: string) => (id === 'b' ? { file: 'parts/services.yaml', range: at(3) } : undefined)
    const [diagnostic] = lintModel(without('b'), { ...NOWHERE, origin })
    expect(diagnostic).toMatchObject({ file: 'parts/services.yaml', range: at(3) })
  })

  it('takes severities from the config, and none where a rule is off', () => {
    const config = {
      ...DEFAULT_CONFIG,
      lint: { 'component-not-analysed': 'error', 'crossing-stale': 'off' },
    } as const
    const [diagnostic] = lintModel(without('b'), { ...NOWHERE, config })
    expect(diagnostic?.severity).toBe('error')
    expect(codesIn(analysed('a>b', { fingerprint: '00000000' }), { config })).toEqual([])
  })

  it('gives the diagnostics of readers other severities, too', () => {
    const config = { ...DEFAULT_CONFIG, lint: { 'unknown-key': 'error', 'unknown-word': 'off' } } as const
    const diagnostics = ['unknown-key', 'unknown-word'].map(
      (code): Diagnostic => ({ code, severity: 'info', message: code }),
    )
    const found = lintModel(SMALL, { ...NOWHERE, config, diagnostics })
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['unknown-key', 'error']])
  })

  it("keeps the reader's diagnostics, names their file and orders all by line, then code", () => {
    const read = (code: string, line: number): Diagnostic => ({
      code,
      severity: 'warning',
      message: code,
      range: at(line),
    })
    const locate = (id: string): Range | undefined => (id === 'b' ? at(5) : undefined)
    const found = lintModel(without('b'), {
      ...NOWHERE,
      locate,
      diagnostics: [read('zz', 5), read('aa', 9), read('bb', 2)],
    })
    expect(found.map(({ code }) => code)).toEqual(['bb', 'component-not-analysed', 'zz', 'aa'])
    expect(found.every(({ file }) => file === 'threat-model.yaml')).toBe(true)
  })

  it('makes an id that breaks references an error', () => {
    const found = lintModel(plus({ components: [aComponent({ id: 'x:y', kind: 'store' })] }), NOWHERE)
    expect(found.find(({ code }) => code === 'id-style')?.severity).toBe('error')
  })

  it('places what is wrong with the config or the layout in that file', () => {
    const found = lintModel(SMALL, {
      ...NOWHERE,
      config: { ...DEFAULT_CONFIG, lint: { 'crossing-not-analyzed': 'off' } },
      configFile: {
        file: '.fenceline/config.yaml',
        locate: (id) => (id === 'lint:crossing-not-analyzed' ? at(2) : undefined),
      },
      layout: { pages: [], notes: [], routes: [], boxes: [{ id: 'gone', x: 0, y: 0 }] },
      layoutFile: { file: 'threat-model.layout.yaml', locate: (id) => (id === 'gone' ? at(4) : undefined) },
    })
    expect(found).toMatchObject([
      { code: 'config-code-unknown', file: '.fenceline/config.yaml', range: at(2) },
      { code: 'layout-unknown-element', file: 'threat-model.layout.yaml', range: at(4) },
    ])
    expect(found[0]?.message).toContain('crossing-not-analysed')
  })

  it('is made one rule a step, and a rule that is off is none', () => {
    const count = (config: typeof DEFAULT_CONFIG) => [...lintInSteps(SMALL, { ...NOWHERE, config })].length
    const off = { ...DEFAULT_CONFIG, lint: { 'zone-empty': 'off', 'data-unused': 'off' } } as const
    expect(count(DEFAULT_CONFIG)).toBeGreaterThan(25)
    expect(count(off)).toBe(count(DEFAULT_CONFIG) - 2)
  })
})
