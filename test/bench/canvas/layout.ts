// A model that nobody placed: what placing and arranging it cost, and the time until the built app has it interactive.
import { arrangedLayout } from '../../../electron/cli/picture/arrange.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { launchBrowser } from '../../support/browser.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import { timed } from '../work/timing.ts'
import type { Asked, Workload } from '../workload.ts'
import { aModelFolder } from './model-folder.ts'
import { open, removeFolder, startBenchSession } from './session.ts'

export const layout: Workload = {
  group: 'layout',
  sizes: [200, 1000, 5000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const browser = await launchBrowser({ whole: true })
    try {
      const figures: Figure[] = []
      for (const components of sizes) {
        const times: number[] = []
        for (let run = 1; run <= runs; run += 1) {
          say(`layout: ${components} components, run ${run} of ${runs}`)
          const { folder, elements } = aModelFolder(components, false)
          const session = await startBenchSession(browser, folder)
          try {
            times.push(await open(session.page, 'Seeded', elements))
          } finally {
            await session.close()
            removeFolder(folder)
          }
        }
        const add = (work: string, runs: readonly number[]) =>
          figures.push({ group: 'layout', work, components, unit: 'ms', runs })
        add('open and arrange', times)
        say(`layout: ${components} components, without the app`)
        const model = aSeededModel(components, Math.round(1.3 * components))
        // A new object each time: what is kept for a model is made anew.
        const copy = () => ({ ...model })
        add('place', await timed(runs, copy, (each) => absoluteRects(each, EMPTY_LAYOUT)))
        add('arrange', await timed(runs, copy, (each) => arrangedLayout(each, EMPTY_LAYOUT)))
      }
      return figures
    } finally {
      await browser.close()
    }
  },
}
