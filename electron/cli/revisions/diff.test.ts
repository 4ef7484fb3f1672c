import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { run } from '../../../test/support/run-program.ts'

const MODEL = 'threat-model.yaml'
const BEFORE = `title: Shop
technical_assets:
  browser: {title: Browser, type: external-entity, communication_links: {api: {target: api, protocol: https}}}
  api: {title: API, type: process, communication_links: {store: {target: store, protocol: jdbc-encrypted}}}
  store: {title: Store, type: datastore}
  mailer: {title: Mailer, type: process}
trust_boundaries:
  dmz: {title: DMZ, technical_assets_inside: [api, store]}
  app: {title: App tier}
identified_risks:
  - {id: R-1, category: spoofing, asset: api, title: Forged token, status: unchecked}
`
/** The store moves to another zone, the mailer goes, a queue comes, a risk is settled and another found. */
const AFTER = `title: Shop
technical_assets:
  browser: {title: Browser, type: external-entity, communication_links: {api: {target: api, protocol: https}}}
  api: {title: API, type: process, communication_links: {store: {target: store, protocol: jdbc-encrypted}}}
  store: {title: Store, type: datastore, owner: data team}
  queue: {title: Queue, type: process}
trust_boundaries:
  dmz: {title: DMZ, technical_assets_inside: [api]}
  app: {title: App tier, technical_assets_inside: [store, queue]}
identified_risks:
  - {id: R-1, category: spoofing, asset: api, title: Forged token, status: mitigated}
  - {id: R-2, category: tampering, asset: store, title: Raw SQL, status: unchecked}
`

let made: TestRepo
beforeEach(() => {
  made = aRepo()
  vi.spyOn(process, 'cwd').mockReturnValue(made.root)
})
afterEach(() => {
  vi.restoreAllMocks()
  made.remove()
})

const at = (...parts: string[]) => path.join(made.root, ...parts)
const diff = (...args: string[]) => run('diff', ...args)

/** With the API's and the flow's review as they are. */
function reviewed(text: string): string {
  const { model } = readModel(text)
  const entry = (target: string) =>
    `  ${target}: {reviewed: 2026-11-01, fingerprint: ${model ? fingerprintOf(model, target) : ''}}\n`
  return `${text}risk_analysis:\n${entry('browser>api')}${entry('store')}`
}

describe('fenceline diff', () => {
  test('says in plain words what changed since the last commit, under headings', async () => {
    made.commit('Draw', { [MODEL]: reviewed(BEFORE) })
    made.write({ [MODEL]: reviewed(BEFORE).replace(BEFORE, AFTER) })
    const { code, out, err } = await diff()
    expect(
      out,
    ).toBe(`threat-model.yaml: 1 crossing gained (not analysed), 1 analysis made stale, 1 risk opened, 1 risk closed, 1 component added, 1 component removed, 1 component re-zoned
  Crossings gained
    + API → Store: crosses DMZ, App tier; not analysed
  Analyses made stale
    ! Store: changed since its review
  Components
    + Queue: in App tier
    - Mailer: outside
    > Store: from DMZ to App tier; owner: not set → data team
  Risks opened
    + R-2 Raw SQL: Store
  Risks closed
    ~ R-1 Forged token: status: unchecked → mitigated
`)
    expect(err).toBe('1 model compared: 1 changed\n')
    expect(code).toBe(0)
  })

  test('moving boxes is no change', async () => {
    const layout = (x: number) => `version: 1\nelements:\n  api: {x: ${x}, y: 8}\n`
    made.commit('Draw', { [MODEL]: BEFORE, 'threat-model.layout.yaml': layout(8) })
    made.write({ 'threat-model.layout.yaml': layout(808) })
    expect(await diff('--exit-code')).toMatchObject({ code: 0, out: 'threat-model.yaml: no change\n' })
  })

  test('fails with --exit-code when something changed, and only then', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    expect((await diff('--exit-code')).code).toBe(0)
    made.write({ [MODEL]: AFTER })
    expect((await diff('--exit-code')).code).toBe(1)
    expect((await diff()).code).toBe(0)
  })

  test('compares two revisions, whatever the files are now', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.commit('Redraw', { [MODEL]: AFTER })
    made.write({ [MODEL]: 'title: [' })
    expect((await diff('HEAD~1..HEAD')).out).toContain('+ Queue')
    expect((await diff('HEAD..HEAD~1')).out).toContain('- Queue')
  })

  test('three dots leave out what the other branch did since', async () => {
    made.commit('Base', { [MODEL]: BEFORE })
    made.git('checkout', '--quiet', '-b', 'feature')
    made.commit('Feature', { [MODEL]: AFTER })
    made.git('checkout', '--quiet', 'main')
    made.commit('Main', { [MODEL]: BEFORE.replace('Mailer', 'Postman') })
    const { out } = await diff('main...feature')
    expect(out).toContain('- Mailer')
    expect(out).not.toContain('Postman')
    expect((await diff('main..feature')).out).toContain('- Postman')
  })

  test('prints the documented JSON for one model', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: AFTER })
    const json = JSON.parse((await diff('--format', 'json')).out)
    expect(Object.keys(json)).toEqual(['components', 'flows', 'boundaries', 'crossings', 'stale', 'risks'])
    expect(json.crossings).toEqual({
      gained: [{ flow: 'api>store', boundaries: ['dmz', 'app'] }],
      lost: [],
    })
    expect(json.components.added).toEqual([{ id: 'queue', title: 'Queue', kind: 'process', zone: 'app' }])
  })

  test('prints a comment for a pull request, the summary first', async () => {
    made.commit('Draw', { [MODEL]: reviewed(BEFORE) })
    made.write({ [MODEL]: reviewed(BEFORE).replace(BEFORE, AFTER) })
    const { out } = await diff('--format', 'markdown')
    expect(out.split('\n').slice(0, 7)).toEqual([
      '**Threat model:** 1 crossing gained (not analysed), 1 analysis made stale, 1 risk opened, 1 risk closed, 1 component added, 1 component removed, 1 component re-zoned.',
      '',
      '| Crossing gained | Crosses | Analysed | Unresolved risks |',
      '| --- | --- | --- | --- |',
      '| API → Store | DMZ, App tier | **not analysed** | 0 |',
      '',
      '**Made stale**, to be reviewed again:',
    ])
    expect(out).toMatch(/<details><summary>7 changes in all<\/summary>[\s\S]*<\/details>/)
  })
})

describe('the picture', () => {
  test('shows what is there now, what is gone as a ghost, and the signs of both', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: AFTER })
    const { code, out } = await diff('--format', 'svg')
    expect(code).toBe(0)
    expect(out).toMatch(/^<svg /)
    for (const name of ['gone mailer', 'here queue', 'here store'])
      expect(out).toContain(`data-change="${name}"`)
  })

  test('leaves in its place what only one side places', async () => {
    const layout = 'version: 1\nelements:\n  browser: {x: 4000, y: 8}\n'
    made.commit('Draw', { [MODEL]: BEFORE, 'threat-model.layout.yaml': layout })
    made.write({ [MODEL]: AFTER, 'threat-model.layout.yaml': null })
    const { out } = await diff('--format', 'svg')
    expect(out).toMatch(/data-id="browser">\s*<title>[^<]*<\/title>\s*<rect x="4000/)
  })

  test('is of one model', async () => {
    made.commit('Draw', { 'a/threat-model.yaml': BEFORE, 'b/threat-model.yaml': BEFORE })
    made.write({ 'a/threat-model.yaml': AFTER, 'b/threat-model.yaml': AFTER })
    const { code, err } = await diff('HEAD', '.', '--format', 'svg')
    expect(code).toBe(2)
    expect(err).toContain('Name one: a/threat-model.yaml, b/threat-model.yaml')
    expect((await diff('HEAD', 'a', '--format', 'svg')).code).toBe(0)
  })
})

describe('several models', () => {
  const one = BEFORE.replace('Shop', 'One')

  test('new, deleted, moved and changed ones are told apart, those that are the same left out', async () => {
    const other = 'title: Other\ntechnical_assets:\n  a: {title: A, type: process}\n'
    const third = 'title: Third\ntechnical_assets:\n  b: {title: B, type: process}\n'
    made.commit('Draw', {
      'one/threat-model.yaml': one,
      'same/threat-model.yaml': one.replace('One', 'Same'),
      'old/threat-model.yaml': BEFORE,
      'gone/threat-model.yaml': other,
    })
    made.write({
      'one/threat-model.yaml': one.replace('Mailer', 'Postman'),
      'old/threat-model.yaml': null,
      'moved/threat-model.yaml': AFTER,
      'gone/threat-model.yaml': null,
      'fresh/threat-model.yaml': third,
    })
    const { out, err } = await diff('HEAD', '.')
    expect(out.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'fresh/threat-model.yaml (new model): 1 component added',
      expect.stringMatching(
        /^moved\/threat-model\.yaml \(moved from old\/threat-model\.yaml\): 1 crossing gained/,
      ),
      'one/threat-model.yaml: 1 component changed',
      'gone/threat-model.yaml (deleted model): 1 component removed',
    ])
    expect(err).toBe('5 models compared: 4 changed\n')
    const json = JSON.parse((await diff('HEAD', '.', '--format', 'json')).out)
    expect(json.models.map(({ file, from, state }: Record<string, string>) => [file, state, from])).toEqual([
      ['fresh/threat-model.yaml', 'added', undefined],
      ['moved/threat-model.yaml', 'moved', 'old/threat-model.yaml'],
      ['one/threat-model.yaml', 'changed', undefined],
      ['same/threat-model.yaml', 'same', undefined],
      ['gone/threat-model.yaml', 'removed', undefined],
    ])
  })

  test('one that is named is followed to the name that it had', async () => {
    made.commit('Draw', { 'old.threat-model.yaml': BEFORE })
    made.commit('Move', { 'old.threat-model.yaml': null, [MODEL]: BEFORE })
    made.write({ [MODEL]: AFTER })
    const { out } = await diff('HEAD~1', MODEL)
    expect(out).toMatch(/^threat-model\.yaml \(moved from old\.threat-model\.yaml\): 1 crossing gained/)
  })

  test('one that is gone now can be named', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: null })
    expect((await diff(MODEL)).out).toContain('threat-model.yaml (deleted model): ')
  })

  test('one that git ignores by now is not deleted', async () => {
    made.commit('Draw', { 'out/threat-model.yaml': BEFORE })
    made.write({ '.gitignore': 'out/\n' })
    expect((await diff('HEAD', '.')).out).toBe('out/threat-model.yaml: no change\n')
  })

  test('what a model includes is read from the same commit', async () => {
    const part = (title: string) => `technical_assets:\n  web: {title: ${title}, type: process}\n`
    made.commit('Draw', { [MODEL]: 'title: T\nincludes: [part.yaml]\n', 'part.yaml': part('Old') })
    made.write({ 'part.yaml': part('New') })
    expect((await diff()).out).toContain('~ New: title: Old → New')
  })
})

describe('what cannot be compared', () => {
  test('no model at either side is no success', async () => {
    made.commit('Start', { README: '' })
    expect(await diff('HEAD')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('no threat-model.yaml'),
    })
  })

  test('one of several folders without a model fails, too', async () => {
    made.commit('Draw', { [`a/${MODEL}`]: BEFORE, 'b/README': '' })
    expect(await diff('HEAD', at('a'), at('b'))).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(`no threat-model.yaml in ${at('b')}, at HEAD or now`),
    })
  })

  test('a repo without commits says so', async () => {
    made.write({ [MODEL]: BEFORE })
    expect(await diff()).toMatchObject({
      code: 2,
      err: expect.stringContaining('The repository has no commits yet.\n  Commit the model'),
    })
  })

  test.each([['nope'], ['--upload-pack=x'], ['HEAD..-x'], ['a b']])('%s is no revision', async (revision) => {
    made.commit('Draw', { [MODEL]: BEFORE })
    const { code, out } = await diff(revision)
    expect(code).toBe(2)
    expect(out).toBe('')
  })

  test('a folder outside of any repo says so', async () => {
    rmSync(at('.git'), { recursive: true })
    writeFileSync(at(MODEL), BEFORE)
    expect(await diff('HEAD', made.root)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not in a git repository'),
    })
  })

  test('a model that cannot be read at the commit is named with the commit and the line', async () => {
    const id = made.commit('Break', { [MODEL]: 'title: [\n' })
    made.write({ [MODEL]: BEFORE })
    const { code, err } = await diff()
    expect(code).toBe(2)
    expect(err).toContain(`${id.slice(0, 8)}:threat-model.yaml:`)
  })

  test('a name that is a branch and a folder has to be told apart', async () => {
    made.commit('Draw', { 'docs/threat-model.yaml': BEFORE })
    made.git('branch', 'docs')
    made.write({ 'docs/threat-model.yaml': AFTER })
    expect(await diff('docs')).toMatchObject({ code: 2, err: expect.stringContaining('./docs') })
    expect((await diff('./docs')).out).toContain('Queue')
    expect((await diff('refs/heads/docs', 'docs')).out).toContain('Queue')
  })
})

test('a comment shows names as they are and is never too long', async () => {
  const hostile = '</details><img src=x onerror=alert(1)> | `x` @everyone [a](javascript:1)'
  const many = Array.from(
    { length: 900 },
    (_, nth) => `  c${nth}: {title: '${hostile} ${nth}', type: process}\n`,
  )
  made.commit('Start', { [MODEL]: 'title: T\n' })
  made.write({ [MODEL]: `title: T\ntechnical_assets:\n${many.join('')}` })
  const { out } = await diff('--format', 'markdown')
  expect(out.length).toBeLessThan(65_536)
  expect(out).not.toMatch(/<img|<\/details><|\]\(javascript|[^&]@everyone|\| `x`/)
  expect(out).toContain('and 850 more changes')
  expect(readFileSync(at(MODEL), 'utf8')).toContain('<img')
})
