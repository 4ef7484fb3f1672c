// What a diagram costs as a picture. Target: 1,000 components as SVG in under a second.
import { test } from 'vitest'
import { renderPng } from '../../electron/cli/picture/png.ts'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import { marksOf } from '../../shared/report/marks.ts'
import { printSvg } from '../../shared/report/svg/print.ts'
import { aLargeModel } from '../support/large-model.ts'

const RUNS = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 }

test.for([[100, 130] as const, [1000, 1300] as const])(
  '%i components, %i flows',
  async ([components, flows], { bench }) => {
    const model = aLargeModel(components, flows)
    const marks = marksOf(model, [])
    const svg = printSvg(model, EMPTY_LAYOUT, { marks })
    // A new object each time: everything that is kept for a model is made anew, as it is for a command.
    const print = bench('SVG', () => void printSvg({ ...model }, EMPTY_LAYOUT, { marks }))
    if (components > 100) {
      await print.run(RUNS)
      return
    }
    const paint = bench('PNG of that SVG', () => renderPng(svg).then(() => {}))
    await bench.compare(print, paint, RUNS)
  },
)
