/** What has to change in a file so that it says another model: edits by path, whatever its syntax. */
import { fieldOf, type Json } from '../../../core/json/look.ts'
import type { JsonEdit, JsonPath } from '../../../core/json/plan.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { Item, Section } from '../file/file.ts'
import { attributesOf, wordOf } from '../file/look.ts'
import { MITIGATION_FIELDS, OWN, printList, printOwn, undescribe } from '../mapping/attributes.ts'
import { isOutside } from '../mapping/elements.ts'
import type { Mapped } from '../mapping/mapping.ts'
import { planDrawing } from './drawing.ts'
import {
  assetPairs,
  attribute,
  componentPairs,
  headPairs,
  type Known,
  type Parent,
  zonePairs,
} from './fields.ts'
import { flowPairs, waysBack } from './flows.ts'
import { type FileIds, fileIds } from './ids.ts'
import { editsBetween, objectOf, type Pairs } from './pairs.ts'
import { parentsOf } from './parents.ts'
import { planThreats, threatsOf } from './threats.ts'

/** An element's pairs, by its key among those of its section. */
type Said = ReadonlyMap<string, Pairs>

export function planSections(model: Model, layout: Layout, mapped: Mapped): readonly JsonEdit[] {
  return new Planning(model, layout, mapped).plan()
}

class Planning {
  private readonly edits: JsonEdit[] = []
  private readonly model: Model
  private readonly layout: Layout
  private readonly mapped: Mapped
  private readonly ids: FileIds
  private readonly componentIds: ReadonlySet<string>
  private readonly outside: string
  private readonly outsideParent: Parent

  constructor(model: Model, layout: Layout, mapped: Mapped) {
    this.model = model
    this.layout = layout
    this.mapped = mapped
    this.ids = fileIds(model, mapped)
    this.componentIds = new Set(model.components.map(({ id }) => id))
    this.outside = mapped.file.sections.trustZones.find(isOutside)?.id ?? freeId('outside', mapped, this.ids)
    this.outsideParent = { kind: 'trustZone', id: this.outside }
  }

  plan(): readonly JsonEdit[] {
    const { model, mapped, ids } = this
    const drawing = planDrawing(model, this.layout, mapped, ids)
    const threats = planThreats(model, mapped, ids)
    this.edits.push(...drawing.edits, ...threats.edits)
    this.edits.push(...editsBetween(['project'], this.projectPairs(mapped.model), this.projectPairs(model)))
    this.append('representations', drawing.diagrams)
    this.section('assets', ids.itemOf.assets, this.assets(mapped.model), this.assets(model))
    const drawn = (key: string) => drawing.drawnOf.get(key)
    this.section(
      'trustZones',
      this.items('trustZones'),
      this.zones(mapped.model),
      this.zones(model),
      (key) => ({
        representations: drawn(key),
      }),
      this.outsideZone(),
    )
    this.section(
      'components',
      this.items('components'),
      this.components(mapped.model),
      this.components(model),
      (key) => ({
        representations: drawn(key),
        threats: threats.placed.get(key),
      }),
    )
    this.section('dataflows', ids.itemOf.flows, this.flows(mapped.model), this.flows(model), (key) => ({
      threats: threats.placed.get(key),
    }))
    for (const [target, values] of threats.placed) {
      const item = ids.itemOf.elements.get(target) ?? ids.itemOf.flows.get(target)
      if (item) this.edits.push(...threatsOf(item, values, item.path))
    }
    for (const item of threats.gone) this.edits.push({ remove: item.path })
    this.append('threats', threats.described)
    this.section(
      'mitigations',
      ids.itemOf.mitigations,
      this.mitigations(mapped.model),
      this.mitigations(model),
    )
    return outsideRemoved(this.edits)
  }

  /** Items of one section by the ids of what came of them. */
  private items(section: Section): ReadonlyMap<string, Item> {
    return new Map([...this.ids.itemOf.elements].filter(([, item]) => item.section === section))
  }

  private section(
    section: Section,
    items: ReadonlyMap<string, Item>,
    before: Said,
    after: Said,
    more: (key: string) => Readonly<Record<string, Json | readonly Json[] | undefined>> = () => ({}),
    first: readonly Json[] = [],
  ): void {
    for (const [key, item] of items) {
      const [was, is] = [before.get(key), after.get(key)]
      if (!is) this.edits.push({ remove: item.path })
      else if (was) this.edits.push(...editsBetween(item.path, was, is))
    }
    const added = [...after].flatMap(([key, pairs]): Json[] => {
      if (items.has(key)) return []
      const { representations, ...rest } = more(key)
      const list = representations === undefined ? {} : { representations: [representations as Json] }
      return [{ ...(objectOf(pairs) as object), ...list, ...rest } as Json]
    })
    this.append(section, [...first, ...added])
  }

  private append(section: Section, values: readonly Json[]): void {
    if (values.length === 0) return
    const { root, keyOf } = this.mapped.file
    const list = fieldOf(root, keyOf[section])
    const path: JsonPath = [keyOf[section]]
    if (list?.kind !== 'array' || list.items.length === 0) this.edits.push({ set: path, to: values })
    else for (const value of values) this.edits.push({ insert: [...path, list.items.length], value })
  }

  /** OTM wants a parent for every component; this one stands for none. */
  private outsideZone(): readonly Json[] {
    const known = new Set(
      [...this.mapped.model.components].flatMap(({ id, zone }) => (zone === null ? [id] : [])),
    )
    const isNeeded = this.model.components.some(({ id, zone }) => zone === null && !known.has(id))
    if (!isNeeded || this.mapped.file.sections.trustZones.some(isOutside)) return []
    const attributes = { [`${OWN}outside`]: 'true' }
    return [{ id: this.outside, name: 'Outside', risk: { trustRating: 0 }, attributes }]
  }

  private known(item: Item | undefined, lines: ReadonlyMap<Item, readonly string[]>): Known {
    return { item, lines: (item && lines.get(item)) ?? [] }
  }

  private zones(model: Model): Said {
    const { linesOf } = this.mapped.elements
    const parents = parentsOf(model, this.mapped)
    return new Map(
      model.boundaries.flatMap((zone) => {
        if (zone.kind !== 'zone') return []
        const known = this.known(this.ids.itemOf.elements.get(zone.id), linesOf)
        const parent = parents.get(zone.id)
        const fileId = this.ids.elements.get(zone.id) ?? zone.id
        return [
          [
            zone.id,
            zonePairs(zone, fileId, parent === undefined ? undefined : this.parent(parent), known),
          ] as const,
        ]
      }),
    )
  }

  private components(model: Model): Said {
    const { linesOf } = this.mapped.elements
    const parents = parentsOf(model, this.mapped)
    const assetId = (id: string) => this.ids.assets.get(id) ?? id
    return new Map(
      model.components.map((component) => {
        const { id } = component
        const item = this.ids.itemOf.elements.get(id)
        const parent = parents.get(id)
        const value = parent === undefined ? this.outsideParent : this.parent(parent)
        const known = this.known(item, linesOf)
        return [
          id,
          componentPairs(component, this.ids.elements.get(id) ?? id, value, assetId, known),
        ] as const
      }),
    )
  }

  private parent(id: string): Parent {
    const item = this.ids.itemOf.elements.get(id)
    const isComponent = this.componentIds.has(id) || item?.section === 'components'
    const fileId = this.ids.elements.get(id) ?? item?.id ?? id
    return { kind: isComponent ? 'component' : 'trustZone', id: fileId }
  }

  private flows(model: Model): Said {
    const backs = waysBack(model)
    const skipped = new Set(backs.values())
    const { linesOf } = this.mapped.flows
    const outOfScope = new Map(model.analyses.map((analysis) => [analysis.target, analysis.outOfScope]))
    return new Map(
      model.flows.flatMap((flow) => {
        const ref = flowRef(flow)
        if (skipped.has(ref)) return []
        const known = this.known(this.ids.itemOf.flows.get(ref), linesOf)
        return [[ref, flowPairs(flow, backs.has(ref), outOfScope.get(ref), this.ids, known)] as const]
      }),
    )
  }

  private assets(model: Model): Said {
    const { linesOf } = this.mapped.elements
    return new Map(
      model.dataAssets.map((asset) => {
        const known = this.known(this.ids.itemOf.assets.get(asset.id), linesOf)
        return [asset.id, assetPairs(asset, this.ids.assets.get(asset.id) ?? asset.id, known)] as const
      }),
    )
  }

  private mitigations(model: Model): Said {
    const { linesOf } = this.mapped.risks
    const placed = model.risks.filter(({ target }) => !target.startsWith('boundary:'))
    const used = new Set(placed.flatMap(({ mitigations = [] }) => mitigations))
    return new Map(
      model.mitigations.map((mitigation) => {
        const { id, status } = mitigation
        const item = this.ids.itemOf.mitigations.get(id)
        const isSaid = used.has(id) || status === 'planned'
        const pairs: Pairs = [
          ...headPairs(mitigation, this.ids.mitigations.get(id) ?? id, this.known(item, linesOf)),
          [['riskReduction'], item ? undefined : 0],
          [attribute('unrated'), item ? undefined : printList(['riskReduction'])],
          [attribute('status'), isSaid ? undefined : status],
          ...printOwn(mitigation, MITIGATION_FIELDS).map(
            ([key, value]) => [['attributes', key], value] as const,
          ),
        ]
        return [id, pairs] as const
      }),
    )
  }

  private projectPairs({ title, description, notes }: Model): Pairs {
    const { project, said } = { project: this.mapped.file.project, said: new Set(this.mapped.project.said) }
    const own = notes.filter((note) => !said.has(note))
    const isSame = title === this.mapped.project.title
    return [
      [['name'], isSame ? (wordOf(project, 'name') ?? title) : title],
      [['description'], undescribe(description, [])],
      [
        attribute('notes'),
        own.length > 0 || attributesOf(project).has(`${OWN}notes`) ? printList(own) : undefined,
      ],
    ]
  }
}

/** What goes as a whole is not edited before. */
function outsideRemoved(edits: readonly JsonEdit[]): readonly JsonEdit[] {
  const gone = new Set(edits.flatMap((edit) => ('remove' in edit ? [edit.remove.join('/')] : [])))
  return edits.filter((edit) => {
    const path = 'set' in edit ? edit.set : 'insert' in edit ? edit.insert : edit.remove
    return !path.some((_, at) => at > 0 && gone.has(path.slice(0, at).join('/')))
  })
}

function freeId(wanted: string, { file }: Mapped, ids: FileIds): string {
  const taken = new Set([
    ...[...file.sections.trustZones, ...file.sections.components, ...file.sections.dataflows].map(
      ({ id }) => id,
    ),
    ...ids.elements.values(),
    ...ids.flows.values(),
  ])
  let id = wanted
  while (taken.has(id)) id = `${id}-zone`
  return id
}
