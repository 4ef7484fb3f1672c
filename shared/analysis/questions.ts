/** What the model does not say and the analysis would depend on: questions, never threats. */
import { updateComponent } from '../model/edits/components.ts'
import { updateFlow } from '../model/edits/flows.ts'
import { indexOf } from '../model/queries.ts'
import type { Category, Model } from '../model/schema.ts'
import type { TeamRule } from '../model/team-rule.ts'
import { asksAt, asksOf } from './evaluate.ts'
import { factsAt, factsOf } from './facts/build.ts'
import type { Ask, ComponentFacts, FlowFacts } from './facts/facts.ts'
import { whereWords } from './facts/wording.ts'
import { rulesFor } from './rule-set/rule-set.ts'

export interface Question extends Ask {
  /** One sentence that names the target and can be answered in one field. */
  readonly question: string
}

/**
 * Questions about stores and crossings, in the order of targets, then those that speculative drafts hang
 * on: once all are answered, no draft is speculative.
 */
export function questionsOf(model: Model, team?: readonly TeamRule[]): readonly Question[] {
  const { components, flows } = factsOf(model)
  const crossings = flows.flatMap((facts) => (facts && facts.boundaries.length > 0 ? facts : []))
  return asked(model, [
    ...components.flatMap(aboutComponent),
    ...crossings.flatMap(aboutCrossing),
    ...asksOf(model, team),
  ])
}

/** The questions about one target alone: what is shown beside it must not wait for the drafts of all others. */
export function questionsAt(model: Model, target: string, team?: readonly TeamRule[]): readonly Question[] {
  const facts = factsAt(model, target)
  if (!facts) return []
  const isCrossing = facts.on === 'flow' && facts.boundaries.length > 0
  const about = facts.on === 'component' ? aboutComponent(facts) : isCrossing ? aboutCrossing(facts) : []
  // Drafts of a component ask about its flows, and those of a flow about itself only.
  const ends = facts.on === 'flow' ? [facts.flow.from, facts.flow.to] : []
  const rules = rulesFor(model, team)
  const subjects = [facts, ...ends.flatMap((end) => factsAt(model, end) ?? [])]
  return asked(
    model,
    [...about, ...subjects.flatMap((subject) => asksAt(rules, subject))].filter(
      (ask) => ask.target === target,
    ),
  )
}

/** The questions that keep a draft speculative: about its target, or about what stands around it. */
export function questionsBehind(
  model: Model,
  { target, category }: { readonly target: string; readonly category: Category },
  team?: readonly TeamRule[],
): readonly Question[] {
  const facts = factsAt(model, target)
  return facts ? asked(model, asksAt(rulesFor(model, team), facts, category)) : []
}

/** Each once; what is out of scope is asked nothing. */
function asked(model: Model, asks: readonly Ask[]): readonly Question[] {
  const seen = new Set<string>()
  return asks.flatMap((ask) => {
    const key = `${ask.attribute} ${ask.target}`
    if (seen.has(key) || indexOf(model).components.get(ask.target)?.outOfScope !== undefined) return []
    seen.add(key)
    const facts = factsAt(model, ask.target)
    return facts
      ? [{ ...ask, question: facts.on === 'flow' ? askFlow(ask, facts) : askComponent(ask, facts) }]
      : []
  })
}

function aboutComponent({ component, target, isStore, data }: ComponentFacts): readonly Ask[] {
  if (!isStore) return []
  return [
    ...(data.length === 0 ? [{ target, attribute: 'data' } as const] : []),
    ...(component.encryption === undefined ? [{ target, attribute: 'encryption' } as const] : []),
  ]
}

function aboutCrossing({ target, encryption, authentication, data }: FlowFacts): readonly Ask[] {
  return [
    ...(encryption === 'unknown' ? [{ target, attribute: 'encryption' } as const] : []),
    ...(authentication === 'unknown' ? [{ target, attribute: 'authentication' } as const] : []),
    ...(data.length === 0 ? [{ target, attribute: 'data' } as const] : []),
  ]
}

function askComponent({ attribute }: Ask, { component: { title } }: ComponentFacts): string {
  if (attribute === 'data') return `Which data does ${title} hold?`
  if (attribute === 'redundant') return `Is there a second instance of ${title}?`
  return `Is the data in ${title} encrypted at rest?`
}

function askFlow({ attribute }: Ask, facts: FlowFacts): string {
  const from = facts.from.component.title
  const flow = `the flow from ${from} to ${facts.to.component.title} (${whereWords(facts)})`
  if (attribute === 'data') return `Which data does ${flow} carry?`
  if (attribute === 'encryption') return `Is ${flow} encrypted?`
  return `How does ${from} authenticate on ${flow}?`
}

const ANSWERS: Readonly<Record<Ask['attribute'], readonly string[]>> = {
  encryption: ['yes', 'no'],
  redundant: ['yes', 'no'],
  authentication: ['none', 'credentials', 'token', 'client-certificate'],
  data: [],
}

/** Answers that one key can give; empty where it takes words of its own. */
export function answersTo({ attribute }: Ask): readonly string[] {
  return ANSWERS[attribute]
}

/** The model with the answer as the attribute that the question is about; any words answer "how". */
export function answerQuestion(model: Model, { target, attribute }: Ask, answer: string): Model {
  const isYes = answer === 'yes'
  const flow = indexOf(model).flows.get(target)
  if (attribute === 'redundant') return updateComponent(model, target, { redundant: isYes })
  if (attribute === 'authentication') return updateFlow(model, target, { authentication: answer })
  if (attribute === 'data') return answerData(model, target, answer)
  if (!flow) return updateComponent(model, target, { encryption: isYes ? 'transparent' : 'none' })
  const known = flow.protocol === 'unknown-protocol' ? undefined : flow.protocol
  const protocol = [known, isYes ? 'tls' : 'plaintext'].filter(Boolean).join(', ')
  return updateFlow(model, target, { protocol })
}

/** The id of a data asset that the target holds or carries. */
function answerData(model: Model, target: string, id: string): Model {
  const { components, flows } = indexOf(model)
  const component = components.get(target)
  if (component) return updateComponent(model, target, { dataStored: [...component.dataStored, id] })
  const flow = flows.get(target)
  return flow ? updateFlow(model, target, { dataSent: [...flow.dataSent, id] }) : model
}
