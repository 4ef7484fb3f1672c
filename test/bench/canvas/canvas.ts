// A large model opened and worked on in the built app, as a person meets it.
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../support/browser.ts'
import type { Figure, Unit } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { drag, pan, save, selectOne, showActualSize, showAll, typeTitle, zoom } from './hands.ts'
import { aModelFolder } from './model-folder.ts'
import { heapOf, open, removeFolder, startBenchSession } from './session.ts'

export const canvas: Workload = {
  group: 'canvas',
  sizes: [1000, 5000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const browser = await launchBrowser({ whole: true })
    try {
      const figures: Figure[] = []
      for (const components of sizes) {
        const gathered = new Map<string, { unit: Unit; runs: number[] }>()
        for (let run = 1; run <= runs; run += 1) {
          say(`canvas: ${components} components, run ${run} of ${runs}`)
          for (const { work, unit, value } of await workOnce(browser, components)) {
            const known = gathered.get(work) ?? { unit, runs: [] }
            gathered.set(work, { unit, runs: [...known.runs, value] })
          }
        }
        for (const [work, each] of gathered) figures.push({ group: 'canvas', work, components, ...each })
      }
      return figures
    } finally {
      await browser.close()
    }
  },
}

interface Measured {
  readonly work: string
  readonly unit: Unit
  readonly value: number
}

/** One session from the first opening to the save. */
async function workOnce(browser: Browser, components: number): Promise<readonly Measured[]> {
  const { folder, elements } = aModelFolder(components)
  const measured: Measured[] = []
  const add = (work: string, value: number, unit: Unit = 'ms') => measured.push({ work, unit, value })
  const session = await startBenchSession(browser, folder)
  const { page } = session
  try {
    add('open, cold', await open(page, 'Seeded', elements))
    await page.waitForTimeout(1500)
    add('heap after opening', await heapOf(page), 'MB')
    await open(page, 'Small', 5)
    add('open, warm', await open(page, 'Seeded', elements))
    await showAll(page)
    add('pan at fit, p95', (await pan(page)).p95)
    const zoomed = await zoom(page)
    add('zoom', zoomed.fps, 'fps')
    add('zoom, p95', zoomed.p95)
    await showAll(page)
    await showActualSize(page)
    add('pan at 100 %, p95', (await pan(page)).p95)
    add('select one component', await selectOne(page))
    const dragged = await drag(page)
    add('drag, p95', dragged.drag.p95)
    add('drop after a drag', dragged.drop)
    add('worst keystroke in a title', await typeTitle(page))
    add('save', await save(page))
    return measured
  } finally {
    await session.close()
    removeFolder(folder)
  }
}
