import { describe, expect, test } from 'vitest'
import { addComponent, moveIntoZone, updateComponent } from '../../../model/edits/components.ts'
import { addFlow } from '../../../model/edits/flows.ts'
import { removeElements } from '../../../model/edits/remove.ts'
import type { Model } from '../../../model/schema.ts'
import { readModel } from '../model/read-model.ts'
import { spliceModelFiles } from '../model/write-model.ts'
import { listIncludes } from './merge.ts'
import { resolveInclude } from './paths.ts'

const MAIN = `threagile_version: 1.0.0
includes: # what stands elsewhere
  - parts/assets.yaml
  - zones.yaml
technical_assets:
  Shop:
    id: shop
    type: process
    technologies: [web-application]
    communication_links:
      Reads orders: {target: db}
`
const ASSETS = `# the stores
title: A shop
includes: [more.yaml]
technical_assets:
  Database: # kept
    id: db
    type: datastore
    communication_links:
      Tells of changes: # a trigger
        target: shop
`
const MORE = `technical_assets:
  Cache:
    id: cache
    type: datastore
    communication_links:
`
const ZONES = `trust_boundaries:
  Inner net:
    id: inner
    type: network-on-prem
    technical_assets_inside:
      - db
    trust_boundaries_nested:
`
const FILES: Readonly<Record<string, string>> = {
  'app/main.yaml': MAIN,
  'app/parts/assets.yaml': ASSETS,
  'app/parts/more.yaml': MORE,
  'app/zones.yaml': ZONES,
}
const includeOf = (files: Readonly<Record<string, string>>) => (path: string) =>
  Object.hasOwn(files, path) ? files[path] : undefined
const read = (files = FILES) => readModel(files['app/main.yaml'] ?? '', 'app/main.yaml', includeOf(files))

function modelIn(files = FILES): Model {
  const { model, diagnostics } = read(files)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

/** Elements of the first file come first, so a new one has another place than in the app. */
function sorted({ components, flows, boundaries, ...rest }: Model): object {
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
  return {
    ...rest,
    components: [...components].sort(byId),
    flows: [...flows].sort(byId),
    boundaries: [...boundaries].sort(byId),
  }
}

/** The files that an edit changes; what is written is read again and compared. */
function changed(next: Model): Record<string, string> {
  const file = 'app/main.yaml'
  const texts = spliceModelFiles(MAIN, next, { file, include: includeOf(FILES) })
  expect(sorted(modelIn({ ...FILES, ...Object.fromEntries(texts) }))).toEqual(sorted(next))
  return Object.fromEntries([...texts].filter(([name, text]) => text !== FILES[name]))
}

describe('reading', () => {
  test('a model is put together from the files that it includes, each from where it stands', () => {
    const { model, diagnostics, included } = read()
    expect(diagnostics).toEqual([])
    expect(included).toEqual(['app/parts/assets.yaml', 'app/parts/more.yaml', 'app/zones.yaml'])
    expect(model).toMatchObject({
      title: 'A shop',
      components: [
        { id: 'shop', zone: null },
        { id: 'db', title: 'Database', zone: 'inner' },
        { id: 'cache', zone: null },
      ],
      flows: [
        { id: 'reads-orders', from: 'shop', to: 'db' },
        { id: 'tells-of-changes', from: 'db', to: 'shop' },
      ],
    })
  })

  test('each element keeps the file and line that it came from', () => {
    const { locate, origin } = read()
    expect(origin('db')).toMatchObject({ file: 'app/parts/assets.yaml', range: { start: { line: 5 } } })
    expect(origin('boundary:inner')).toMatchObject({ file: 'app/zones.yaml', range: { start: { line: 2 } } })
    expect(origin('shop')).toMatchObject({ file: 'app/main.yaml', range: { start: { line: 6 } } })
    expect(locate('shop')?.start.line).toBe(6)
    expect(locate('db')).toBeUndefined()
  })

  test('a problem in an included file is told with that file and its line', () => {
    const { diagnostics } = read({ ...FILES, 'app/zones.yaml': ZONES.replace('- db', '- nobody') })
    expect(diagnostics).toMatchObject([
      { code: 'unknown-component', file: 'app/zones.yaml', range: { start: { line: 6 } } },
    ])
  })

  test.each([
    ['../../secret.yaml', 'include-outside'],
    ['/etc/passwd', 'include-outside'],
    ['C:\\secret.yaml', 'include-outside'],
    ['https://example.com/a.yaml', 'include-outside'],
    ['nowhere.yaml', 'missing-include'],
    ['main.yaml', 'include-cycle'],
    ['broken.yaml', 'broken-include'],
    ['text.yaml', 'broken-include'],
  ])('including %s is %s at its line, and half a model is none', (path, code) => {
    const files = {
      ...FILES,
      'app/main.yaml': MAIN.replace('zones.yaml', JSON.stringify(path)),
      'app/broken.yaml': 'a: [b\n',
      'app/text.yaml': 'only words\n',
    }
    const { model, diagnostics } = read(files)
    expect(model).toBeNull()
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code,
        file: 'app/main.yaml',
        range: expect.objectContaining({ start: { line: 4, column: 5 } }),
      }),
    )
  })

  test('a chain of includes ends', () => {
    const { model, diagnostics } = readModel('title: A\nincludes: [0.yaml]\n', 'a.yaml', (path) => {
      return `includes: [${Number.parseInt(path, 10) + 1}.yaml]\n`
    })
    expect(model).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'too-many-includes', file: '8.yaml' }])
    const many = `title: A\nincludes: [${Array.from({ length: 300 }, (_, at) => `${at}.yaml`).join(', ')}]\n`
    expect(readModel(many, 'a.yaml', () => 'notes: []\n').diagnostics[0]?.code).toBe('too-many-includes')
  })

  test('without the files beside it the text is refused at its first include', () => {
    expect(readModel(MAIN)).toMatchObject({
      model: null,
      diagnostics: [{ code: 'unfollowed-include', range: { start: { line: 3 } } }],
    })
  })

  test('a part alone is refused as one', () => {
    expect(readModel(ZONES)).toMatchObject({ model: null, diagnostics: [{ code: 'fragment' }] })
    expect(readModel(`title: Z\n${ZONES.replace('- db', '')}`).model).not.toBeNull()
  })

  test('paths are resolved from the including file', () => {
    expect(resolveInclude('a/b.yaml', '../c.yaml')).toBe('c.yaml')
    expect(resolveInclude('b.yaml', './d/./c.yaml')).toBe('d/c.yaml')
    expect(listIncludes(ASSETS, 'app/parts/assets.yaml')).toEqual(['app/parts/more.yaml'])
  })
})

describe('writing', () => {
  test('no edit changes no file', () => {
    expect(changed(modelIn())).toEqual({})
  })

  test('an element is changed in the file that it stands in', () => {
    expect(changed(updateComponent(modelIn(), 'db', { title: 'Orders database' }))).toEqual({
      'app/parts/assets.yaml': ASSETS.replace('Database:', 'Orders database:'),
    })
  })

  test('what is new goes to the file that includes', () => {
    const { model } = addComponent(modelIn(), { kind: 'process', id: 'mailer', title: 'Mailer' })
    const files = changed(moveIntoZone(model, ['mailer'], 'inner'))
    expect(Object.keys(files).sort()).toEqual(['app/main.yaml', 'app/zones.yaml'])
    expect(files['app/zones.yaml']).toContain('      - db\n      - mailer\n')
  })

  test('a flow is added below the component that it leaves, to one that is new as well', () => {
    const { model } = addComponent(modelIn(), { kind: 'process', id: 'mailer', title: 'Mailer' })
    const files = changed(addFlow(model, { from: 'cache', to: 'mailer', title: 'Evicts' }).model)
    expect(Object.keys(files).sort()).toEqual(['app/main.yaml', 'app/parts/more.yaml'])
    expect(files['app/parts/more.yaml']).toContain('      Evicts:\n')
  })

  test('what is removed goes from every file that names it', () => {
    const files = changed(removeElements(modelIn(), ['shop']).model)
    expect(Object.keys(files).sort()).toEqual(['app/main.yaml', 'app/parts/assets.yaml'])
    expect(files['app/parts/assets.yaml']).not.toContain('Tells of changes')
    expect(files['app/main.yaml']).toContain('includes: # what stands elsewhere\n')
  })
})

describe('limits', () => {
  const main = (count: number) =>
    `title: x\nincludes: [${Array.from({ length: count }, (_, at) => `p${at}.yaml`).join(', ')}]\n`

  test('files are no larger together than one alone may be', () => {
    const file = `title: ${'x'.repeat(1_000_000)}\n`
    let asked = 0
    const { model, diagnostics } = readModel(main(50), 'm.yaml', () => {
      asked += 1
      return file
    })
    expect(model).toBeNull()
    expect(diagnostics.map(({ code }) => code)).toEqual(['too-large'])
    expect(diagnostics[0]?.message).toContain('p8.yaml')
    expect(asked).toBe(9)
  })

  test('files have no more entries together than one alone may have', () => {
    const { model, diagnostics } = readModel(main(50), 'm.yaml', () => `notes: [${'a,'.repeat(140_000)}]\n`)
    expect(model).toBeNull()
    expect(diagnostics.map(({ code }) => code)).toEqual(['too-large'])
    expect(diagnostics[0]?.message).toContain('p2.yaml')
  }, 60_000)
})
