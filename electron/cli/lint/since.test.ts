import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { run } from '../../../test/support/run-program.ts'

const MODEL = 'threat-model.yaml'
/** One crossing that nobody analysed. */
const BEFORE = `title: Shop
technical_assets:
  browser: {title: Browser, type: external-entity, communication_links: {api: {target: api, protocol: https}}}
  api: {title: API, type: process}
trust_boundaries:
  dmz: {title: DMZ, technical_assets_inside: [api]}
`
/** And another one, further down. */
const AFTER = BEFORE.replace(
  '  api: {title: API, type: process}\n',
  '  api: {title: API, type: process, communication_links: {mail: {target: mailer, protocol: https}}}\n  mailer: {title: Mailer, type: process}\n',
)

let made: TestRepo
beforeEach(() => {
  made = aRepo()
  vi.spyOn(process, 'cwd').mockReturnValue(made.root)
})
afterEach(() => {
  vi.restoreAllMocks()
  made.remove()
})

const lint = (...args: string[]) => run('lint', '--since', ...args)
const errorsOf = async (...args: string[]) => {
  const { out } = await lint(...args, '--format', 'json')
  const { diagnostics } = JSON.parse(out) as {
    diagnostics: { code: string; elementId: string; severity: string }[]
  }
  return diagnostics.flatMap(({ code, elementId, severity }) =>
    severity === 'error' ? [`${code} ${elementId}`] : [],
  )
}

describe('lint --since', () => {
  test('lets pass what was there before, wherever its line is now', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: `# A line more.\n${BEFORE}` })
    expect((await run('lint', made.root)).code).toBe(1)
    expect(await lint('HEAD')).toMatchObject({
      ...{ code: 0, out: '', err: '1 model checked: 0 errors, 0 warnings introduced since HEAD\n' },
    })
  })

  test('fails for a crossing that the change makes and nobody analysed', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: AFTER })
    expect((await lint('HEAD')).code).toBe(1)
    expect(await errorsOf('HEAD')).toEqual(['crossing-not-analysed api>mail'])
  })

  test('fails for a flow, left open before, that crosses one boundary more', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: `${BEFORE}  edge: {title: Edge, trust_boundaries_nested: [dmz]}\n` })
    expect(await errorsOf('HEAD')).toEqual(['crossing-not-analysed browser>api'])
  })

  test('checks a new model whole, and one that was moved by what it was', async () => {
    made.commit('Draw', { 'old/threat-model.yaml': BEFORE })
    made.write({ 'old/threat-model.yaml': null, 'moved/threat-model.yaml': BEFORE })
    expect(await errorsOf('HEAD', '.')).toEqual([])
    made.write({
      'fresh/threat-model.yaml': BEFORE.replaceAll('browser', 'visitor').replaceAll('api', 'site'),
    })
    expect(await errorsOf('HEAD', '.')).toEqual(['crossing-not-analysed visitor>site'])
  })

  test('fails for a model that the change removes, since nobody would check its crossings any more', async () => {
    made.commit('Draw', { [MODEL]: BEFORE, 'mail/threat-model.yaml': AFTER.replaceAll('api', 'post') })
    made.write({ 'mail/threat-model.yaml': null })
    expect(await lint('HEAD')).toMatchObject({
      code: 1,
      out: 'mail/threat-model.yaml:1:1 error model-removed The model "Shop" was removed, so nothing checks its 2 crossings any more. Bring it back, or set model-removed to warning if it is meant to go.\n',
      err: '1 model checked, 1 removed: 1 error, 0 warnings introduced since HEAD\n',
    })
  })

  test('looks from where the two parted: what came later on the other branch is not of this change', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.git('checkout', '--quiet', '-b', 'topic')
    made.commit('Add a mailer', { [MODEL]: AFTER })
    made.git('checkout', '--quiet', 'main')
    made.commit('Add a model', { 'mail/threat-model.yaml': BEFORE.replaceAll('api', 'post') })
    made.git('checkout', '--quiet', 'topic')
    expect(await errorsOf('main')).toEqual(['crossing-not-analysed api>mail'])
  })

  test('gives a removed model the severity that the settings of now say', async () => {
    made.commit('Draw', { [MODEL]: BEFORE, 'mail/threat-model.yaml': AFTER.replaceAll('api', 'post') })
    made.write({ 'mail/threat-model.yaml': null, '.fenceline/config.yaml': 'lint: {model-removed: info}\n' })
    const { code, out } = await lint('HEAD')
    expect([code, out.match(/info model-removed/g)?.length]).toEqual([0, 1])
  })

  test('says nothing of a removed file that was no model, or held nothing', async () => {
    made.commit('Draw', {
      ...{ [MODEL]: BEFORE, 'broken/threat-model.yaml': 'title: [\n' },
      'empty/threat-model.yaml': 'title: Nothing yet\n',
    })
    made.write({ 'broken/threat-model.yaml': null, 'empty/threat-model.yaml': null })
    expect(await lint('HEAD')).toMatchObject({ code: 0, out: '' })
  })

  test('cannot run where the only model is gone, and says which', async () => {
    made.commit('Draw', { [MODEL]: BEFORE })
    made.write({ [MODEL]: null })
    expect(await lint('HEAD')).toMatchObject({ code: 2, out: '' })
    const { code, err } = await lint('HEAD', MODEL)
    expect([code, err]).toEqual([
      2,
      'fenceline: There is no threat-model.yaml.\n  It was there at HEAD: bring it back, or name another.\n',
    ])
  })

  test('has a model that was broken before or is broken now as a finding', async () => {
    made.commit('Break', { [MODEL]: 'title: [\n' })
    expect((await lint('HEAD')).code).toBe(0)
    made.write({ [MODEL]: BEFORE })
    expect(await errorsOf('HEAD')).toEqual(['crossing-not-analysed browser>api'])
    made.commit('Draw')
    made.write({ [MODEL]: 'title: [\n' })
    expect((await lint('HEAD')).code).toBe(1)
  })

  test('says whenever it is so that the settings are wrong', async () => {
    made.commit('Draw', { [MODEL]: BEFORE, '.fenceline/config.yaml': 'lint: {no-such-rule: off}\n' })
    expect((await lint('HEAD')).out).toContain('config-code-unknown')
  })

  test('does not report a printed file that was outdated already', async () => {
    made.commit('Draw', { [MODEL]: BEFORE, 'threat-model.mmd': 'flowchart LR\n' })
    made.write({ [MODEL]: `${BEFORE}# A word.\n` })
    expect((await lint('HEAD')).out).toBe('')
  })

  test.each([['nope'], ['--upload-pack=x'], ['HEAD..HEAD'], ['-x']])('%s cannot run', async (revision) => {
    made.commit('Draw', { [MODEL]: BEFORE })
    expect(await run('lint', `--since=${revision}`)).toMatchObject({ code: 2, out: '' })
  })

  test('without a model, or outside a repo, cannot run', async () => {
    made.commit('Start', { README: '' })
    expect((await lint('HEAD')).code).toBe(2)
    expect((await lint('HEAD', '/')).code).toBe(2)
  })
})
