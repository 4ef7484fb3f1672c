// A model that nobody placed, opened in the built app: the time until it is arranged and interactive.
import { launchBrowser } from '../../support/browser.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { aModelFolder } from './model-folder.ts'
import { open, removeFolder, startBenchSession } from './session.ts'

export const layout: Workload = {
  group: 'layout',
  sizes: [200, 1000, 5000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const browser = await launchBrowser()
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
        figures.push({ group: 'layout', work: 'open and arrange', components, unit: 'ms', runs: times })
      }
      return figures
    } finally {
      await browser.close()
    }
  },
}
