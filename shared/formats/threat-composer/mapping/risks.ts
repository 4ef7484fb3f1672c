/** Threat statements as risks at the application, with what mitigates them and what they assume. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Span } from '../../../core/places.ts'
import type { FreeIds } from '../../../model/names/free-ids.ts'
import { riskId } from '../../../model/names/risk-id.ts'
import type { Risk, Status } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { wordOf, wordsIn } from '../file/file.ts'
import type { Item } from '../file/types.ts'
import { categoryOf } from './categories.ts'
import { describe, metadataLines, titleOf } from './words.ts'

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['threatIdentified', 'unchecked'],
  ['threatResolved', 'mitigated'],
  ['threatResolvedNotUseful', 'false-positive'],
])
const IMPACTS: ReadonlyMap<string, NonNullable<Risk['impact']>> = new Map([
  ['low', 'low'],
  ['medium', 'medium'],
  ['high', 'high'],
  ['critical', 'very-high'],
])
/** What the tool and its files say for a status that nobody set. */
const UNSET = new Set(['', 'NoSet', 'NotSet'])
/** Parts of a statement, with what a line of each is called where the statement leaves it out. */
const PARTS = [
  ['threatSource', 'Source'],
  ['prerequisites', 'Prerequisites'],
  ['threatAction', 'Action'],
  ['threatImpact', 'Impact'],
  ['impactedGoal', 'Impacted goals'],
  ['impactedAssets', 'Impacted assets'],
] as const

/** What is linked to a threat. */
interface Linked {
  /** Ids of mitigations. */
  readonly mitigations: readonly string[]
  /** Contents of assumptions. */
  readonly assumptions: readonly string[]
}

interface Reading {
  readonly target: string
  readonly ids: FreeIds
  readonly linkedTo: (threat: Item) => Linked
  readonly reporting: Reporting
  readonly places: Map<string, Span>
}

export function riskOf(threat: Item, { target, ids, linkedTo, reporting, places }: Reading): Risk {
  const statement = statementOf(threat)
  const title = headline(threat, statement)
  const letters = threat.metadata.get('STRIDE') ?? []
  const goals = wordsIn(fieldOf(threat.value, 'impactedGoal'))
  const { category, because } = categoryOf(letters, goals, statement)
  const id = ids.take(riskId({ target, category, title }))
  places.set(`risk:${id}`, threat.at)
  if (because !== '') {
    const what = `The threat "${shorten(title)}" ${because}; it is read as ${category}.`
    reporting.guessed('threat-composer-category-guessed', what, threat.at, `risk:${id}`)
  }
  const { mitigations, assumptions } = linkedTo(threat)
  const priority = (threat.metadata.get('Priority') ?? []).join(', ')
  const impact = IMPACTS.get(priority.toLowerCase())
  const isSure = letters.length < 2
  return {
    ...{ id, target, category, title },
    ...describe([
      statement,
      missingParts(threat, statement),
      isSure ? '' : `STRIDE: ${letters.join(', ')}`,
      ...metadataLines(threat, ['STRIDE', ...(impact ? ['Priority'] : [])]),
    ]),
    ...(assumptions.length > 0 ? { assumption: assumptions.join('\n') } : {}),
    ...decisionOf(threat, id, reporting),
    ...(mitigations.length > 0 ? { mitigations } : {}),
    ...(impact === undefined ? {} : { impact }),
    source: {
      ...{ by: 'person', format: 'threat-composer' },
      ...(threat.id === '' ? {} : { id: threat.id }),
      ...(UNSET.has(statusOf(threat)) ? {} : { status: statusOf(threat) }),
      ...(priority === '' ? {} : { severity: priority }),
    },
  }
}

/** A comment says why it is not useful; nothing is made up where there is none. */
function decisionOf(
  threat: Item,
  id: string,
  reporting: Reporting,
): Pick<Risk, 'status'> & Partial<Pick<Risk, 'justification'>> {
  const word = statusOf(threat)
  const status = STATUSES.get(word) ?? 'unchecked'
  if (!STATUSES.has(word) && !UNSET.has(word)) {
    const what = `The status "${shorten(word)}" is none of Threat Composer's; it is read as unchecked.`
    reporting.guessed('threat-composer-status-guessed', what, threat.at, `risk:${id}`)
  }
  const why = (threat.metadata.get('Comments') ?? []).join('\n\n')
  return { status, ...(status === 'false-positive' && why !== '' ? { justification: why } : {}) }
}

function statusOf({ value }: Item): string {
  return wordOf(fieldOf(value, 'status'))
}

/** As the tool shows it; put together of its parts where the file has them alone. */
function statementOf({ value }: Item): string {
  const stated = wordOf(fieldOf(value, 'statement'))
  if (stated !== '') return stated
  const part = (key: string) => wordsIn(fieldOf(value, key)).join(', ')
  const [source, prerequisites] = [part('threatSource'), part('prerequisites')]
  const goals = part('impactedGoal')
  const assets = part('impactedAssets')
  const words = [
    [/^an? /iu.test(source) ? source : `A ${source || 'threat actor'}`, prerequisites]
      .filter(Boolean)
      .join(' '),
    part('threatAction') === '' ? '' : `can ${part('threatAction')}`,
    part('threatImpact') === '' ? '' : `which leads to ${part('threatImpact')}`,
    goals === '' ? '' : `resulting in reduced ${goals}${assets === '' ? '' : ` of ${assets}`}`,
    goals === '' && assets !== '' ? `negatively impacting ${assets}` : '',
  ].filter(Boolean)
  const hasParts = PARTS.some(([key]) => part(key) !== '')
  return hasParts ? words.join(', ').replace(', can ', ' can ') : ''
}

/** What is done, as a table can show it; else how the statement starts. */
function headline({ value, number }: Item, statement: string): string {
  const action = wordOf(fieldOf(value, 'threatAction')).replace(/^can\s+/iu, '')
  const title = titleOf(action || statement)
  if (title === '') return number === '' ? 'Threat' : `Threat ${number}`
  return title.slice(0, 1).toUpperCase() + title.slice(1)
}

/** A statement of a custom template does not say all. */
function missingParts({ value }: Item, statement: string): string {
  const said = statement.toLowerCase().replace(/\s+/gu, ' ')
  return PARTS.flatMap(([key, label]) => {
    const left = wordsIn(fieldOf(value, key)).filter(
      (word) => !said.includes(word.toLowerCase().replace(/\s+/gu, ' ')),
    )
    return left.length === 0 ? [] : [`${label}: ${left.join(', ')}`]
  }).join('\n')
}
