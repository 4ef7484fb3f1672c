/** The same threat over many targets, so that one decision can stand for all of them. */
import type { Draft, Model } from '../../model/schema.ts'
import { namesOf } from './names.ts'
import { type ReadThreat, readThreat, SAME, similarityOfRead } from './similar.ts'

export interface DraftGroup {
  /** The key of its first draft. */
  readonly key: string
  /** The title of its first draft. */
  readonly title: string
  readonly drafts: readonly Draft[]
}

interface Growing {
  readonly first: Draft
  readonly words: ReadThreat
  readonly drafts: Draft[]
}

/**
 * Groups in the order in which their first drafts come, each draft in one. Drafts of a language model belong
 * together when their titles without the names of their targets say the same; those of rules when the same
 * rule is the strongest. Drafts of different categories never do, nor do two of one target.
 */
export function groupDrafts(model: Model, drafts: readonly Draft[]): readonly DraftGroup[] {
  const groups: Growing[] = []
  const byRule = new Map<string, Growing>()
  const byCategory = new Map<string, Growing[]>()
  for (const draft of drafts) {
    const words = readThreat({ title: draft.title }, namesOf(model, draft.target))
    const rule = draft.rules[0]
    const ruleKey = `${draft.category} ${rule ?? ''}`
    const others = byCategory.get(draft.category) ?? []
    const group =
      rule === undefined
        ? others.find((other) => similarityOfRead(words, other.words) >= SAME && !hasTarget(other, draft))
        : byRule.get(ruleKey)
    if (group) {
      group.drafts.push(draft)
      continue
    }
    const fresh = { first: draft, words, drafts: [draft] }
    groups.push(fresh)
    if (rule === undefined) byCategory.set(draft.category, [...others, fresh])
    else byRule.set(ruleKey, fresh)
  }
  return groups.map(({ first, drafts: all }) => ({ key: first.key, title: first.title, drafts: all }))
}

function hasTarget({ drafts }: Growing, { target }: Draft): boolean {
  return drafts.some((draft) => draft.target === target)
}
