// Proves that the import rule bites: each kind of violation is planted in a copy of the folder
// layout, because a checker that reads no file reports no violation either.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { afterAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const planted: string[] = []

/** Reads the rules once per run: dependency-cruiser normalises the configuration it is given in place. */
async function findViolations(baseDir: string): Promise<ICruiseResult['summary']> {
  const { options, ...ruleSet } = await extractDepcruiseConfig(path.join(root, '.dependency-cruiser.mjs'))
  const { output } = await cruise(
    ['shared', 'electron', 'renderer'],
    { ...options, baseDir, ruleSet, validate: true },
    options?.enhancedResolveOptions,
  )
  if (typeof output === 'string') throw new Error(output)
  return output.summary
}

/** Inside the project, so that the packages resolve; in dist/, so that git never sees it. */
function plant(files: Record<string, string>): string {
  mkdirSync(path.join(root, 'dist'), { recursive: true })
  const folder = mkdtempSync(path.join(root, 'dist/planted-'))
  planted.push(folder)
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}

const importing = (...specifiers: string[]) =>
  `${specifiers.map((specifier) => `import '${specifier}'`).join('\n')}\nexport {}\n`

const layout = {
  'shared/core/errors.ts': importing(),
  'shared/model/schema.ts': importing('../core/errors.ts', 'zod'),
  'shared/formats/registry.ts': importing('../model/schema.ts', './mermaid/read.ts'),
  'shared/formats/mermaid/read.ts': importing('../../core/errors.ts'),
  'shared/diff/diff.ts': importing('../model/schema.ts'),
  'shared/lint/lint.ts': importing('../diff/diff.ts'),
  'shared/report/csv.ts': importing('../formats/registry.ts'),
  'shared/protocol/contract.ts': importing('../lint/lint.ts', '../report/csv.ts'),
  'electron/main/shell.ts': importing('electron', '../backend/handlers.ts', '../../shared/core/errors.ts'),
  'electron/preload.ts': importing('electron'),
  'electron/backend/handlers.ts': importing('node:fs', '../../shared/protocol/contract.ts'),
  'electron/server/server.ts': importing('../backend/handlers.ts'),
  'electron/cli/main.ts': importing('../server/server.ts'),
  'renderer/state/document.ts': importing('../../shared/model/schema.ts'),
  'renderer/features/canvas/canvas.tsx': importing('../../state/document.ts', './node.tsx'),
  'renderer/features/canvas/node.tsx': importing(),
  'renderer/features/threats/threats.tsx': importing('../../state/document.ts'),
  'shared/core/errors.test.ts': importing('vitest', 'node:fs', '../model/schema.ts'),
}

const violations: [rule: string, from: string, specifier: string][] = [
  ['shared-core-imports-lower-tiers-only', 'shared/core/a.ts', '../model/schema.ts'],
  ['shared-model-imports-lower-tiers-only', 'shared/model/a.ts', '../formats/registry.ts'],
  ['shared-formats-imports-lower-tiers-only', 'shared/formats/a.ts', '../diff/diff.ts'],
  ['shared-analysis-imports-lower-tiers-only', 'shared/analysis/a.ts', '../lint/lint.ts'],
  ['shared-diff-imports-lower-tiers-only', 'shared/diff/a.ts', '../formats/registry.ts'],
  ['shared-triage-imports-lower-tiers-only', 'shared/triage/a.ts', '../diff/diff.ts'],
  ['shared-lint-imports-lower-tiers-only', 'shared/lint/a.ts', '../report/csv.ts'],
  ['shared-report-imports-lower-tiers-only', 'shared/report/a.ts', '../lint/lint.ts'],
  ['shared-llm-imports-lower-tiers-only', 'shared/llm/a.ts', '../protocol/contract.ts'],
  ['shared-has-only-tiers', 'shared/helpers/a.ts', '../core/errors.ts'],
  ['shared-imports-nothing-above', 'shared/core/b.ts', '../../electron/backend/handlers.ts'],
  ['shared-imports-nothing-above', 'shared/protocol/b.ts', '../../renderer/state/document.ts'],
  ['shared-is-pure', 'shared/core/c.ts', 'node:fs'],
  ['electron-imports-no-renderer', 'electron/server/a.ts', '../../renderer/state/document.ts'],
  ['renderer-imports-no-electron', 'renderer/state/a.ts', '../../electron/backend/handlers.ts'],
  ['renderer-has-no-node', 'renderer/state/b.ts', 'node:path'],
  ['features-meet-in-state-and-actions', 'renderer/features/threats/a.tsx', '../canvas/canvas.tsx'],
  ['only-the-shell-imports-the-electron-package', 'electron/backend/a.ts', 'electron'],
  ['only-the-shell-imports-the-electron-package', 'electron/server/b.ts', 'electron'],
  ['only-the-shell-imports-the-electron-package', 'electron/cli/a.ts', 'electron'],
  ['the-shell-is-imported-by-nobody', 'electron/cli/b.ts', '../main/shell.ts'],
  ['code-imports-no-tests', 'shared/core/d.ts', './errors.test.ts'],
  ['no-cycles', 'renderer/state/c.ts', './d.ts'],
  ['every-import-resolves', 'renderer/state/e.ts', './absent.ts'],
]

describe('who may import whom', () => {
  afterAll(() => {
    for (const folder of planted) rmSync(folder, { recursive: true, force: true })
  })

  test('the project is seen and keeps the rule', async () => {
    const summary = await findViolations(root)
    expect(summary.totalCruised).toBeGreaterThan(0)
    expect(summary.violations).toEqual([])
  })

  test('every import that the architecture allows passes', async () => {
    const summary = await findViolations(plant(layout))
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(layout).length)
    expect(summary.violations).toEqual([])
  })

  test('each planted violation fails under its rule', async () => {
    const bad = Object.fromEntries(violations.map(([, from, specifier]) => [from, importing(specifier)]))
    const summary = await findViolations(
      plant({ ...layout, ...bad, 'renderer/state/d.ts': importing('./c.ts') }),
    )
    const found = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
    expect(found).toEqual(expect.arrayContaining(violations.map(([rule, from]) => `${rule} ${from}`)))
  })

  test('an import of only a type counts', async () => {
    const folder = plant({
      ...layout,
      'shared/core/a.ts': "import type { X } from '../model/schema.ts'\nexport type Y = X\n",
    })
    const summary = await findViolations(folder)
    expect(summary.violations.map(({ rule }) => rule.name)).toEqual(['shared-core-imports-lower-tiers-only'])
  })
})
