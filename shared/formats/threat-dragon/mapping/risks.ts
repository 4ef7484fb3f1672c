/** Threats as risks of the element whose cell holds them. */
import type { Span } from '../../../core/places.ts'
import { plural } from '../../../core/text.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import { riskId } from '../../../model/names/risk-id.ts'
import type { Risk, Source } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Threat } from '../file/types.ts'
import { riskDescription } from './attributes.ts'
import { categoryOf } from './categories.ts'
import { impactOf, isReasoned, statusOf } from './decisions.ts'

export interface Risks {
  readonly risks: readonly Risk[]
  readonly threats: ReadonlyMap<string, Threat>
}

/** `held`: what has threats, by its ref; `method` is that of the diagram, for threats that name none. */
export function readRisks(
  held: readonly { readonly target: string; readonly method: string; readonly threats: readonly Threat[] }[],
  report: Reporting,
): Risks {
  const ids = new FreeIds()
  const threats = new Map<string, Threat>()
  const numbered: Span[] = []
  const risks = held.flatMap(({ target, method, threats: own }) =>
    own.map((threat): Risk => {
      const { category, isGuess } = categoryOf(threat.type)
      const title = threat.title || threat.type || 'Threat'
      const id = ids.take(riskId({ target, category, title }))
      threats.set(id, threat)
      if (isGuess) {
        const what = `The threat "${shorten(title)}" is of the type "${shorten(threat.type || 'none')}", which is none of STRIDE; it is read as ${category}.`
        report.guessed('threat-dragon-category-guessed', what, threat.at, `risk:${id}`)
      }
      if (threat.number !== '' && threat.number !== '0') numbered.push(threat.at)
      const status = statusOf(threat.status)
      const impact = impactOf(threat.severity)
      const reason = isReasoned(status) ? 'justification' : 'mitigation'
      return {
        ...{ id, target, category, title, status },
        ...riskDescription(threat.description, threat.score),
        ...(threat.mitigation === '' ? {} : { [reason]: threat.mitigation }),
        ...(impact === undefined ? {} : { impact }),
        source: sourceOf(threat, isGuess, method),
      }
    }),
  )
  const [first] = numbered
  if (first) {
    const what = `The tool's number of ${plural(numbered.length, 'threat')} is left out; ids of risks are made of their titles.`
    report.lost('threat-dragon-not-carried', what, first)
  }
  return { risks, threats }
}

/** A type that is none of the six is kept as the rule, with its method. */
function sourceOf(
  { id, status, severity, type, modelType }: Threat,
  isGuess: boolean,
  method: string,
): Source {
  const kept = [modelType || method, type].filter(Boolean).join('/')
  return {
    by: 'person',
    ...(isGuess && type !== '' ? { rule: kept } : {}),
    format: 'threat-dragon',
    ...(id === '' ? {} : { id }),
    ...(status === '' ? {} : { status }),
    ...(severity === '' ? {} : { severity }),
  }
}
