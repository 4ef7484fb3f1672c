import ELK from 'elkjs/lib/elk.bundled.js'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { afterEach, expect, test, vi } from 'vitest'
import { holderOf, withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { aSeededModel } from '../../../test/support/models/seeded-model.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { copyOf, pasteCopy } from '../clipboard/copy.ts'
import { currentDocument, showOpened, undoEdit } from '../document.ts'
import { arrange } from './arrange.ts'

interface Asked {
  readonly id: number
  readonly cmd: string
  readonly graph?: ElkNode
}

/** What has one of these in it is refused by what answers in place of ELK's worker. */
let refused: readonly string[] = []

vi.mock('../../platform/worker.ts', () => ({
  startLayoutWorker: () => {
    const worker = {
      onmessage: (_: { data: object }) => {},
      addEventListener: () => {},
      terminate: () => {},
      postMessage: async ({ id, cmd, graph }: Asked) => {
        const isRefused = graph?.children?.some((node) => refused.includes(node.id))
        if (isRefused) return worker.onmessage({ data: { id, error: { message: 'refused' } } })
        const data = cmd === 'layout' && graph ? await new ELK().layout(graph) : null
        return worker.onmessage({ data: { id, data } })
      },
    }
    return worker
  },
}))

afterEach(() => {
  refused = []
})

const model = aSeededModel(72, 80)
const roots = [...model.components, ...model.boundaries]
  .map(({ id }) => id)
  .filter((id) => holderOf(model, id) === null)

test('a zone that cannot be arranged keeps what is in it where it was, and the others are arranged', async () => {
  const layout = pinned(model, EMPTY_LAYOUT)
  showOpened({ ...anOpenedModel(), model, layout })
  const zone = model.boundaries.find(({ id, parent }) => parent !== null && inside(id).length > 3)?.id ?? ''
  refused = inside(zone)
  const before = absoluteRects(model, layout)
  await arrange(roots, true)
  const after = absoluteRects(model, currentDocument().layout)
  const within = (rects: typeof before, holder: string) =>
    inside(holder).map((id) => [(rects.get(id)?.x ?? 0) - (rects.get(holder)?.x ?? 0), rects.get(id)?.width])
  expect(within(after, zone)).toEqual(within(before, zone))
  expect(after).not.toEqual(before)
  expect(undoEdit()).toBe('Arrange')
  expect(absoluteRects(model, currentDocument().layout)).toEqual(before)
})

test('what is pasted into an arranged model is placed, and nothing else moves', async () => {
  showOpened({ ...anOpenedModel(), model, layout: EMPTY_LAYOUT })
  await arrange(roots, true)
  const document = currentDocument()
  const before = absoluteRects(document.model, document.layout)
  const copy = copyOf(document, ['zone-1'])
  if (!copy) throw new Error('there is a copy')
  const pasted = pasteCopy(document, copy, { middle: { x: 0, y: -2000 } })
  const after = absoluteRects(pasted.document.model, pasted.document.layout)
  expect(after.size).toBeGreaterThan(before.size)
  expect(new Map([...after].filter(([id]) => before.has(id)))).toEqual(before)
})

function inside(zone: string): readonly string[] {
  return [...withMembers(model, [zone])].filter((id) => holderOf(model, id) === zone)
}
