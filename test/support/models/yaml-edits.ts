// Single edits of a model, each with what it may touch in the file that holds the model.
import {
  addBoundary,
  addComponent,
  addDataAsset,
  moveIntoZone,
} from '../../../shared/model/edits/components.ts'
import { addFlow, setCrossedBy } from '../../../shared/model/edits/flows.ts'
import {
  addMitigation,
  linkMitigation,
  removeMitigations,
  updateMitigation,
} from '../../../shared/model/edits/mitigations.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { CATEGORIES, type Flow, type Model } from '../../../shared/model/schema.ts'

type Pick = (count: number) => number

export interface SingleEdit {
  readonly model: Model
  /** Elements whose own blocks may change, as the file's diagnostics name them. */
  readonly touches: readonly string[]
  /** Elements that go with their whole block. */
  readonly removes: readonly string[]
  /** Lines of one value that may be replaced, and lines that may be new. */
  readonly gone: number
  readonly added: number
}

type MakeEdit = (model: Model, pick: Pick) => SingleEdit | undefined

const TEXTS = ['New', 'a: b', '# no comment', "it's", '42', 'no', '"q"', 'long words '.repeat(12).trim()]

const at = <T>(items: readonly T[], pick: Pick): T | undefined => items[pick(items.length)]
const word = (pick: Pick) => at(TEXTS, pick) ?? ''
const toggled = (list: readonly string[], item: string) =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item]
/** A text of several lines is written in as many, and one of several sentences perhaps too. */
const linesFor = (text: string | undefined) =>
  1 + (text ?? '').split('\n').length + Math.ceil((text ?? '').length / 40)

function edit(model: Model, touches: readonly string[], gone = 1, added = 1): SingleEdit {
  return { model, touches, removes: [], gone, added }
}

function onComponent(
  model: Model,
  pick: Pick,
  change: (component: Model['components'][number]) => Partial<Model['components'][number]>,
  gone = 1,
  added = 1,
): SingleEdit | undefined {
  const old = at(model.components, pick)
  if (!old) return undefined
  const components = model.components.map((each) => (each === old ? { ...old, ...change(old) } : each))
  return edit({ ...model, components }, [old.id], gone, added)
}

function onFlow(
  model: Model,
  pick: Pick,
  change: (flow: Flow) => Partial<Flow>,
  gone = 1,
  added = 1,
): SingleEdit | undefined {
  const old = at(model.flows, pick)
  if (!old) return undefined
  const flows = model.flows.map((each) => (each === old ? { ...old, ...change(old) } : each))
  return edit({ ...model, flows }, [flowRef(old)], gone, added)
}

function removal(model: Model, ref: string | undefined, isBoundary = false): SingleEdit | undefined {
  if (ref === undefined) return undefined
  const next = removeElements(model, [ref]).model
  const kept = new Set(next.flows.map(flowRef))
  const gone = [
    isBoundary ? `boundary:${ref}` : ref,
    ...model.flows.map(flowRef).filter((each) => !kept.has(each)),
    ...model.risks.filter((risk) => !next.risks.includes(risk)).map(({ id }) => `risk:${id}`),
    ...model.analyses
      .filter((each) => !next.analyses.includes(each))
      .map(({ target }) => `analysis:${target}`),
  ]
  // Zones and lines that named it name it no more, and the zone around takes its members.
  const zones = model.boundaries.filter((each) => {
    const same = next.boundaries.find(({ id }) => id === each.id)
    const inside = (which: Model) => [
      ...which.components.filter(({ zone }) => zone === each.id).map(({ id }) => id),
      ...which.boundaries.filter(({ parent }) => parent === each.id).map(({ id }) => id),
    ]
    return same !== each || inside(model).join() !== inside(next).join()
  })
  const members = next.components.filter(
    ({ id, zone }) => model.components.find((each) => each.id === id)?.zone !== zone,
  )
  const touches = [...zones.map(({ id }) => `boundary:${id}`), ...members.map(({ id }) => id)]
  const moved = members.length + next.boundaries.length
  return {
    model: next,
    touches,
    removes: gone,
    gone: 2 * zones.length + members.length,
    added: zones.length + moved,
  }
}

const FREE = 'entirely-new'

export const SINGLE_EDITS: Readonly<Record<string, MakeEdit>> = {
  'component title': (model, pick) => onComponent(model, pick, () => ({ title: word(pick) }), 2, 4),
  'component description': (model, pick) => {
    const old = at(model.components, pick)
    if (!old) return undefined
    const components = model.components.map((each) =>
      each === old ? { ...old, description: word(pick) } : each,
    )
    return edit({ ...model, components }, [old.id], linesFor(old.description), 5)
  },
  'no component description': (model, pick) => {
    const old = at(
      model.components.filter(({ description }) => description !== undefined),
      pick,
    )
    if (!old) return undefined
    const { description, ...rest } = old
    const components = model.components.map((each) => (each === old ? rest : each))
    return edit({ ...model, components }, [old.id], linesFor(description), 1)
  },
  'component flag': (model, pick) =>
    onComponent(model, pick, ({ internet }) => ({ internet: internet === undefined ? true : !internet })),
  'component word': (model, pick) =>
    onComponent(model, pick, () => ({
      confidentiality: at(['public', 'restricted'] as const, pick) ?? 'public',
    })),
  'component technology': (model, pick) =>
    onComponent(
      model,
      pick,
      ({ technologies }) => ({ technologies: toggled(technologies, 'gateway') }),
      2,
      2,
    ),
  'component tag': (model, pick) =>
    onComponent(model, pick, ({ tags }) => ({ tags: toggled(tags, tags[pick(2)] ?? 'new') }), 2, 2),
  'flow title': (model, pick) => onFlow(model, pick, () => ({ title: word(pick) }), 2, 4),
  'flow description': (model, pick) => {
    const old = at(model.flows, pick)
    if (!old) return undefined
    const flows = model.flows.map((each) => (each === old ? { ...old, description: word(pick) } : each))
    return edit({ ...model, flows }, [flowRef(old)], linesFor(old.description), 5)
  },
  'flow protocol': (model, pick) =>
    onFlow(model, pick, () => ({ protocol: at(['https', 'ssh'], pick) ?? 'https' })),
  'flow data': (model, pick) => {
    const asset = at(model.dataAssets, pick)
    return asset && onFlow(model, pick, ({ dataSent }) => ({ dataSent: toggled(dataSent, asset.id) }), 2, 2)
  },
  'boundary title': (model, pick) => {
    const old = at(model.boundaries, pick)
    if (!old) return undefined
    const boundaries = model.boundaries.map((each) => (each === old ? { ...old, title: word(pick) } : each))
    return edit({ ...model, boundaries }, [`boundary:${old.id}`], 2, 4)
  },
  'data asset title': (model, pick) => {
    const old = at(model.dataAssets, pick)
    if (!old) return undefined
    const dataAssets = model.dataAssets.map((each) => (each === old ? { ...old, title: word(pick) } : each))
    return edit({ ...model, dataAssets }, [`data:${old.id}`], 2, 4)
  },
  'model title': (model, pick) => edit({ ...model, title: word(pick) }, ['title'], 2, 4),
  'risk status': (model, pick) => {
    const old = at(model.risks, pick)
    if (!old) return undefined
    const status = old.status === 'mitigated' ? 'accepted' : 'mitigated'
    const risks = model.risks.map((each) => (each === old ? ({ ...old, status } as const) : each))
    return edit({ ...model, risks }, [`risk:${old.id}`])
  },
  'risk accepted': (model, pick) => {
    const old = at(model.risks, pick)
    if (!old) return undefined
    const accepted = { status: 'accepted', acceptedBy: word(pick), acceptedUntil: '2027-03-31' } as const
    const risks = model.risks.map((each) => (each === old ? { ...old, ...accepted } : each))
    return edit({ ...model, risks }, [`risk:${old.id}`], 3, 7)
  },
  'risk evidence': (model, pick) => {
    const old = at(model.risks, pick)
    if (!old) return undefined
    const evidence = [...(old.evidence ?? []), 'https://x.example/c/1']
    const risks = model.risks.map((each) => (each === old ? { ...old, evidence } : each))
    return edit(
      { ...model, risks },
      [`risk:${old.id}`],
      linesFor(old.evidence?.join(' ')),
      4 + evidence.length * 3,
    )
  },
  'risk mitigation': (model, pick) => {
    const [old, mitigation] = [at(model.risks, pick), at(model.mitigations, pick)]
    if (!old || !mitigation) return undefined
    const isLinked = old.mitigations?.includes(mitigation.id) ?? false
    return edit(linkMitigation(model, mitigation.id, [old.id], !isLinked), [`risk:${old.id}`], 2, 3)
  },
  'mitigation status': (model, pick) => {
    const old = at(model.mitigations, pick)
    if (!old) return undefined
    const status = old.status === 'landed' ? 'planned' : 'landed'
    return edit(updateMitigation(model, old.id, { status }), [`mitigation:${old.id}`])
  },
  'add mitigation': (model, pick) =>
    edit(
      addMitigation(model, { id: FREE, title: word(pick), evidence: ['a1b2c3d'] }).model,
      [`mitigation:${FREE}`],
      0,
      9,
    ),
  'remove mitigation': (model, pick) => {
    const old = at(model.mitigations, pick)
    if (!old) return undefined
    const named = model.risks.filter(({ mitigations }) => mitigations?.includes(old.id))
    return {
      model: removeMitigations(model, [old.id]),
      touches: named.map(({ id }) => `risk:${id}`),
      removes: [`mitigation:${old.id}`],
      gone: 2 * named.length,
      added: named.length,
    }
  },
  'add component': (model, pick) => {
    const added = addComponent(model, { kind: 'store', id: FREE, title: word(pick), tags: ['t'] })
    return edit(added.model, [FREE], 0, 11)
  },
  'add flow': (model, pick) => {
    const [from, to] = [at(model.components, pick)?.id, at(model.components, pick)?.id]
    if (from === undefined || to === undefined) return undefined
    return edit(addFlow(model, { from, to, id: FREE, protocol: 'https' }).model, [from], 1, 6)
  },
  'add zone': (model, pick) => {
    const added = addBoundary(model, { kind: 'zone', id: FREE, title: word(pick) })
    return edit(added.model, [`boundary:${FREE}`], 0, 8)
  },
  'add data asset': (model, pick) => {
    const added = addDataAsset(model, { id: FREE, title: word(pick) })
    return edit(added.model, [`data:${FREE}`], 0, 7)
  },
  'add risk': (model, pick) => {
    const target = at([...model.components.map(({ id }) => id), ...model.flows.map(flowRef)], pick)
    if (target === undefined) return undefined
    const category = at(CATEGORIES, pick) ?? 'spoofing'
    const risk = { id: FREE, target, category, title: word(pick), status: 'unchecked' as const }
    return edit({ ...model, risks: [...model.risks, risk] }, [`risk:${FREE}`], 0, 11)
  },
  'cross a line': (model, pick) => {
    const line = at(
      model.boundaries.filter(({ kind }) => kind === 'line'),
      pick,
    )
    const flow = at(model.flows, pick)
    if (!line || !flow) return undefined
    const next = setCrossedBy(model, line.id, toggled(line.crossedBy, flowRef(flow)))
    return edit(next, [`boundary:${line.id}`], 2, 2)
  },
  'move into a zone': (model, pick) => {
    const component = at(model.components, pick)
    const zones = model.boundaries.filter(({ kind }) => kind === 'zone').map(({ id }) => id)
    const zone = at([null, ...zones], pick) ?? null
    if (!component) return undefined
    const touches = [component.zone, zone].flatMap((id) => (id === null ? [] : [`boundary:${id}`]))
    return edit(moveIntoZone(model, [component.id], zone), [component.id, ...touches], 3, 3)
  },
  'remove component': (model, pick) => removal(model, at(model.components, pick)?.id),
  'remove flow': (model, pick) => {
    const flow = at(model.flows, pick)
    return flow && removal(model, flowRef(flow))
  },
  'remove boundary': (model, pick) => removal(model, at(model.boundaries, pick)?.id, true),
  'remove risk': (model, pick) => {
    const old = at(model.risks, pick)
    if (!old) return undefined
    const risks = model.risks.filter((each) => each !== old)
    return { model: { ...model, risks }, touches: [], removes: [`risk:${old.id}`], gone: 0, added: 0 }
  },
}
