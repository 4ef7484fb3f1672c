import ELK from 'elkjs/lib/elk.bundled.js'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { afterEach, expect, test, vi } from 'vitest'
import { holderOf, withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { aSeededModel } from '../../../test/support/seeded-model.ts'
import { currentDocument, showOpened, undoEdit } from '../document.ts'
import { arrange } from './arrange.ts'

interface Asked {
  readonly id: number
  readonly cmd: string
  readonly graph?: ElkNode
}

/** Who answers as ELK's worker does; what has this in it is refused. */
let refused: string | undefined

vi.mock('../../platform/worker.ts', () => ({
  startLayoutWorker: () => {
    const worker = {
      onmessage: (_: { data: object }) => {},
      addEventListener: () => {},
      terminate: () => {},
      postMessage: async ({ id, cmd, graph }: Asked) => {
        const isRefused = graph?.children?.some((node) => node.id === refused)
        if (isRefused) return worker.onmessage({ data: { id, error: { message: 'refused' } } })
        const data = cmd === 'layout' && graph ? await new ELK().layout(graph) : null
        return worker.onmessage({ data: { id, data } })
      },
    }
    return worker
  },
}))

afterEach(() => {
  refused = undefined
})

const model = aSeededModel(72, 80)
const roots = [...model.components, ...model.boundaries]
  .map(({ id }) => id)
  .filter((id) => holderOf(model, id) === null)

test('a zone that cannot be arranged keeps what is in it where it was, and the others are arranged', async () => {
  const layout = pinned(model, EMPTY_LAYOUT)
  showOpened({ ...anOpenedModel(), model, layout })
  const zone = model.boundaries.find(({ id, parent }) => parent !== null && inside(id).length > 3)?.id ?? ''
  refused = inside(zone)[0]
  expect(refused).toBeDefined()
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

function inside(zone: string): readonly string[] {
  return [...withMembers(model, [zone])].filter((id) => holderOf(model, id) === zone)
}
