/**
 * Threats: OTM describes one once and names it wherever it stands, a model has a risk at each place. A description
 * changes where all its places agree; a place that says something else gets a threat of its own.
 */
import { fieldOf, type Json } from '../../../core/json/look.ts'
import type { JsonEdit, JsonPath } from '../../../core/json/plan.ts'
import { riskId } from '../../../model/names/risk-id.ts'
import type { Mitigation, Model, Risk } from '../../../model/schema.ts'
import type { Item } from '../file/file.ts'
import { amountOf, attributesOf, objectsOf, wordOf, wordsOf } from '../file/look.ts'
import { OWN, printList, printOwn, RISK_FIELDS, undescribe, unratedIn } from '../mapping/attributes.ts'
import type { Mapped } from '../mapping/mapping.ts'
import type { Instance } from '../mapping/risks.ts'
import { firstCategory } from '../mapping/tables/categories.ts'
import { amounts, impactOf, likelihoodOf } from '../mapping/tables/scales.ts'
import { mitigationStateFor, mitigationStatusOf, stateFor, statusOf } from '../mapping/tables/states.ts'
import { attribute } from './fields.ts'
import type { FileIds } from './ids.ts'
import { editsBetween, objectOf, type Pairs } from './pairs.ts'

export interface ThreatPlan {
  readonly edits: readonly JsonEdit[]
  /** Threats to be described at the end of the list. */
  readonly described: readonly Json[]
  /** Threats that nothing stands for any more. */
  readonly gone: readonly Item[]
  /** New threats at a place, by the ref of their target; places in the file's own lists. */
  readonly placed: ReadonlyMap<string, readonly Json[]>
}

/** A risk that stands where it stood. */
interface Kept {
  readonly risk: Risk
  readonly was: Risk
  readonly instance: Instance
}

export function planThreats(model: Model, mapped: Mapped, ids: FileIds): ThreatPlan {
  return new Planning(model, mapped, ids).plan()
}

class Planning {
  private readonly edits: JsonEdit[] = []
  private readonly described: Json[] = []
  private readonly placed = new Map<string, Json[]>()
  private readonly before: ReadonlyMap<string, Risk>
  /** New threats by what they say, so that the same is described once. */
  private readonly made = new Map<string, string>()
  private readonly statusBefore: ReadonlyMap<string, Mitigation['status']>
  private readonly mitigations: ReadonlyMap<string, Mitigation>
  private readonly mitigationOf: ReadonlyMap<string, string>
  private readonly model: Model
  private readonly mapped: Mapped
  private readonly ids: FileIds

  constructor(model: Model, mapped: Mapped, ids: FileIds) {
    this.model = model
    this.mapped = mapped
    this.ids = ids
    this.before = new Map(mapped.model.risks.map((risk) => [risk.id, risk]))
    this.statusBefore = new Map(mapped.model.mitigations.map(({ id, status }) => [id, status]))
    this.mitigationOf = new Map([...mapped.risks.mitigationIds].map(([item, id]) => [item.id, id]))
    this.mitigations = new Map(model.mitigations.map((mitigation) => [mitigation.id, mitigation]))
  }

  plan(): ThreatPlan {
    const { instanceOf } = this.mapped.risks
    const kept = new Map<string, Kept>()
    for (const risk of this.model.risks) {
      const [instance, was] = [instanceOf.get(risk.id), this.before.get(risk.id)]
      if (instance && was?.target === risk.target) kept.set(risk.id, { risk, was, instance })
    }
    for (const [id, { holder, index }] of instanceOf)
      if (!kept.has(id)) this.edits.push({ remove: [...holder.path, 'threats', index] })
    const byThreat = new Map<Item | undefined, Kept[]>()
    for (const place of kept.values()) {
      const same = byThreat.get(place.instance.threat)
      if (same) same.push(place)
      else byThreat.set(place.instance.threat, [place])
    }
    for (const [threat, places] of byThreat) this.describe(threat, places)
    for (const { risk, was, instance } of kept.values()) this.editPlace(risk, was, instance)
    for (const risk of this.model.risks)
      if (!kept.has(risk.id) && !risk.target.startsWith('boundary:')) this.addPlace(risk)
    const used = new Set([...instanceOf.values()].flatMap(({ threat }) => threat ?? []))
    const gone = [...used].filter((threat) => !byThreat.has(threat))
    return { edits: this.edits, described: this.described, gone, placed: this.placed }
  }

  private describe(threat: Item | undefined, places: readonly Kept[]): void {
    const said = (risk: Risk) => JSON.stringify(this.threatPairs(risk, threat))
    const isAsBefore = places.some(({ risk, was }) => said(risk) === said(was))
    const [first] = places
    if (!first) return
    const leader = isAsBefore ? said(first.was) : said(first.risk)
    if (threat && !isAsBefore)
      this.edits.push(
        ...editsBetween(
          threat.path,
          this.threatPairs(first.was, threat),
          this.threatPairs(first.risk, threat),
        ),
      )
    for (const { risk, was, instance } of places) {
      const isOther = threat ? said(risk) !== leader : said(risk) !== said(was)
      if (isOther) this.edits.push({ set: [...placeOf(instance), 'threat'], to: this.make(risk) })
    }
  }

  /** Id of a threat that says what the risk says. */
  private make(risk: Risk): string {
    const pairs = this.threatPairs(risk, undefined)
    const key = JSON.stringify([risk.source?.format === 'otm' ? risk.source.id : '', pairs])
    const known = this.made.get(key)
    if (known !== undefined) return known
    const wanted = risk.source?.format === 'otm' ? risk.source.id : undefined
    const id = this.ids.threats.take(wanted ?? risk.id)
    this.made.set(key, id)
    this.described.push(objectOf([[['id'], id], ...pairs]))
    return id
  }

  private threatPairs(risk: Risk, threat: Item | undefined): Pairs {
    const lines = (threat && this.mapped.risks.linesOf.get(threat)) ?? []
    const stated = fieldOf(threat?.node, 'risk')
    const unrated: string[] = []
    const rated = <W>(
      key: string,
      word: W | undefined,
      of: (amount: number) => W | undefined,
      to: (word: W) => number,
    ) => {
      const amount = amountOf(stated, key)
      const isMissing = threat !== undefined && word === undefined && !this.isUnrated(threat, key)
      if (word === undefined && (!isMissing || amount !== undefined)) unrated.push(key)
      if (isMissing && amount === undefined) return [['risk', key], undefined] as const
      const isKept = amount !== undefined && (word === undefined || of(amount) === word)
      return [['risk', key], isKept ? amount : word === undefined ? 0 : to(word)] as const
    }
    const categories = threat ? wordsOf(threat.node, 'categories') : []
    const isSame = firstCategory(categories) === risk.category || this.isGuess(threat, categories, risk)
    const name =
      threat && risk.title === threat.name ? (wordOf(threat.node, 'name') ?? risk.title) : risk.title
    return [
      [['name'], name],
      [['description'], undescribe(risk.description, lines)],
      [
        ['categories'],
        isSame ? (categories.length === 0 ? undefined : categories) : [CATEGORY_NAMES[risk.category]],
      ],
      rated('likelihood', risk.likelihood, likelihoodOf, amounts.likelihood),
      rated('impact', risk.impact, impactOf, amounts.impact),
      [attribute('unrated'), unrated.length === 0 ? undefined : printList(unrated)],
    ]
  }

  private isUnrated(threat: Item, key: string): boolean {
    return unratedIn(attributesOf(threat.node)).includes(key)
  }

  /** The category was read from other words than the file's own, and nobody chose another. */
  private isGuess(threat: Item | undefined, categories: readonly string[], risk: Risk): boolean {
    if (!threat || firstCategory(categories) !== undefined) return false
    const words = [...wordsOf(threat.node, 'cwes'), risk.title]
    return risk.category === (firstCategory(words) ?? 'tampering')
  }

  private editPlace(risk: Risk, was: Risk, instance: Instance): void {
    const path = placeOf(instance)
    this.edits.push(...editsBetween(path, placePairs(was, instance), placePairs(risk, instance)))
    const isRenamed = !attributesOf(instance.node).has(`${OWN}id`) && riskId(was) !== riskId(risk)
    if (isRenamed) this.edits.push({ set: [...path, ...attribute('id')], to: risk.id })
    const wanted = new Set(risk.mitigations ?? [])
    const had = new Set(was.mitigations ?? [])
    const added = [...wanted].filter((id) => !had.has(id)).map((id) => this.answer(id))
    const list: JsonPath = [...path, 'mitigations']
    const entries = objectsOf(instance.node, 'mitigations')
    for (const { node, index } of entries) {
      const id = this.mitigationOf.get(wordOf(node, 'mitigation') ?? '')
      if (id === undefined) continue
      const status = this.mitigations.get(id)?.status
      if (!wanted.has(id)) this.edits.push({ remove: [...list, index] })
      else if (
        status !== undefined &&
        status !== this.statusBefore.get(id) &&
        mitigationStatusOf(wordOf(node, 'state') ?? '') !== status
      )
        this.edits.push({ set: [...list, index, 'state'], to: mitigationStateFor(status) })
    }
    const field = fieldOf(instance.node, 'mitigations')
    if (added.length === 0) return
    if (field?.kind !== 'array' || field.items.length === 0) this.edits.push({ set: list, to: added })
    else for (const value of added) this.edits.push({ insert: [...list, field.items.length], value })
  }

  private answer(id: string): Json {
    return {
      mitigation: this.ids.mitigations.get(id) ?? id,
      state: mitigationStateFor(this.mitigations.get(id)?.status ?? 'planned'),
    }
  }

  private addPlace(risk: Risk): void {
    const pairs = placePairs(risk, undefined)
    const answers = (risk.mitigations ?? []).map((id) => this.answer(id))
    const value = objectOf([
      [['threat'], this.make(risk)],
      ...pairs,
      [attribute('id'), risk.id === riskId(risk) ? undefined : risk.id],
      [['mitigations'], answers.length === 0 ? undefined : answers],
    ])
    const known = this.placed.get(risk.target)
    if (known) known.push(value)
    else this.placed.set(risk.target, [value])
  }
}

const CATEGORY_NAMES: Readonly<Record<Risk['category'], string>> = {
  spoofing: 'Spoofing',
  tampering: 'Tampering',
  repudiation: 'Repudiation',
  'information-disclosure': 'Information Disclosure',
  'denial-of-service': 'Denial of Service',
  'elevation-of-privilege': 'Elevation of Privilege',
}

function placeOf({ holder, index }: Instance): JsonPath {
  return [...holder.path, 'threats', index]
}

function placePairs(risk: Risk, instance: Instance | undefined): Pairs {
  const stated = instance
    ? wordOf(instance.node, 'state')
    : risk.source?.format === 'otm'
      ? risk.source.status
      : undefined
  const isSame = stated !== undefined && (statusOf(stated) ?? 'unchecked') === risk.status
  return [
    [['state'], isSame ? stated : stateFor(risk.status)],
    ...printOwn(risk, RISK_FIELDS).map(([key, value]) => [['attributes', key], value] as const),
  ]
}

/** The threats that a place has, with those that come, as one value: for a list that is not there yet. */
export function threatsOf(
  item: Item | undefined,
  added: readonly Json[],
  base: JsonPath,
): readonly JsonEdit[] {
  const list = fieldOf(item?.node, 'threats')
  if (added.length === 0) return []
  const path = [...base, 'threats']
  if (list?.kind !== 'array') return [{ set: path, to: added }]
  return added.map((value) => ({ insert: [...path, list.items.length], value }))
}
