/** What a rule says when nobody runs it: its templates with general words for a target's names. */
import type { Category, Model, RiskSeverity } from '../../model/schema.ts'
import type { TeamRule } from '../../model/team-rule.ts'
import { factsAt } from '../facts/build.ts'
import type { Fact } from '../facts/facts.ts'
import { factsFor, type Rule } from '../rule.ts'
import { packsWith } from '../rule-set/rule-set.ts'
import type { Pack } from '../rules/index.ts'

export interface DescribedRule {
  readonly id: string
  readonly pack: string
  readonly category: Category
  readonly appliesTo: string
  readonly title: string
  readonly why: string
  readonly assumption: string
  readonly mitigation: string
  /** As the table has it: "CWE-319", "OWASP API1:2023". */
  readonly reference: string
  /** Undefined where a team's own rule names a document that is not known. */
  readonly url: string | undefined
  readonly severity: RiskSeverity
}

/** Every rule of every pack, in the order of the tables, and those of the team. */
export function listRules(team: readonly TeamRule[] = []): readonly DescribedRule[] {
  return packsWith(team).flatMap((pack) => pack.rules.map((rule) => describeRule(rule, pack)))
}

/** A rule of any pack, or of the team. */
export function findRule(id: string, team: readonly TeamRule[]): DescribedRule | undefined {
  for (const pack of packsWith(team)) {
    const rule = pack.rules.find((each) => each.id === id)
    if (rule) return describeRule(rule, pack)
  }
  return undefined
}

/** What holds for this target and makes the rule draft there; empty where it does not hold. */
export function factsBehind(
  model: Model,
  target: string,
  id: string,
  team: readonly TeamRule[],
): readonly Fact[] {
  const subject = factsAt(model, target)
  const rule = packsWith(team)
    .flatMap(({ rules }) => rules)
    .find((each) => each.id === id)
  return subject && rule ? factsFor(rule, subject) : []
}

const GENERAL: Readonly<Record<string, string>> = {
  it: 'the component',
  zone: 'its zone',
  callers: 'its callers',
  clients: 'its clients',
  called: 'what it calls',
  stores: 'the data behind it',
  parties: 'other parties',
  data: 'its data',
  from: 'the sender',
  to: 'the receiver',
  over: 'over its protocol',
  where: 'across the boundary',
  with: 'with its authentication',
  credential: 'credential',
  path: 'The sender reaches the receiver across the boundary',
  boundaries: 'the boundary',
}

function describeRule(rule: Rule, { id: pack }: Pack): DescribedRule {
  const { id, category, reference, severity } = rule
  return {
    id,
    pack,
    category,
    appliesTo: rule.on === 'crossing' ? 'crossings' : (rule.when.sorts?.join(', ') ?? 'components'),
    title: inGeneral(rule.title),
    why: inGeneral(rule.why),
    assumption: inGeneral(rule.assumption),
    mitigation: inGeneral(rule.mitigation),
    reference,
    url: findUrl(reference),
    severity,
  }
}

function inGeneral(template: string): string {
  const words = template.replace(/\{(\w+)\}/g, (whole, name: string) => GENERAL[name] ?? whole)
  return words.replace(/^[a-z]|(?<=[.:] )[a-z](?=he (?:component|sender|receiver))/g, (first) =>
    first.toUpperCase(),
  )
}

const SOURCES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^CWE-(\d+)$/, (number) => `https://cwe.mitre.org/data/definitions/${number}.html`],
  [/^CAPEC-(\d+)$/, (number) => `https://capec.mitre.org/data/definitions/${number}.html`],
  [/^OWASP API(\d+):2023$/, () => 'https://owasp.org/API-Security/editions/2023/en/0x11-t10/'],
  [/^OWASP LLM(\d+):2025$/, () => 'https://genai.owasp.org/llm-top-10/'],
  [/^Microsoft SDL [A-Z]/, () => 'https://github.com/microsoft/threat-modeling-templates'],
  [/^OWASP ML(\d+):2023$/, () => 'https://owasp.org/www-project-machine-learning-security-top-10/'],
]

/** Where the document that a reference names stands; a team may name it by its address. */
function findUrl(reference: string): string | undefined {
  for (const [pattern, url] of SOURCES) {
    const found = pattern.exec(reference)
    if (found) return url(found[1] ?? '')
  }
  return /^https?:\/\/\S+$/.test(reference) ? reference : undefined
}
