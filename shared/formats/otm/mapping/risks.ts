/** Threats at components and dataflows as risks, and what mitigates them; the file's own words go along. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject } from '../../../core/json/parse.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import { riskId } from '../../../model/names/risk-id.ts'
import type { Category, Mitigation, MitigationStatus, Risk } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { amountOf, attributesOf, objectsOf, wordOf, wordsOf } from '../file/look.ts'
import { describe, linesOf, MITIGATION_FIELDS, OWN, RISK_FIELDS, readOwn, unratedIn } from './attributes.ts'
import { byId, idsFor } from './names.ts'
import { firstCategory } from './tables/categories.ts'
import { impactOf, likelihoodOf } from './tables/scales.ts'
import { mitigationStatusOf, statusOf } from './tables/states.ts'

/** A threat where it stands. */
export interface Instance {
  readonly holder: Item
  /** In the holder's list of threats. */
  readonly index: number
  readonly node: JsonObject
  /** Absent where the file does not describe the threat. */
  readonly threat: Item | undefined
}

export interface Risks {
  readonly risks: readonly Risk[]
  readonly mitigations: readonly Mitigation[]
  readonly instanceOf: ReadonlyMap<string, Instance>
  /** Id in the model of every mitigation. */
  readonly mitigationIds: ReadonlyMap<Item, string>
  /** Lines of the description of a threat or mitigation that the file says elsewhere. */
  readonly linesOf: ReadonlyMap<Item, readonly string[]>
}

export function readRisks(file: OtmFile, targetOf: ReadonlyMap<Item, string>, report: Reporting): Risks {
  const { components, dataflows, threats, mitigations } = file.sections
  const known = byId(threats)
  const mitigationIds = idsFor(mitigations, 'mitigation')
  const mitigationOf = byId(mitigations)
  const lines = new Map<Item, readonly string[]>()
  for (const item of threats) lines.set(item, linesOfThreat(item))
  for (const item of mitigations) lines.set(item, linesOfMitigation(item))
  const ids = new FreeIds()
  const instanceOf = new Map<string, Instance>()
  const states = new Map<Item, MitigationStatus[]>()
  const used = new Set<Item>()
  const risks: Risk[] = []
  for (const holder of [...components, ...dataflows]) {
    const target = targetOf.get(holder)
    for (const { node, index } of objectsOf(holder.node, 'threats')) {
      const threatId = wordOf(node, 'threat') ?? ''
      const threat = known.get(threatId)
      if (threat) used.add(threat)
      else {
        const what = `The threat "${shorten(threatId)}" of "${shorten(holder.name)}" is not described in the file; only its id is known.`
        report.warning('otm-unknown-threat', what, fieldOf(node, 'threat')?.at ?? node.at)
      }
      if (target === undefined) continue
      const answers = mitigationsAt(node, mitigationOf, states, report)
      const risk = riskFor(target, { holder, index, node, threat }, threatId, answers, lines, report)
      const id = ids.take(attributesOf(node).get(`${OWN}id`) || riskId(risk))
      instanceOf.set(id, { holder, index, node, threat })
      risks.push({ ...risk, id, mitigations: answers.map((item) => mitigationIds.get(item) ?? item.id) })
    }
  }
  for (const item of threats) {
    if (used.has(item)) continue
    const what = `The threat "${shorten(item.name)}" is at no component and no dataflow, so it is left out.`
    report.lost('otm-unused-threat', what, item.at)
  }
  return {
    risks: risks.map(({ mitigations: answers = [], ...risk }) =>
      answers.length === 0 ? risk : { ...risk, mitigations: answers },
    ),
    mitigations: mitigations.map((item) =>
      mitigationFor(
        item,
        mitigationIds.get(item) ?? item.id,
        states.get(item) ?? [],
        lines.get(item) ?? [],
        report,
      ),
    ),
    ...{ instanceOf, mitigationIds, linesOf: lines },
  }
}

function riskFor(
  target: string,
  { node, threat }: Instance,
  threatId: string,
  answers: readonly Item[],
  lines: ReadonlyMap<Item, readonly string[]>,
  report: Reporting,
): Risk {
  const state = wordOf(node, 'state') ?? ''
  const title = threat?.name ?? threatId
  const status = statusOf(state)
  if (status === undefined) {
    const what = `The state "${shorten(state)}" of the threat "${shorten(title)}" is none that is known; it is read as unchecked.`
    report.guessed('otm-state-guessed', what, fieldOf(node, 'state')?.at ?? node.at)
  }
  const description = describe(
    threat && wordOf(threat.node, 'description'),
    (threat && lines.get(threat)) ?? [],
  )
  const risk = fieldOf(threat?.node, 'risk')
  const unrated = threat ? unratedIn(attributesOf(threat.node)) : []
  const [likely, severe] = (['likelihood', 'impact'] as const).map((key) =>
    unrated.includes(key) ? undefined : amountOf(risk, key),
  )
  const likelihood = likely === undefined ? undefined : likelihoodOf(likely)
  const impact = severe === undefined ? undefined : impactOf(severe)
  return {
    ...{
      id: '',
      target,
      category: categoryFor(threat, title, report, node),
      title: threat ? title : title || 'Threat',
    },
    ...(description === undefined ? {} : { description }),
    status: status ?? 'unchecked',
    ...(likelihood === undefined ? {} : { likelihood }),
    ...(impact === undefined ? {} : { impact }),
    ...readOwn(attributesOf(node), RISK_FIELDS),
    source: {
      by: /^auto-?generated$/iu.test(state) ? 'rules' : 'person',
      format: 'otm',
      ...(threatId === '' ? {} : { id: threatId }),
      ...(state === '' ? {} : { status: state }),
    },
    ...(answers.length === 0 ? {} : { mitigations: [] }),
  }
}

function categoryFor(threat: Item | undefined, title: string, report: Reporting, at: JsonObject): Category {
  const stated = threat ? wordsOf(threat.node, 'categories') : []
  const found = firstCategory(stated)
  if (found) return found
  const cwes = threat ? wordsOf(threat.node, 'cwes') : []
  const guess = firstCategory([...cwes, title]) ?? 'tampering'
  const what = `The threat "${shorten(title)}" has no category of STRIDE${stated.length === 0 ? '' : ` ("${shorten(stated.join(', '))}")`}; it is read as ${guess}.`
  report.guessed('otm-category-guessed', what, threat?.at ?? at.at)
  return guess
}

/** What is to help against a threat where it stands; notes how far each has come there. */
function mitigationsAt(
  node: JsonObject,
  mitigationOf: ReadonlyMap<string, Item>,
  states: Map<Item, MitigationStatus[]>,
  report: Reporting,
): readonly Item[] {
  const found = objectsOf(node, 'mitigations').flatMap(({ node: answer }) => {
    const id = wordOf(answer, 'mitigation')
    const item = mitigationOf.get(id ?? '')
    if (!item) {
      const what = `The mitigation "${shorten(id ?? '')}" is not described in the file, so it is left out.`
      report.lost('otm-unknown-mitigation', what, answer.at)
      return []
    }
    const state = wordOf(answer, 'state') ?? ''
    const status = mitigationStatusOf(state)
    if (status === undefined || /^rejected$/iu.test(state)) {
      const what = `The state "${shorten(state)}" of the mitigation "${shorten(item.name)}" is read as planned.`
      report.guessed('otm-state-guessed', what, fieldOf(answer, 'state')?.at ?? answer.at)
    }
    const known = states.get(item)
    if (known) known.push(status ?? 'planned')
    else states.set(item, [status ?? 'planned'])
    return [item]
  })
  return [...new Set(found)]
}

const ORDER: readonly MitigationStatus[] = ['planned', 'in-progress', 'landed']

/** One status for all places: as far as it has come where it has come least. */
function mitigationFor(
  item: Item,
  id: string,
  states: readonly MitigationStatus[],
  lines: readonly string[],
  report: Reporting,
): Mitigation {
  const own = attributesOf(item.node).get(`${OWN}status`)
  const status = ORDER.find((each) => (states.length > 0 ? states.includes(each) : each === own)) ?? 'planned'
  if (new Set(states).size > 1) {
    const what = `The mitigation "${shorten(item.name)}" has come further at some threats than at others; it is read as ${status}.`
    report.guessed('otm-state-guessed', what, item.at, `mitigation:${id}`)
  }
  const description = describe(wordOf(item.node, 'description'), lines)
  return {
    ...{ id, title: item.name, status, evidence: [] },
    ...(description === undefined ? {} : { description }),
    ...readOwn(attributesOf(item.node), MITIGATION_FIELDS),
  }
}

function linesOfThreat({ node }: Item): readonly string[] {
  const risk = fieldOf(node, 'risk')
  const cwes = wordsOf(node, 'cwes')
  const said = [
    ['CWE', cwes.join(', ')],
    ['Likelihood', wordOf(risk, 'likelihoodComment') ?? ''],
    ['Impact', wordOf(risk, 'impactComment') ?? ''],
    ['Tags', wordsOf(node, 'tags').join(', ')],
  ] as const
  return [
    ...said.flatMap(([label, words]) => (words === '' ? [] : [`${label}: ${words}`])),
    ...linesOf(attributesOf(node)),
  ]
}

function linesOfMitigation({ node }: Item): readonly string[] {
  const isRated = !unratedIn(attributesOf(node)).includes('riskReduction')
  const reduction = isRated ? amountOf(node, 'riskReduction') : undefined
  return [
    ...(reduction === undefined ? [] : [`Risk reduction: ${reduction}`]),
    ...linesOf(attributesOf(node)),
  ]
}
