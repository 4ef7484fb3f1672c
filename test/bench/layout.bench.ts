// What "Arrange everything" costs, zone by zone, and what placing costs that needs no layout engine.
import { test } from 'vitest'
import { arrangedLayout } from '../../electron/cli/picture/arrange.ts'
import { absoluteRects } from '../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import { aSeededModel } from '../support/seeded-model.ts'

const RUNS = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 }

test.for([200, 1000, 5000])('%i components', async (components, { bench }) => {
  const model = aSeededModel(components, Math.round(components * 1.3))
  // A new object each time: everything that is kept for a model is made anew.
  const place = bench('place without ELK', () => void absoluteRects({ ...model }, EMPTY_LAYOUT))
  const arrange = bench('arrange zone by zone', () =>
    arrangedLayout({ ...model }, EMPTY_LAYOUT).then(() => {}),
  )
  await bench.compare(place, arrange, RUNS)
})
