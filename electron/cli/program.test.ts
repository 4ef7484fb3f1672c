import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from '../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-cli-')))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const at = (...parts: string[]) => path.join(folder, ...parts)
const DFD = 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n-> Data store: Orders\n'

describe('what every command does', () => {
  test.each([['lint'], ['draft'], ['review'], ['export', '--to', 'dfd']])(
    '%s without a model cannot run',
    async (command, ...rest) => {
      const { code, out, err } = await run(command, folder, ...rest)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err).toContain('threat-model.yaml')
    },
  )

  test.each([
    ['lint', '--format', 'xml'],
    ['export', 'x.yaml'],
    ['export', 'x.yaml', '--to', 'exe'],
    ['serve', '--port', '99999'],
    ['init', '--template', 'none'],
  ])('%s %s %s is wrong usage', async (...args) => {
    const { code, err } = await run(...args)
    expect(code).toBe(2)
    expect(err).toMatch(/error:/)
  })

  test('help is fine', async () => {
    expect((await run('--help')).code).toBe(0)
  })

  test('a file that does not parse is a finding of lint and a failure elsewhere', async () => {
    await writeFile(at('threat-model.yaml'), 'title: [\n')
    const lint = await run('lint', folder)
    expect(lint.code).toBe(1)
    expect(lint.out).toMatch(/threat-model\.yaml:\d+:\d+ error /)
    expect((await run('draft', folder)).code).toBe(2)
    expect((await run('export', folder, '--to', 'json')).code).toBe(2)
  })

  test('names from a file cannot steer the terminal', async () => {
    await writeFile(
      at('threat-model.yaml'),
      'title: T\ntechnical_assets:\n  web:\n    title: "W\\e]52;c;eA\\a"\n    type: process\n',
    )
    for (const command of ['lint', 'review', 'draft']) {
      const { out, err } = await run(command, folder)
      for (const control of ['\u001b', '\u0007']) expect(out + err).not.toContain(control)
    }
  })
})

describe('review', () => {
  const accepted = (until: string) => `title: T
technical_assets:
  web: {title: Web, type: process, out_of_scope: true, justification_out_of_scope: Elsewhere}
identified_risks:
  - {id: R1, category: spoofing, asset: web, title: Forged, status: accepted, justification: Rare, accepted_until: ${until}}
risk_analysis:
  web: {out_of_scope: Another team's}
`
  test('an acceptance that has ended is left to decide on, until that day nothing is', async () => {
    await writeFile(at('threat-model.yaml'), accepted('2020-01-31'))
    const ended = await run('review', folder, '--exit-code')
    expect(ended.out).toContain('Acceptance ended:\n  R1  accepted  Web: Forged')
    expect(JSON.parse((await run('review', folder, '--format', 'json')).out).models[0].expired).toEqual([
      'R1',
    ])
    await writeFile(at('threat-model.yaml'), accepted('9999-01-31'))
    const holds = await run('review', folder, '--exit-code')
    expect([ended.code, holds.code, holds.out]).toEqual([1, 0, expect.not.stringContaining('R1')])
  })
})

describe('init', () => {
  test('makes the folder and a model that is ready to be reviewed', async () => {
    expect((await run('init', at('docs'), '--template', 'web')).code).toBe(0)
    expect((await readdir(at('docs'))).sort()).toEqual([
      'threat-model.md',
      'threat-model.mmd',
      'threat-model.yaml',
    ])
    expect((await run('review', at('docs'), '--exit-code')).code).toBe(1)
    expect((await run('review', at('docs'))).code).toBe(0)
  })

  test('never replaces a model', async () => {
    await writeFile(at('threat-model.yaml'), 'title: Mine\n')
    expect((await run('init', folder)).code).toBe(2)
    expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe('title: Mine\n')
  })
})

describe('draft', () => {
  test('stores drafts for review and leaves the model alone', async () => {
    await run('init', folder)
    const before = await readFile(at('threat-model.yaml'), 'utf8')
    const { code, out } = await run('draft', folder, '--format', 'json')
    expect(code).toBe(0)
    const [{ drafts }] = JSON.parse(out).models
    expect(drafts.length).toBeGreaterThan(5)
    expect(await readdir(at('.fenceline/drafts'))).toEqual(['threat-model.yaml.json'])
    expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe(before)
  })
})

describe('export and import', () => {
  test('JSON of a typed diagram holds what it says and what the rules draft', async () => {
    await writeFile(at('a.dfd'), DFD)
    const { code, out } = await run('export', at('a.dfd'), '--to', 'json')
    expect(code).toBe(0)
    const json = JSON.parse(out)
    expect(json).toMatchObject({ components: { length: 3 }, flows: { length: 2 }, crossings: { length: 1 } })
    expect(json.drafts.length).toBeGreaterThan(0)
    expect(Object.keys(json.positions)).toHaveLength(3)
  })

  test('--check fails when the committed file is out of date', async () => {
    await run('init', folder)
    const model = at('threat-model.yaml')
    expect((await run('export', model, '--to', 'mermaid', '--check')).code).toBe(0)
    await writeFile(model, (await readFile(model, 'utf8')).replace('API Gateway', 'Gateway'))
    expect((await run('export', model, '--to', 'mermaid', '--check')).code).toBe(1)
    expect((await run('export', model, '--to', 'mermaid', '-o', at('threat-model.mmd'))).code).toBe(0)
    expect((await run('export', model, '--to', 'mermaid', '--check')).code).toBe(0)
    expect((await run('export', model, '--to', 'csv', '--check')).code).toBe(2)
  })

  test('an import writes a model that reads back the same, once', async () => {
    await writeFile(at('a.dfd'), DFD)
    const model = at('b.threat-model.yaml')
    expect((await run('import', at('a.dfd'), '-o', model)).code).toBe(0)
    const [before, after] = [
      await run('export', at('a.dfd'), '--to', 'json'),
      await run('export', model, '--to', 'json'),
    ]
    // A text without a title is called after its file.
    expect(JSON.parse(after.out)).toEqual({ ...JSON.parse(before.out), title: 'A' })
    expect((await run('import', at('a.dfd'), '-o', model)).code).toBe(2)
  })

  test('an import of Mermaid tells guesses and losses with their lines, and reads it out of Markdown', async () => {
    const chart = 'graph TD\n  U((User)) -->|HTTPS| A[API]\n  U --> z\n  subgraph z\n    A\n  end\n'
    await writeFile(at('README.md'), `# Docs\n\n\`\`\`mermaid\n${chart}\`\`\`\n`)
    const model = at('a.threat-model.yaml')
    const { code, err } = await run('import', at('README.md'), '-o', model)
    expect(code).toBe(0)
    expect(err.split('\n').map((line) => line.slice(folder.length + 1))).toEqual([
      'README.md:5:3 info mermaid-kind-guessed "User" is read as an external entity, from the word "User" in its title.',
      'README.md:5:24 info mermaid-kind-guessed "API" is read as a process, from the word "API" in its title.',
      expect.stringMatching(/^README\.md:6:5 warning mermaid-not-carried An arrow /),
      '',
    ])
    expect(await readFile(model, 'utf8')).toContain('protocol: HTTPS')
    await writeFile(at('b.mmd'), 'graph TD\n  A --> [\n')
    const refused = await run('import', at('b.mmd'))
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/b\.mmd:2:\d+ is not a whole model/),
    ])
  })

  test('an import as JSON writes nothing', async () => {
    await writeFile(at('a.dfd'), DFD)
    const { code, out } = await run('import', at('a.dfd'), '--format', 'json')
    expect(code).toBe(0)
    expect(JSON.parse(out).components).toHaveLength(3)
    expect(await readdir(folder)).toEqual(['a.dfd'])
  })
})

test('the schema is a JSON Schema of the model file', async () => {
  const { code, out } = await run('schema')
  expect(code).toBe(0)
  expect(JSON.parse(out).properties).toHaveProperty('technical_assets')
})
