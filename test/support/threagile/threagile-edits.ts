// What a person does to a model in the app, with the most lines of a Threagile file that it may cost.
import {
  addBoundary,
  addComponent,
  addDataAsset,
  moveIntoZone,
  removeDataAssets,
  updateBoundary,
  updateComponent,
  updateDataAsset,
} from '../../../shared/model/edits/components.ts'
import { addFlow, updateFlow } from '../../../shared/model/edits/flows.ts'
import { addMitigation, linkMitigation } from '../../../shared/model/edits/mitigations.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Component, Flow, Model, Risk } from '../../../shared/model/schema.ts'

export interface ThreagileEdit {
  readonly name: string
  readonly next: Model
  /** Lines that may go, and that may come; undefined where a whole element goes. */
  readonly gone?: number
  readonly added: number
}

export function threagileEdits(model: Model): readonly ThreagileEdit[] {
  return [
    ...ofComponents(model),
    ...ofFlows(model),
    ...ofZones(model),
    ...ofDataAssets(model),
    ...ofRisks(model),
    { name: 'model title', next: { ...model, title: 'Another: title' }, gone: 3, added: 1 },
  ]
}

function ofComponents(model: Model): ThreagileEdit[] {
  const fresh = addComponent(model, { kind: 'store', title: 'Fresh: store', tags: ['fresh-tag'] })
  const zone = model.boundaries.find(({ kind }) => kind === 'zone')
  const inside =
    zone &&
    addComponent(model, {
      kind: 'process',
      title: 'Fresh inside',
      zone: zone.id,
      technologies: ['llm', 'browser'],
    })
  const added: ThreagileEdit[] = [
    { name: 'new component', next: fresh.model, gone: 1, added: 40 },
    ...(inside ? [{ name: 'new component in a zone', next: inside.model, gone: 1, added: 42 }] : []),
  ]
  const change = (name: string, component: Component, changes: Partial<Component>, gone = 1, more = 1) => ({
    name: `component ${name}`,
    next: updateComponent(model, component.id, changes),
    gone,
    added: more,
  })
  const edits = model.components.flatMap((component): ThreagileEdit[] => [
    change('title', component, { title: `${component.title} (again)` }),
    change('description', component, { description: 'What it is: a thing' }, 9),
    change('size', component, { size: component.size === 'system' ? 'service' : 'system' }),
    change('rating', component, {
      confidentiality: component.confidentiality === 'public' ? 'internal' : 'public',
    }),
    change('out of scope', component, { outOfScope: 'Not ours: a vendor runs it' }, 6, 2),
    change('unknown machine', component, { machine: 'mainframe-partition' }, 1, 2),
    change(
      'nothing stated',
      component,
      { encryption: undefined, internet: undefined, size: undefined },
      3,
      6,
    ),
    change('technologies', component, { technologies: ['browser', 'vector-store'] }, 9, 5),
    change('tag', component, { tags: [...component.tags, 'fresh-tag'] }, 1, 3),
  ])
  const moves = model.components.flatMap(({ id, zone: from }) =>
    [null, ...model.boundaries.map((each) => each.id)]
      .slice(0, 4)
      .flatMap((to): ThreagileEdit[] =>
        to === from
          ? []
          : [{ name: 'move into a zone', next: moveIntoZone(model, [id], to), gone: 3, added: 3 }],
      ),
  )
  const removals = model.components.map(({ id }) => ({
    name: 'remove component',
    next: removeElements(model, [id]).model,
    added: 6,
  }))
  return [...added, ...edits, ...moves, ...removals]
}

function ofFlows(model: Model): ThreagileEdit[] {
  const [first, second] = [model.components[0], model.components.at(-1)]
  const fresh =
    first && second
      ? [
          addFlow(model, {
            from: first.id,
            to: second.id,
            title: 'Fresh flow',
            protocol: 'grpcs',
            authentication: 'jwt',
          }),
          addFlow(model, { from: second.id, to: first.id }),
        ]
      : []
  const change = (name: string, flow: Flow, changes: Partial<Flow>, gone = 1, added = 1) => ({
    name: `flow ${name}`,
    next: updateFlow(model, flowRef(flow), changes),
    gone,
    added,
  })
  return [
    ...fresh.map(({ model: next }) => ({ name: 'new flow', next, gone: 1, added: 18 })),
    ...model.flows.flatMap((flow): ThreagileEdit[] => [
      change('title', flow, { title: `${flow.title}, once more` }, 1, 2),
      change('protocol', flow, { protocol: flow.protocol === 'https' ? 'ssh' : 'https' }, 1, 2),
      change('unknown protocol', flow, { protocol: 'grpc' }, 1, 2),
      change('authorization', flow, {
        authorization: flow.authorization === 'none' ? 'enduser-identity-propagation' : 'none',
      }),
      change('vpn', flow, { vpn: !flow.vpn }),
      change(
        'data',
        flow,
        { dataSent: model.dataAssets.slice(0, 1).map(({ id }) => id), dataReceived: [] },
        24,
        2,
      ),
      { name: 'remove flow', next: removeElements(model, [flowRef(flow)]).model, added: 1 },
    ]),
  ]
}

function ofZones(model: Model): ThreagileEdit[] {
  const zone = addBoundary(model, { kind: 'zone', title: 'Fresh zone' })
  const line = addBoundary(model, {
    kind: 'line',
    title: 'Fresh line',
    crossedBy: model.flows.slice(0, 2).map(flowRef),
  })
  return [
    { name: 'new zone', next: zone.model, gone: 1, added: 10 },
    { name: 'new line', next: line.model, gone: 1, added: 12 },
    ...model.boundaries.flatMap(({ id, title }): ThreagileEdit[] => [
      { name: 'zone title', next: updateBoundary(model, id, { title: `${title} 2` }), gone: 1, added: 1 },
      { name: 'remove zone', next: removeElements(model, [id]).model, added: 30 },
    ]),
  ]
}

function ofDataAssets(model: Model): ThreagileEdit[] {
  const fresh = addDataAsset(model, { title: 'Fresh data', confidentiality: 'restricted' })
  return [
    { name: 'new data asset', next: fresh.model, gone: 1, added: 14 },
    ...model.dataAssets.flatMap(({ id, title }): ThreagileEdit[] => [
      {
        name: 'data asset title',
        next: updateDataAsset(model, id, { title: `${title}?` }),
        gone: 1,
        added: 1,
      },
      { name: 'remove data asset', next: removeDataAssets(model, [id]), added: 60 },
    ]),
  ]
}

function ofRisks(model: Model): ThreagileEdit[] {
  const target = model.flows[0] ? flowRef(model.flows[0]) : model.components[0]?.id
  const risk: Risk = {
    ...{
      id: 'R-1',
      category: 'spoofing',
      title: 'Forged: token',
      status: 'wont-fix',
      justification: 'Retired',
    },
    ...{ target: target ?? '', owner: 'team-a', likelihood: 'likely', impact: 'high', certainty: 'stated' },
  }
  const with_ = (old: Risk, changes: Partial<Risk>): Model => ({
    ...model,
    risks: model.risks.map((each) => (each === old ? { ...each, ...changes } : each)),
  })
  return [
    ...(target === undefined
      ? []
      : [{ name: 'new risk', next: { ...model, risks: [...model.risks, risk] }, gone: 0, added: 14 }]),
    ...model.risks.flatMap((old): ThreagileEdit[] => [
      {
        name: 'risk status',
        next: with_(old, { status: 'in-discussion', ticket: 'T-9' }),
        gone: 2,
        added: 7,
      },
      {
        name: "risk won't be fixed",
        next: with_(old, { status: 'wont-fix', justification: 'Retired soon' }),
        gone: 2,
        added: 8,
      },
      {
        name: 'risk accepted',
        next: with_(old, {
          ...{
            status: 'accepted',
            justification: 'Insured',
            acceptedBy: 'Ada: CISO',
            acceptedUntil: '2027-03-31',
          },
        }),
        gone: 3,
        added: 10,
      },
      {
        name: 'risk mitigated',
        next: linkMitigation(
          addMitigation(with_(old, { status: 'mitigated', evidence: ['a1b2c3d'] }), {
            title: 'Second factor',
          }).model,
          ...(['second-factor', [old.id], true] as const),
        ),
        gone: 2,
        added: 16,
      },
      {
        name: 'risk words',
        next: with_(old, { title: 'Other', owner: 'team-b', impact: 'low' }),
        gone: 1,
        added: 4,
      },
      {
        name: 'remove risk',
        next: { ...model, risks: model.risks.filter((each) => each !== old) },
        added: 1,
      },
    ]),
  ]
}
