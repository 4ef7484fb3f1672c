/** A small model that is fully reviewed, in which no rule finds anything, and ways to spoil it. */
import { aComponent, aFlow, aModel, aZone } from '../../../analysis/sample.ts'
import { DEFAULT_CONFIG } from '../../../model/config.ts'
import { listTargets } from '../../../model/crossings.ts'
import { fingerprintOf } from '../../../model/fingerprint.ts'
import type { Analysis, Boundary, Component, Flow, Model, Risk } from '../../../model/schema.ts'
import { lintModel } from '../../lint.ts'
import type { Facts } from '../../rule.ts'

export const TODAY = '2026-11-27'

/** Everything analysed as it is now. */
export function reviewed(model: Model): Model {
  const analyses = listTargets(model).map((target): Analysis => {
    const fingerprint = fingerprintOf(model, target)
    return {
      target,
      reviewed: '2026-11-23',
      ...(fingerprint ? { fingerprint } : {}),
      notApplicable: {},
      rejected: [],
    }
  })
  return { ...model, analyses }
}

/** A risk of `b` that is being worked on. */
export function aRisk(part: Partial<Risk> = {}): Risk {
  return {
    id: 'r1',
    target: 'b',
    category: 'spoofing',
    title: 'Forged',
    status: 'in-progress',
    ticket: 'SEC-1',
    mitigation: 'Sign it',
    ...part,
  }
}

/** External entity `a` outside and process `b` in zone `z`, with a flow that carries data asset `d`. */
export const SMALL = reviewed(
  aModel({
    title: 'Small',
    components: [
      aComponent({ id: 'a', kind: 'external' }),
      aComponent({ id: 'b', kind: 'process', zone: 'z' }),
    ],
    flows: [aFlow({ from: 'a', to: 'b', protocol: 'https', dataSent: ['d'] })],
    boundaries: [aZone('z', 'Zone')],
    dataAssets: [{ id: 'd', title: 'Data', confidentiality: 'internal', tags: [] }],
    risks: [aRisk()],
  }),
)

/** The small model with more elements. */
export function plus(part: {
  readonly components?: readonly Component[]
  readonly flows?: readonly Flow[]
  readonly boundaries?: readonly Boundary[]
  readonly risks?: readonly Risk[]
}): Model {
  return {
    ...SMALL,
    components: [...SMALL.components, ...(part.components ?? [])],
    flows: [...SMALL.flows, ...(part.flows ?? [])],
    boundaries: [...SMALL.boundaries, ...(part.boundaries ?? [])],
    risks: [...SMALL.risks, ...(part.risks ?? [])],
  }
}

/** The small model with another analysis of a target. */
export function analysed(target: string, change: Partial<Analysis>): Model {
  return {
    ...SMALL,
    analyses: SMALL.analyses.map((each) => (each.target === target ? { ...each, ...change } : each)),
  }
}

export function without(target: string): Model {
  return { ...SMALL, analyses: SMALL.analyses.filter((analysis) => analysis.target !== target) }
}

export function findIn(model: Model, facts: Partial<Facts> = {}) {
  return lintModel(model, {
    locate: () => undefined,
    file: 'threat-model.yaml',
    config: DEFAULT_CONFIG,
    today: TODAY,
    diagnostics: [],
    ...facts,
  })
}

export function codesIn(model: Model, facts: Partial<Facts> = {}): readonly string[] {
  return findIn(model, facts).map(({ code }) => code)
}
