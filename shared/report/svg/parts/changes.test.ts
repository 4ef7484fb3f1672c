import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { hostileLabels, orders } from '../../../../test/support/models/diagrams.ts'
import { addBoundary, addComponent, moveIntoZone, updateComponent } from '../../../model/edits/components.ts'
import { addFlow } from '../../../model/edits/flows.ts'
import { removeElements } from '../../../model/edits/remove.ts'
import { EMPTY_LAYOUT } from '../../../model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../../model/schema.ts'
import { marksOf } from '../../marks.ts'
import { printSvg } from '../print.ts'

/** Written anew by `vitest run -u`, and then to be looked at. */
const golden = (name: string) =>
  fileURLToPath(new URL(`../../../../test/fixtures/svg/${name}.svg`, import.meta.url))

/** Redis and a line go, a mailer comes, Postgres gets a zone of its own, the gateway leaves the internet. */
function changed(model: Model): Model {
  let next = removeElements(model, ['redis', 'trust-boundary-2']).model
  next = addBoundary(next, { kind: 'zone', title: 'Data tier' }).model
  next = moveIntoZone(next, ['postgres'], 'data-tier')
  next = addComponent(next, { kind: 'process', title: 'Mailer', zone: 'app-tier' }).model
  next = addFlow(next, { from: 'orders-service', to: 'mailer', protocol: 'smtp' }).model
  next = updateComponent(next, 'browser', { title: 'Browser or app' })
  return updateComponent(next, 'api-gateway', { internet: false })
}

function picture(): string {
  const { model, layout } = orders()
  const after = changed(model)
  const boxes = [
    ...layout.boxes.filter(({ id }) => id !== 'postgres'),
    { id: 'mailer', x: 200, y: 152 },
    { id: 'data-tier', x: 696, y: 320, width: 240, height: 128 },
    { id: 'postgres', x: 40, y: 40 },
  ]
  return printSvg(after, { ...layout, boxes }, { before: { model, layout }, marks: marksOf(after, []) })
}

describe('the picture of a comparison', () => {
  test('of Orders with something of every kind', async () => {
    await expect(picture()).toMatchFileSnapshot(golden('orders-changed'))
  })

  test('marks each kind of change by a sign of its own and says it in words', () => {
    const svg = picture()
    const signs = new Set([...svg.matchAll(/data-sign="(\w+)"/g)].map(([, sign]) => sign))
    expect([...signs].sort()).toEqual(['added', 'changed', 'gained', 'lost', 'removed', 'rezoned', 'stale'])
    expect(svg).toContain('<title>Mailer: added</title>')
    expect(svg).toContain('<title>Redis: removed</title>')
    expect(svg).toContain('<title>Postgres: moved to another zone')
    expect(svg).toMatch(/<desc[^>]*>[^<]*Changes: \d+ added, \d+ removed, 1 moved to another zone, /)
  })

  test('explains the signs that it has, and no others', () => {
    const { model, layout } = orders()
    const svg = printSvg(updateComponent(model, 'redis', { owner: 'us' }), layout, {
      before: { model, layout },
    })
    const legend = svg.split('data-legend="changes"')[1] ?? ''
    expect(legend).toContain('>changed</text>')
    expect(legend).not.toContain('>added</text>')
  })

  test('of two models that are the same has no sign', () => {
    const { model, layout } = orders()
    const svg = printSvg(structuredClone(model), layout, { before: { model, layout } })
    expect(svg).not.toMatch(/data-sign|data-legend|data-layer="changes"/)
    expect(svg).toContain('Nothing changed.')
  })

  test('of a model that is gone shows it as a ghost', () => {
    const { model, layout } = orders()
    const svg = printSvg(EMPTY_MODEL, EMPTY_LAYOUT, { before: { model, layout } })
    expect(svg).toContain('data-change="gone api-gateway"')
    expect(svg).not.toContain('Nothing is drawn yet')
  })

  test('is no markup of a stranger, gone or there', () => {
    const { model, layout } = hostileLabels()
    for (const svg of [
      printSvg(model, layout, { before: { model: EMPTY_MODEL, layout: EMPTY_LAYOUT } }),
      printSvg(EMPTY_MODEL, EMPTY_LAYOUT, { before: { model, layout } }),
    ]) {
      const names = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, name]) => name))
      const known = ['svg', 'title', 'desc', 'defs', 'pattern', 'g', 'rect', 'path', 'text']
      expect([...names].filter((name) => !known.includes(name ?? ''))).toEqual([])
      expect(svg).not.toMatch(/<[^>]*\s(?:on\w+|href)=/)
      expect(svg).not.toMatch(/NaN|Infinity/)
    }
  })
})
