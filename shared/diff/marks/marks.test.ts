import { describe, expect, test } from 'vitest'
import { readDfd } from '../../formats/dfd/read.ts'
import { EMPTY_LAYOUT, type Layout } from '../../model/layout.ts'
import { shownIn } from '../../model/names/shown.ts'
import { contains, overlaps } from '../../model/placing/rect.ts'
import type { Model } from '../../model/schema.ts'
import { diffModels } from '../diff.ts'
import { ghostsOf, withPlacesOf } from './ghosts.ts'
import { CHANGE_GROUPS, listChanges } from './list-changes.ts'
import { diffMarkInWords, marksOfDiff } from './marks.ts'

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

const BEFORE = modelOf(
  `External: Browser
Zone: DMZ
  Process: API
Zone: App
  Data store: Orders
Browser -> [TLS] -> API
API -> [SQL] -> Orders
`,
)
/** Orders is gone, Mailer is new, API moved to App. */
const AFTER = modelOf(
  `External: Browser
Zone: DMZ
Zone: App
  Process: API
  Process: Mailer
Browser -> [HTTPS] -> API
API -> Mailer
`,
)
const marks = marksOfDiff(diffModels(BEFORE, AFTER), AFTER)

const placed = (boxes: Layout['boxes']): Layout => ({ ...EMPTY_LAYOUT, boxes })
const groundOf = (model: Model, layout: Layout) => {
  const shown = shownIn(model, layout)
  return {
    model,
    layout,
    page: layout.pages[0]?.id,
    rects: shown.rects,
    collapsed: shown,
    density: 'detailed' as const,
  }
}

describe('marks of a diff', () => {
  test('say of each element what became of it', () => {
    const changes = [...marks.present.values(), ...marks.removed.values()].map(({ ref, change }) => [
      ref,
      change,
    ])
    expect(Object.fromEntries(changes)).toEqual({
      mailer: 'added',
      api: 'rezoned',
      'api>mailer': 'added',
      'browser>api': 'changed',
      orders: 'removed',
      'api>orders': 'removed',
    })
  })

  test('carry the crossings that a move gained and lost, at the flow', () => {
    expect(marks.present.get('browser>api')).toMatchObject({ gained: ['app'], lost: ['dmz'] })
    expect(marks.removed.get('api>orders')).toMatchObject({ gained: [], lost: ['dmz', 'app'] })
  })

  test('of an element whose id now belongs to another are both kept', () => {
    const [gone, other] = [modelOf('Process: Gate\n'), modelOf('Zone: Gate\n')]
    const both = marksOfDiff(diffModels(gone, other), other)
    expect([both.removed.get('gate')?.change, both.present.get('gate')?.change]).toEqual(['removed', 'added'])
  })

  test('are words for people who do not see them', () => {
    const mark = marks.present.get('browser>api')
    expect(mark && diffMarkInWords(mark)).toBe('changed, crossing gained, crossing lost')
  })
})

describe('the list of changes', () => {
  const list = listChanges(BEFORE, AFTER, diffModels(BEFORE, AFTER))

  test('begins with crossings, and keeps the order of its groups', () => {
    const order = CHANGE_GROUPS.map(([id]) => id)
    const at = list.map(({ group }) => order.indexOf(group))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(list[0]).toMatchObject({ group: 'gained', ref: 'browser>api', detail: 'App' })
  })

  test('has each key once', () => {
    expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
  })

  test('says from which zone to which an element moved', () => {
    expect(list.find(({ kind }) => kind === 'rezoned')).toMatchObject({
      title: 'API',
      detail: 'from DMZ to App',
      values: [{ name: 'zone', before: 'DMZ', after: 'App' }],
    })
  })

  test('shows a risk at its target, a data asset nowhere', () => {
    const risk = {
      id: 'R1',
      target: 'boundary:dmz',
      category: 'tampering',
      title: 'T',
      status: 'unchecked',
    } as const
    const asset = { id: 'pii', title: 'PII', tags: [] }
    const more: Model = { ...BEFORE, risks: [risk], dataAssets: [asset] }
    const changes = listChanges(BEFORE, more, diffModels(BEFORE, more))
    expect(changes.map(({ group, ref, title }) => [group, ref, title])).toEqual([
      ['data', null, 'PII'],
      ['risks', 'dmz', 'T'],
    ])
  })

  test('is empty for the same model', () => {
    expect(listChanges(BEFORE, BEFORE, diffModels(BEFORE, BEFORE))).toEqual([])
  })
})

describe('ghosts', () => {
  const before = placed([
    { id: 'browser', x: 0, y: 0 },
    { id: 'dmz', x: 200, y: 0, width: 300, height: 200 },
    { id: 'api', x: 40, y: 60 },
    { id: 'app', x: 600, y: 0, width: 300, height: 200 },
    { id: 'orders', x: 40, y: 60 },
  ])
  const after = placed([
    { id: 'browser', x: 0, y: 0 },
    { id: 'dmz', x: 200, y: 500, width: 300, height: 200 },
    { id: 'app', x: 1600, y: 300, width: 400, height: 300 },
    { id: 'api', x: 220, y: 60 },
    { id: 'mailer', x: 200, y: 160 },
  ])
  const ghosts = ghostsOf({ model: BEFORE, layout: before }, groundOf(AFTER, after), marks)

  test('of removed elements stand in their zone, wherever it is now', () => {
    expect(ghosts.components.map(({ component, rect }) => [component.id, rect.x, rect.y])).toEqual([
      ['orders', 1640, 360],
    ])
  })

  test('make way, inside their zone, for what stands there now', () => {
    const full = placed(after.boxes.map((box) => (box.id === 'mailer' ? { ...box, x: 40, y: 60 } : box)))
    const moved = ghostsOf({ model: BEFORE, layout: before }, groundOf(AFTER, full), marks)
    const [ghost] = moved.components.map(({ rect }) => rect)
    const ground = groundOf(AFTER, full).rects
    const [mailer, app] = [ground.get('mailer'), ground.get('app')]
    expect(ghost && mailer && overlaps(ghost, mailer)).toBe(false)
    expect(ghost && app && contains(app, ghost)).toBe(true)
  })

  test('show where a re-zoned element was', () => {
    expect([...ghosts.moved].map(([id, { x, y }]) => [id, x, y])).toEqual([['api', 240, 560]])
  })

  test('of removed flows join what is there with what is gone', () => {
    expect(ghosts.flows.map(({ ref }) => ref)).toEqual(['api>orders'])
  })

  test('of a removed zone hold the ghosts of what went with it', () => {
    const empty = modelOf('External: Browser\n')
    const gone = marksOfDiff(diffModels(BEFORE, empty), empty)
    const all = ghostsOf({ model: BEFORE, layout: before }, groundOf(empty, placed([])), gone)
    expect(all.zones.map(({ zone, rect }) => [zone.id, rect.x])).toEqual([
      ['dmz', 200],
      ['app', 600],
    ])
    expect(all.components.find(({ component }) => component.id === 'orders')?.rect.x).toBe(640)
  })

  test('of a removed line follow the flows that it crossed', () => {
    const [lined, plain] = [
      modelOf('External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n'),
      modelOf('External: Browser\n-> [TLS] -> Process: API\n'),
    ]
    const lost = marksOfDiff(diffModels(lined, plain), plain)
    const { lines } = ghostsOf({ model: lined, layout: EMPTY_LAYOUT }, groundOf(plain, EMPTY_LAYOUT), lost)
    expect(lines.map(({ line }) => line.id)).toEqual(['trust-boundary-1'])
  })

  test('are not drawn where their zone is collapsed', () => {
    const folded = placed(after.boxes.map((box) => (box.id === 'app' ? { ...box, collapsed: true } : box)))
    const hidden = ghostsOf({ model: BEFORE, layout: before }, groundOf(AFTER, folded), marks)
    expect(hidden.components).toEqual([])
  })
})

test('a revision without a layout takes the places of what is in the same zone', () => {
  const layout = placed([
    { id: 'browser', x: 7, y: 7 },
    { id: 'api', x: 40, y: 60 },
  ])
  const { boxes } = withPlacesOf({ model: BEFORE, layout: EMPTY_LAYOUT }, { model: AFTER, layout })
  expect(boxes.map(({ id }) => id)).toEqual(['browser'])
})
