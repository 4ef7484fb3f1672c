// What it costs to compare two revisions of a reviewed model, as `fenceline diff` reads them: nothing is shared between
// the two, every target was analysed, and one component in ten is another.
import { diffModels } from '../../../shared/diff/diff.ts'
import { ghostsOf } from '../../../shared/diff/marks/ghosts.ts'
import { listChanges } from '../../../shared/diff/marks/list-changes.ts'
import { marksOfDiff } from '../../../shared/diff/marks/marks.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import { elementsOfPage } from '../../../shared/model/drawing/page.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import type { Component, Model } from '../../../shared/model/schema.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

export const diff: Workload = {
  group: 'diff',
  sizes: [100, 1000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`diff: ${components} components`)
      const before = reviewed(aSeededModel(components, Math.round(1.3 * components)))
      const pair = () => ({ a: structuredClone(before), b: changed(structuredClone(before)) })
      const compared = (at: { readonly a: Model; readonly b: Model }) => {
        const found = diffModels(at.a, at.b)
        return { ...at, found, marks: marksOfDiff(found, at.b) }
      }
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'diff', work, components, unit: 'ms', runs: times })
      add('two revisions compared', await timed(runs, pair, ({ a, b }) => diffModels(a, b)))
      add(
        'their changes listed',
        await timed(
          runs,
          () => compared(pair()),
          ({ a, b, found }) => listChanges(a, b, found),
        ),
      )
      add(
        'what is gone placed',
        await timed(
          runs,
          () => {
            const { a, b, marks } = compared(pair())
            const elements = elementsOfPage(b, EMPTY_LAYOUT, null)
            const ground = { model: b, layout: EMPTY_LAYOUT, density: 'detailed' as const, ...elements }
            return { before: { model: a, layout: EMPTY_LAYOUT }, ground, marks }
          },
          (at) => ghostsOf(at.before, at.ground, at.marks),
        ),
      )
    }
    return figures
  },
}

function reviewed(model: Model): Model {
  const analyses = listTargets(model).map((target) => ({
    ...{ target, fingerprint: fingerprintOf(model, target) ?? '', notApplicable: {}, rejected: [] },
  }))
  return { ...model, analyses }
}

/** Of every forty components one is renamed, one put outside, one faces the internet and one is gone. */
function changed(model: Model): Model {
  const gone = new Set(model.components.filter((_, at) => at % 40 === 39).map(({ id }) => id))
  const edit = (component: Component, at: number): Component => {
    if (at % 40 === 0) return { ...component, title: `${component.title} 2` }
    if (at % 40 === 1) return { ...component, zone: null }
    return at % 40 === 2 ? { ...component, internet: true } : component
  }
  return {
    ...model,
    components: model.components.map(edit).filter(({ id }) => !gone.has(id)),
    flows: model.flows.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
  }
}
