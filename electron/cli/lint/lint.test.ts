import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from '../../../test/support/run-program.ts'

let folder: string
const home = process.cwd()
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-lint-')))
})
afterEach(async () => {
  vi.restoreAllMocks()
  process.chdir(home)
  await rm(folder, { recursive: true, force: true })
})

const at = (...parts: string[]) => path.join(folder, ...parts)

/** A model without a boundary, so that nothing in it fails; reviews of its components are warnings. */
const FINE = `title: Small
technical_assets:
  web:
    title: Web
    type: process
    communication_links:
      store:
        target: store
  store:
    title: Store
    type: datastore
`
const CROSSED = `${FINE}trust_boundaries:
  inside:
    title: Inside
    technical_assets_inside: [store]
`

async function write(name: string, text: string): Promise<string> {
  await mkdir(path.dirname(at(name)), { recursive: true })
  await writeFile(at(name), text)
  return at(name)
}

async function diagnosticsOf(...args: string[]) {
  const { out } = await run('lint', ...args, '--format', 'json')
  return JSON.parse(out).diagnostics as readonly Record<string, unknown>[]
}

describe('the exit code of lint', () => {
  test('is 0 without errors, warnings or not, unless warnings are to fail', async () => {
    await write('threat-model.yaml', FINE)
    expect(await run('lint', folder)).toMatchObject({ code: 0, err: expect.stringContaining('0 errors') })
    expect((await run('lint', folder, '--fail-on', 'warning')).code).toBe(1)
  })

  test('is 1 for a crossing that nobody analysed, and for a boundary that makes one', async () => {
    await write('threat-model.yaml', CROSSED)
    const { code, out } = await run('lint', folder)
    expect(code).toBe(1)
    expect(out).toMatch(/threat-model\.yaml:7:7 error crossing-not-analysed /)
  })

  test('follows the severities of the config', async () => {
    await write('threat-model.yaml', CROSSED)
    await write('.fenceline/config.yaml', 'lint:\n  crossing-not-analysed: warning\n')
    expect((await run('lint', folder)).code).toBe(0)
    expect((await run('lint', folder, '--fail-on', 'warning')).code).toBe(1)
    await write('.fenceline/config.yaml', 'lint:\n  crossing-not-analysed: off\n')
    expect(await diagnosticsOf(folder)).not.toContainEqual(
      expect.objectContaining({ code: 'crossing-not-analysed' }),
    )
  })

  test.each([
    ['has components and no flows', 'title: T\ntechnical_assets:\n  web: {title: Web, type: process}\n'],
    ['has a title alone', 'title: T\n'],
    ['is empty', ''],
    ['does not parse', 'title: [\n'],
    ['is YAML and no model', 'name: something else\n'],
    ['is half a merge', `${FINE}<<<<<<< HEAD\n`],
  ])('is 1, never 0, for a file that %s', async (_, text) => {
    const file = await write('threat-model.yaml', text)
    for (const given of [folder, file]) {
      const { code, out } = await run('lint', given)
      expect([code, out]).toEqual([1, expect.stringMatching(/threat-model\.yaml:\d+:\d+ error /)])
    }
  })

  test('is 2 where there is nothing to check: an empty folder, none, a name that matches nothing', async () => {
    await mkdir(at('empty'))
    for (const given of ['empty', 'gone', 'gone/threat-model.yaml', '*.threat-model.yaml']) {
      expect(await run('lint', at(given))).toMatchObject({ code: 2, out: '' })
    }
  })

  test('is 2 where git ignores every model, or they lie in folders that are skipped', async () => {
    await write('.gitignore', 'old/\n')
    await write('old/threat-model.yaml', FINE)
    await write('node_modules/x/threat-model.yaml', FINE)
    expect(await run('lint', folder)).toMatchObject({ code: 2, out: '' })
    expect((await run('lint', at('old/threat-model.yaml'))).code).toBe(0)
  })

  test('is 2 for one path of several that names nothing, whatever the others say', async () => {
    await write('threat-model.yaml', FINE)
    expect(await run('lint', at('threat-model.yaml'), at('gone.yaml'))).toMatchObject({ code: 2, out: '' })
    await mkdir(at('empty'))
    expect((await run('lint', at('threat-model.yaml'), at('empty'))).code).toBe(2)
  })

  test('is 2 for what is no text, and for a format or severity that there is not', async () => {
    await writeFile(at('threat-model.yaml'), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]))
    expect((await run('lint', folder)).code).toBe(2)
    expect((await run('lint', folder, '--format', 'xml')).code).toBe(2)
    expect((await run('lint', folder, '--fail-on', 'info')).code).toBe(2)
  })

  test('is the same in every format', async () => {
    for (const [text, expected] of [
      [FINE, 0],
      [CROSSED, 1],
    ] as const) {
      await write('threat-model.yaml', text)
      for (const format of ['text', 'json', 'sarif', 'github']) {
        expect([format, (await run('lint', folder, '--format', format)).code]).toEqual([format, expected])
      }
    }
  })
})

describe('what lint prints', () => {
  test('as JSON are diagnostics with their places', async () => {
    await run('init', folder)
    expect(await diagnosticsOf(folder)).toContainEqual(
      expect.objectContaining({ severity: 'error', file: at('threat-model.yaml'), line: expect.any(Number) }),
    )
  })

  test('as GitHub annotations cannot start another command', async () => {
    await write(
      'threat-model.yaml',
      'title: T\ntechnical_assets:\n  web:\n    title: "x\\n::error::y"\n    type: process\n',
    )
    const { out } = await run('lint', folder, '--format', 'github')
    for (const line of out.trim().split('\n')) expect(line).toMatch(/^::(error|warning|notice) file=/)
  })

  test('as GitHub annotations steer no terminal and keep their lines', async () => {
    const title = 'x\\ny\\e[31m\\u202E 100% ##[stop-commands]z'
    await write(
      'threat-model.yaml',
      `title: T\ntechnical_assets:\n  web: {title: "${title}", type: process}\n`,
    )
    const { out } = await run('lint', folder, '--format', 'github')
    expect(out).toContain('x%0Ay\\x1b[31m\\u{202e} 100%25 #\\x23[stop-commands]z')
    for (const sign of ['\u001b', '\u202e']) expect(out).not.toContain(sign)
  })

  test('names files from the root of the repo, wherever it was called', async () => {
    await mkdir(at('.git'))
    await write('docs/a b/threat-model.yaml', CROSSED)
    process.chdir(at('docs'))
    const annotations = await run('lint', 'a b', '--format', 'github')
    expect(annotations.out).toContain('::error file=docs/a b/threat-model.yaml,line=7,col=7,')
    const sarif = JSON.parse((await run('lint', 'a b', '--format', 'sarif')).out)
    const uris = sarif.runs[0].results.map(
      (result: { locations: [{ physicalLocation: { artifactLocation: object } }] }) =>
        result.locations[0].physicalLocation.artifactLocation,
    )
    expect(uris).toContainEqual({ uri: 'docs/a%20b/threat-model.yaml', uriBaseId: '%SRCROOT%' })
    expect((await run('lint', 'a b')).out).toContain('a b/threat-model.yaml:7:7 error')
  })

  test('as SARIF keeps its fingerprints when lines move', async () => {
    const hashes = async (text: string) => {
      await write('threat-model.yaml', text)
      const { runs } = JSON.parse((await run('lint', folder, '--format', 'sarif')).out)
      return runs[0].results.map(
        ({ partialFingerprints }: { partialFingerprints: object }) => partialFingerprints,
      )
    }
    const before = await hashes(CROSSED)
    expect(before.length).toBeGreaterThan(1)
    expect(await hashes(`# A comment\n\n${CROSSED}`)).toEqual(before)
  })
})

describe('lint and the files beside a model', () => {
  test('a code, a word and a setting that do not exist are warnings at their lines of the config, once', async () => {
    await write('a/threat-model.yaml', FINE)
    await write('b/threat-model.yaml', FINE)
    await write(
      '.fenceline/config.yaml',
      'lint:\n  crossing-not-analyzed: off\n  component-stale: fatal\n  mermaid-part: off\nlintt: {}\n',
    )
    const found = (await diagnosticsOf(folder)).filter(({ file }) => String(file).endsWith('config.yaml'))
    expect(found.map(({ code, severity, line, column }) => [code, severity, line, column])).toEqual([
      ['config-code-unknown', 'warning', 2, 3],
      ['bad-config', 'warning', 3, 3],
      ['bad-config', 'warning', 5, 1],
    ])
    expect(found[0]?.message).toContain('Did you mean "crossing-not-analysed"?')
  })

  test('a printed file that does not show the model is a warning in that file, until it is printed again', async () => {
    await run('init', folder)
    const outdated = async () =>
      (await diagnosticsOf(folder)).filter(({ code }) => code === 'derived-outdated').map(({ file }) => file)
    expect(await outdated()).toEqual([])
    const model = at('threat-model.yaml')
    await writeFile(model, (await readFile(model, 'utf8')).replace('title: API Gateway', 'title: Gateway'))
    expect(await outdated()).toEqual([at('threat-model.md'), at('threat-model.mmd')])
    await run('export', model, '--to', 'mermaid', '-o', at('threat-model.mmd'))
    await write('.fenceline/config.yaml', 'derived:\n  markdown: false\n')
    expect(await outdated()).toEqual([])
  })

  test('a place for what the model does not have is told at its line of the layout', async () => {
    await write('threat-model.yaml', FINE)
    await write(
      'threat-model.layout.yaml',
      'version: 1\nelements:\n  web: {x: 0, y: 0}\n  gone: {x: 0, y: 9}\n',
    )
    expect(await diagnosticsOf(folder)).toContainEqual(
      expect.objectContaining({
        code: 'layout-unknown-element',
        severity: 'info',
        file: at('threat-model.layout.yaml'),
        line: 4,
        column: 3,
      }),
    )
  })
})
