// What it costs to draw a diagram, without a page: from scratch, and again after what a hand does to it.
import { type DrawingInput, drawModel } from '../../../shared/model/drawing/drawing.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { absoluteRects, type Rect } from '../../../shared/model/geometry.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

/** Of these, the mean: one is too short for the clock. */
const FRAMES = 60

export const drawing: Workload = {
  group: 'drawing',
  sizes: [1000, 5000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`drawing: ${components} components`)
      const model = aSeededModel(components, Math.round(1.3 * components))
      const layout = aSeededLayout(model)
      const atRest = absoluteRects(model, layout)
      const input: DrawingInput = { model, layout, rects: atRest, atRest, density: 'detailed' }
      const straight = { ...input, searches: 0 }
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'drawing', work, components, unit: 'ms', runs: times })
      const each = () => null
      add('from scratch, straight', await timed(runs, each, () => drawModel(straight)))
      add('from scratch, led around', await timed(runs, each, () => drawModel(input)))
      for (const [name, given] of [['straight', straight] as const, ['led around', input] as const]) {
        const start = () => drawModel(given)
        const frames = await timed(runs, start, (first) => {
          let drawn = first
          for (let frame = 1; frame <= FRAMES; frame += 1)
            drawn = drawModel({ ...given, rects: moved(atRest, 'part-7', 3 * frame) }, drawn)
        })
        add(
          `a frame of a drag, ${name}`,
          frames.map((time) => time / FRAMES),
        )
      }
      const dropped = moved(atRest, 'part-7', 200)
      const drop = (first: ReturnType<typeof drawModel>) =>
        drawModel({ ...input, rects: dropped, atRest: dropped }, first)
      add('the drop', await timed(runs, () => drawModel(input), drop))
      const renamed = updateComponent(model, 'part-7', { title: 'Other' })
      const rename = (first: ReturnType<typeof drawModel>) => drawModel({ ...input, model: renamed }, first)
      add('a title changed', await timed(runs, () => drawModel(input), rename))
    }
    return figures
  },
}

function moved(rects: ReadonlyMap<string, Rect>, id: string, by: number): ReadonlyMap<string, Rect> {
  const rect = rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  return new Map(rects).set(id, { ...rect, x: rect.x + by, y: rect.y + by })
}
