// The gate as the docs set it up: the action's own script, the hook of pre-commit, and git's.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const FINE = `title: Small
technical_assets:
  web:
    type: process
    communication_links:
      store: {target: store}
  store: {type: datastore}
`
const CROSSED = `${FINE}trust_boundaries:\n  inside: {technical_assets_inside: [store]}\n`

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'fenceline-gate-')))
  git('init', '--quiet')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A runner knows nothing of the npm script that this test may run under. */
const { INIT_CWD: _, ...ENV } = process.env
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: ENV })
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
}
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const inRoot = (name: string) => parse(readFileSync(path.join(root, name), 'utf8'))
const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...ENV, ...env },
  })
  return { code: status, out: stdout, err: stderr }
}

const DOCS = readFileSync(path.join(root, 'docs/ci.md'), 'utf8')
const snippet = (opening: string): string => {
  const block = [...DOCS.matchAll(/```(?:yaml|sh)\n(.*?)```/gs)].find(([, text]) => text?.startsWith(opening))
  if (!block?.[1]) throw new Error(`docs/ci.md has no block that starts with ${opening}`)
  return block[1]
}

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** What a runner makes of the action with these inputs, step by step until one fails. */
function runAction(inputs: Readonly<Record<string, string>>) {
  const action = inRoot('action.yml')
  const inputOf = (name: string): string => inputs[name] ?? action.inputs[name].default
  let last = { code: 0 as number | null, out: '', err: '' }
  for (const step of action.runs.steps as readonly Step[]) {
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_all, input: string) => inputOf(input)),
      ]),
    )
    last = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      ...env,
      GITHUB_ACTION_PATH: root,
    })
    if (last.code !== 0) break
  }
  return last
}

describe('the GitHub Action', () => {
  test('passes a model without errors, and fails one with a crossing at its line', () => {
    write('docs/threat-model.yaml', FINE)
    expect(runAction({}).code).toBe(0)
    write('docs/threat-model.yaml', CROSSED)
    const { code, out } = runAction({ sarif: 'lint.sarif' })
    expect(code).toBe(1)
    expect(out).toMatch(/^::error file=docs\/threat-model\.yaml,line=6,col=7,.*crossing-not-analysed/m)
    expect(JSON.parse(read('lint.sarif')).runs[0].results).toContainEqual(
      expect.objectContaining({ ruleId: 'crossing-not-analysed', level: 'error' }),
    )
  }, 120_000)

  test('fails where there is no model, and for a warning when asked to', () => {
    expect(runAction({}).code).not.toBe(0)
    expect(runAction({ sarif: 'lint.sarif' }).code).not.toBe(0)
    write('threat-model.yaml', FINE)
    expect(runAction({ 'fail-on': 'warning' }).code).toBe(1)
  }, 120_000)

  test('takes paths with blanks, and none as a command', () => {
    write('a b/threat-model.yaml', FINE)
    write('c/threat-model.yaml', FINE)
    expect(runAction({ paths: 'a b\nc\n' }).code).toBe(0)
    expect(runAction({ paths: '$(touch pwned)\n`touch pwned`; touch pwned' }).code).not.toBe(0)
    expect(() => read('pwned')).toThrow()
    expect(runAction({ paths: '--format=json' }).code).not.toBe(0)
  }, 120_000)

  test('reports only what is new since a revision, when given one, and takes none as a command', () => {
    write('threat-model.yaml', CROSSED)
    git('add', '.')
    git('-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '--quiet', '-m', 'Draw')
    expect(runAction({ since: 'HEAD' })).toMatchObject({ code: 0, out: '' })
    write(
      'threat-model.yaml',
      CROSSED.replace(
        '  store: {type',
        '      log: {target: log}\n  log: {type: datastore}\n  store: {type',
      ).replace('[store]', '[store, log]'),
    )
    const { code, out } = runAction({ since: 'HEAD' })
    expect([code, out.match(/crossing-not-analysed/g)?.length]).toEqual([1, 1])
    expect(runAction({ since: '$(touch pwned)' }).code).not.toBe(0)
    expect(() => read('pwned')).toThrow()
  }, 120_000)

  test('has the inputs that the workflow of the docs gives it', () => {
    const workflow = parse(snippet('# .github/workflows/threat-model.yml'))
    const steps: readonly Step[] = workflow.jobs.lint.steps
    const own = steps.find(({ uses }) => uses === './.fenceline-tool')
    const upload = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif'))
    expect(Object.keys(inRoot('action.yml').inputs)).toEqual(
      expect.arrayContaining(Object.keys(own?.with ?? {})),
    )
    expect(upload?.with?.sarif_file).toBe(own?.with?.sarif)
    expect(workflow.permissions).toEqual({ contents: 'read', 'security-events': 'write' })
  })
})

describe('before a commit', () => {
  test("git's own hook of the docs stops a crossing that nobody analysed", () => {
    const commands = snippet("printf '#!/bin/sh").replaceAll('/path/to/fenceline', root)
    mkdirSync(path.join(folder, '.git/hooks'), { recursive: true })
    expect(run('sh', ['-ec', commands]).code).toBe(0)
    const commit = () => {
      git('add', '-A')
      return run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', 'commit', '-qm', 'x'])
    }
    write('threat-model.yaml', FINE)
    expect(commit().code).toBe(0)
    write('threat-model.yaml', CROSSED)
    const { code, out, err } = commit()
    expect(code).not.toBe(0)
    expect(out + err).toContain('crossing-not-analysed')
  }, 120_000)

  test('the hook of pre-commit checks the files that it is given', () => {
    const [{ id, entry, language, files }] = inRoot('.pre-commit-hooks.yaml')
    expect(parse(snippet('# .pre-commit-config.yaml')).repos[0].hooks).toEqual([{ id }])
    expect(language).toBe('script')
    const isGiven = (name: string) => new RegExp(files).test(name)
    expect(['threat-model.yaml', 'a/b.threat-model.yaml', 'x/threagile.yaml'].filter(isGiven)).toHaveLength(3)
    expect(['threat-model.layout.yaml', 'my-threat-model.yml', 'a.yaml'].filter(isGiven)).toEqual([])
    write('a/threat-model.yaml', FINE)
    write('b/threat-model.yaml', CROSSED)
    const check = (...names: string[]) => run(path.join(root, entry), names).code
    expect(check('a/threat-model.yaml')).toBe(0)
    expect(check('a/threat-model.yaml', 'b/threat-model.yaml')).toBe(1)
  }, 120_000)
})
