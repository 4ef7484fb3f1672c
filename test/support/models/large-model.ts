import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { flowRef, slug } from '../../../shared/model/ids.ts'
import { CATEGORIES, EMPTY_MODEL, KINDS, type Model } from '../../../shared/model/schema.ts'

const IN_ZONE = 20

/** A model of this size whose every twenty components stand in a zone and whose flows leave zones now and then. */
export const aLargeModel = (components: number, flows: number): Model => {
  let model: Model = { ...EMPTY_MODEL, title: 'Large' }
  const ids: string[] = []
  for (let at = 0; at < components; at += 1) {
    if (at % IN_ZONE === 0) model = addBoundary(model, { kind: 'zone', title: `Zone ${at / IN_ZONE}` }).model
    const zone = model.boundaries.at(-1)?.id ?? null
    const kind = KINDS[at % KINDS.length] ?? 'process'
    const added = addComponent(model, { kind, title: `Component ${at}`, zone, technologies: ['postgresql'] })
    model = added.model
    ids.push(added.id)
  }
  for (let at = 0; at < flows; at += 1) {
    const from = ids[at % components] ?? ''
    const to = ids[(at * 7 + 1) % components] ?? ''
    model = addFlow(model, { from, to, protocol: 'https' }).model
  }
  return model
}

/** The same with data, risks, reviews and rejected drafts on it: what a file of 10,000 lines usually holds. */
export const aReviewedModel = (components: number, flows: number): Model => {
  const model = aLargeModel(components, flows)
  const targets = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]
  const dataAssets = Array.from({ length: Math.ceil(components / 10) }, (_, at) => ({
    id: `data-${at}`,
    title: `Data "${at}": what's kept`,
    description: `Everything that the parts of the system tell each other about matter ${at}, and why they must not lose it.`,
    confidentiality: 'confidential' as const,
    tags: ['pii', `group-${at % 7}`],
  }))
  return {
    ...model,
    dataAssets,
    components: model.components.map((component, at) => ({
      ...component,
      dataProcessed: [`data-${at % dataAssets.length}`],
      ...(at % 3 === 0 ? { description: `Does what only component ${at} can: see the runbook.` } : {}),
    })),
    risks: targets
      .filter((_, at) => at % 3 === 0)
      .map((target, at) => ({
        id: `R${at + 1}`,
        target,
        category: CATEGORIES[at % CATEGORIES.length] ?? 'spoofing',
        title: `Somebody pretends to be "${target}"`,
        mitigation: 'Authenticate both ends.\nRotate the keys every month.',
        status: 'in-progress' as const,
        likelihood: 'likely' as const,
        source: { by: 'rules', rule: 'no-authentication', date: '2026-01-31' } as const,
      })),
    analyses: targets.map((target) => ({
      target,
      reviewed: '2026-01-31',
      fingerprint: slug(target).slice(0, 12),
      notApplicable: { repudiation: 'It keeps no records.' },
      rejected: [],
    })),
  }
}

/** A file as people keep it: a comment above every component. */
export const withComments = (text: string): string =>
  text.replace(/^( {2})(?=component-\d+:$)/gm, '$1# Asked the team about this one.\n$1')
