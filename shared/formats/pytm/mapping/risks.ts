/** Findings as risks, with the tool's own words beside ours. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Span } from '../../../core/places.ts'
import { plural } from '../../../core/text.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import { riskId } from '../../../model/names/risk-id.ts'
import type { Risk } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { FindingEntry, PytmFile } from '../file/types.ts'
import { enumOf, mentionOf, mentionsIn, wordOf } from '../file/values.ts'
import { categoryOf } from './categories.ts'
import { type Decision, decisionOf } from './responses.ts'

/** A word of the tool in upper case; `CRITICAL` is an old one. */
const IMPACTS: ReadonlyMap<string, NonNullable<Risk['impact']>> = new Map([
  ['VERY_LOW', 'low'],
  ['LOW', 'low'],
  ['MEDIUM', 'medium'],
  ['HIGH', 'high'],
  ['VERY_HIGH', 'very-high'],
  ['CRITICAL', 'very-high'],
])
const LIKELIHOODS: ReadonlyMap<string, NonNullable<Risk['likelihood']>> = new Map([
  ['LOW', 'unlikely'],
  ['MEDIUM', 'likely'],
  ['HIGH', 'very-likely'],
])

/** Refs of what can have findings: component ids, flow refs, `boundary:<id>`. */
export interface Targets {
  /** All that have the name, components first. */
  readonly named: (name: string) => readonly string[]
  readonly of: (owner: NonNullable<FindingEntry['owner']>) => string | undefined
}

export interface Risks {
  readonly risks: readonly Risk[]
  readonly places: ReadonlyMap<string, Span>
}

export function readRisks(file: PytmFile, targets: Targets, reporting: Reporting): Risks {
  return new Builder(file, targets, reporting).read()
}

class Builder {
  private readonly ids = new FreeIds()
  private readonly risks: Risk[] = []
  private readonly places = new Map<string, Span>()
  /** Findings that are there, so that an override of one is no second risk. */
  private readonly seen = new Set<string>()
  private readonly ownFindings = new Map<string, Set<string>>()
  private readonly file: PytmFile
  private readonly targets: Targets
  private readonly reporting: Reporting

  constructor(file: PytmFile, targets: Targets, reporting: Reporting) {
    this.file = file
    this.targets = targets
    this.reporting = reporting
    for (const entry of [...file.elements, ...file.flows, ...file.boundaries]) {
      const target = targets.of(entry)
      const listed = mentionsIn(fieldOf(entry.value, 'findings')).map(({ name }) => name)
      if (target !== undefined && listed.length > 0) this.ownFindings.set(target, new Set(listed))
    }
  }

  read(): Risks {
    const { file, risks, places } = this
    const byTable: Span[] = []
    const conditions: Span[] = []
    // An override comes after the findings: where there is one, the tool has put the override into it.
    for (const finding of file.findings) {
      const isKnown = this.add(finding)
      if (isKnown) byTable.push(finding.at)
      if (fieldOf(finding.value, 'condition')) conditions.push(finding.at)
    }
    const [first, condition] = [byTable[0], conditions[0]]
    if (first) {
      const what = `Pytm names no STRIDE category; those of ${plural(byTable.length, 'finding')} follow from the ids of its threats.`
      this.reporting.guessed('pytm-category-guessed', what, first)
    }
    if (condition) {
      const what = `The conditions that made ${plural(conditions.length, 'finding')} are left out.`
      this.reporting.lost('pytm-not-carried', what, condition)
    }
    return { risks, places }
  }

  /** True where the category is that of one of the tool's own threats. */
  private add(finding: FindingEntry): boolean {
    const text = (key: string) => wordOf(fieldOf(finding.value, key))
    const [id, rule] = [text('id'), text('threat_id') || text('id') || text('SID')]
    const title = text('description') || rule || 'Finding'
    const target = this.targetOf(finding, id)
    if (target === undefined) {
      const what = `The finding "${shorten(title)}" (${shorten(rule)}) is left out: "${shorten(text('target'))}" is no element, dataflow or boundary of the file.`
      this.reporting.lost('pytm-not-carried', what, finding.at)
      return false
    }
    const key = finding.isOverride || finding.owner ? `${target} ${rule}` : `${target} ${rule} ${id}`
    if (this.seen.has(key)) return false
    this.seen.add(key).add(`${target} ${rule}`)
    const { category, isKnown } = categoryOf(rule, `${title} ${text('details')}`)
    const riskKey = this.ids.take(riskId({ target, category, title }))
    this.places.set(`risk:${riskKey}`, finding.at)
    if (!isKnown) {
      const what = `The threat "${shorten(title)}" (${shorten(rule)}) is none of pytm's own and has no STRIDE category; it is read as ${category}.`
      this.reporting.guessed('pytm-category-guessed', what, finding.at, `risk:${riskKey}`)
    }
    const severity = enumOf(fieldOf(finding.value, 'severity'))
    const impact = IMPACTS.get(severity)
    const likelihood = LIKELIHOODS.get(enumOf(fieldOf(finding.value, 'likelihood')))
    const description = wordsOf(text)
    this.risks.push({
      ...{ id: riskKey, target, category, title: title.replace(/\s+/gu, ' ') },
      ...(description === '' ? {} : { description }),
      ...this.decide(finding, text),
      ...(impact === undefined ? {} : { impact }),
      ...(likelihood === undefined ? {} : { likelihood }),
      source: {
        by: finding.isOverride ? 'person' : 'rules',
        ...(rule === '' ? {} : { rule }),
        format: 'pytm',
        ...(id === '' ? {} : { id }),
        ...(text('response') === '' ? {} : { status: text('response') }),
        ...(text('severity') === '' ? {} : { severity: text('severity') }),
      },
    })
    return isKnown
  }

  private decide({ value, isExcluded }: FindingEntry, text: (key: string) => string): Decision {
    if (!isExcluded) return decisionOf(text('response'), text('mitigations'))
    const assumption = fieldOf(value, 'assumption')
    const why = [mentionOf(assumption)?.name, wordOf(fieldOf(assumption, 'description'))].filter(Boolean)
    const justification = why.length === 0 ? 'Excluded by an assumption.' : `Excluded: ${why.join('. ')}`
    const mitigation = text('mitigations')
    return { status: 'false-positive', justification, ...(mitigation === '' ? {} : { mitigation }) }
  }

  /** By name; of several of one name that which says that the finding is its own. */
  private targetOf({ owner, value }: FindingEntry, id: string): string | undefined {
    if (owner) return this.targets.of(owner)
    const mention = mentionOf(fieldOf(value, 'target')) ?? mentionOf(fieldOf(value, 'element'))
    const named = mention ? this.targets.named(mention.name) : []
    return named.find((each) => this.ownFindings.get(each)?.has(id)) ?? named[0]
  }
}

function wordsOf(text: (key: string) => string): string {
  const line = (label: string, key: string) => (text(key) === '' ? '' : `${label}: ${text(key)}`)
  return [text('details'), line('Example', 'example'), line('CVSS', 'cvss'), line('References', 'references')]
    .filter(Boolean)
    .join('\n\n')
}
