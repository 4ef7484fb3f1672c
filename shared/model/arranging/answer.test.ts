import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { describe, expect, test } from 'vitest'
import { EMPTY_LAYOUT } from '../layout.ts'
import { EMPTY_MODEL, type Model } from '../schema.ts'
import { answerTo } from './answer.ts'
import { Arranged, tasksFor } from './plan.ts'

describe('an answer', () => {
  test('has flows that run to the right, and downwards only where that is shown much larger', async () => {
    const model = aModel(['a', 'b', 'c'], ['a>b', 'b>c'])
    const directionsFor = async (right: Size, down: Size) => {
      const asked: string[] = []
      const answer = await arranged(model, async (graph) => {
        const direction = graph.layoutOptions?.['elk.direction'] ?? ''
        asked.push(direction)
        return { ...graph, ...(direction === 'DOWN' ? down : right) }
      })
      return { asked, width: answer?.width }
    }
    const small = { width: 1200, height: 300 }
    expect(await directionsFor(small, small)).toEqual({ asked: ['RIGHT'], width: 1200 })
    const wide = { width: 3000, height: 300 }
    const down = { width: 600, height: 1400 }
    expect(await directionsFor(wide, down)).toEqual({ asked: ['RIGHT', 'DOWN'], width: 600 })
    const little = { width: 600, height: 1700 }
    expect(await directionsFor(wide, little)).toEqual({ asked: ['RIGHT', 'DOWN'], width: 3000 })
  })

  test('has what is without flows in a row under the rest, or in a column beside it', async () => {
    const model = aModel(['a', 'b', 'c', 'd'], ['a>b'])
    const cornersWith = async (size: Size) => {
      const answer = await arranged(model, async (graph) => {
        const isPair = graph.children?.length === 2
        return { ...graph, ...(isPair ? size : { width: 144, height: 64 }) }
      })
      return (answer?.children ?? []).slice(2).map(({ id, x, y }) => ({ id, x, y }))
    }
    expect(await cornersWith({ width: 900, height: 300 })).toEqual([
      { id: 'c', x: 0, y: 364 },
      { id: 'd', x: 208, y: 364 },
    ])
    expect(await cornersWith({ width: 300, height: 900 })).toEqual([
      { id: 'c', x: 364, y: 0 },
      { id: 'd', x: 364, y: 128 },
    ])
  })
})

interface Size {
  readonly width: number
  readonly height: number
}

function arranged(model: Model, layout: (graph: ElkNode) => Promise<ElkNode>): Promise<ElkNode | null> {
  const ids = model.components.map(({ id }) => id)
  const [task] = tasksFor(model, ids, true)
  if (!task) throw new Error('there is a task')
  return answerTo(new Arranged({ model, layout: EMPTY_LAYOUT, drafts: [] }), task, layout)
}

function aModel(ids: readonly string[], flows: readonly string[]): Model {
  const none = { tags: [], technologies: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
  return {
    ...EMPTY_MODEL,
    components: ids.map((id) => ({ ...none, id, kind: 'process', title: id, zone: null })),
    flows: flows.map((ref) => {
      const [from = '', to = ''] = ref.split('>')
      return { id: to, from, to, title: '', dataSent: [], dataReceived: [], tags: [] }
    }),
  }
}
