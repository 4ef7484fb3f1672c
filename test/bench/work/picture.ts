// What a diagram costs as a picture.
import { renderPng } from '../../../electron/cli/picture/png.ts'
import { marksOf } from '../../../shared/report/marks.ts'
import { printSvg } from '../../../shared/report/svg/print.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

/** Larger ones are pictures that no viewer shows. */
const MOST_PAINTED = 200

export const picture: Workload = {
  group: 'picture',
  sizes: [100, 1000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`picture: ${components} components`)
      const model = aSeededModel(components, Math.round(1.3 * components))
      const layout = aSeededLayout(model)
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'picture', work, components, unit: 'ms', runs: times })
      // A new object each time: what is kept for a model is made anew, as it is for a command.
      const copy = () => ({ ...model })
      const print = (each: typeof model) => printSvg(each, layout, { marks: marksOf(each, []) })
      add('SVG', await timed(runs, copy, print))
      if (components > MOST_PAINTED) continue
      add('PNG of that SVG', await timed(runs, () => print(copy()), renderPng))
    }
    return figures
  },
}
