/** One decision for several: what a decision can be about besides what is in hand, with how many that are. */
import type { Document } from '../../../shared/model/document.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import { groupsIn } from '../threats/groups.ts'
import { type Threat, targetsOfSelection } from '../threats/threats.ts'
import type { AddItem } from './queues.ts'
import type { Scope } from './store.ts'

export interface ScopeChoice<T> {
  readonly scope: Scope
  /** What they have in common, in words that end a sentence. */
  readonly label: string
  /** At least two, the one in hand among them; only `one` has one. */
  readonly items: readonly T[]
}

/** What a decision on the threat can be about, the narrowest first. */
export function threatScopes(
  document: Document,
  waiting: readonly Threat[],
  threat: Threat,
  { selection, search }: { readonly selection: readonly string[]; readonly search: string },
): readonly ScopeChoice<Threat>[] {
  const { model } = document
  const there = waiting.filter(({ target }) => target === threat.target)
  const chosen = selection.length > 1 ? targetsOfSelection(model, selection) : new Set<string>()
  return worthIt(threat, [
    { scope: 'alike', label: 'alike', items: alike(document, waiting, threat) },
    { scope: 'target', label: `at ${titleOf(model, threat.target)}`, items: there },
    { scope: 'selected', label: 'selected', items: waiting.filter(({ target }) => chosen.has(target)) },
    { scope: 'found', label: 'found', items: search.trim() === '' ? [] : waiting },
  ])
}

/** The same for the questions about what is missing. */
export function addScopes(
  document: Document,
  waiting: readonly AddItem[],
  item: AddItem,
  search: string,
): readonly ScopeChoice<AddItem>[] {
  if (item.kind === 'remark') return [{ scope: 'one', label: '', items: [item] }]
  const { id, topic, target } = item.question
  const missing = waiting.filter((other) => other.kind === 'missing')
  return worthIt<AddItem>(item, [
    { scope: 'alike', label: 'alike', items: missing.filter(({ question }) => question.id === id) },
    {
      scope: 'topic',
      label: `about ${topic.toLowerCase()}`,
      items: missing.filter(({ question }) => question.topic === topic),
    },
    {
      scope: 'target',
      label: `at ${titleOf(document.model, target)}`,
      items: missing.filter((other) => other.target === target),
    },
    { scope: 'found', label: 'found', items: search.trim() === '' ? [] : missing },
  ])
}

/** Scopes of several things that the one in hand is among; of two with the same things the first. */
function worthIt<T extends { readonly key: string }>(
  item: T,
  choices: readonly ScopeChoice<T>[],
): readonly ScopeChoice<T>[] {
  const kept: ScopeChoice<T>[] = [{ scope: 'one', label: '', items: [item] }]
  for (const choice of choices) {
    const holdsIt = choice.items.some(({ key }) => key === item.key)
    const isKnown = kept.some(({ items }) => isSame(items, choice.items))
    if (choice.items.length > 1 && holdsIt && !isKnown) kept.push(choice)
  }
  return kept
}

function isSame<T extends { readonly key: string }>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every(({ key }, at) => key === others[at]?.key)
}

/** Drafts that say the same of other targets; risks that the same rule proposed. */
function alike(document: Document, waiting: readonly Threat[], threat: Threat): readonly Threat[] {
  if (threat.kind === 'draft') {
    const group = groupsIn(document).find(({ drafts }) => drafts.some(({ id }) => id === threat.id))
    const ids = new Set(group?.drafts.map(({ id }) => id))
    return waiting.filter((other) => ids.has(other.id))
  }
  const rule = threat.kind === 'risk' ? threat.risk.source?.rule : undefined
  if (rule === undefined) return []
  return waiting.filter((other) => other.kind === 'risk' && other.risk.source?.rule === rule)
}
