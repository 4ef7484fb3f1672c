/** The same threat over many targets as one row, and one decision for all of them as one undo step. */
import { plural } from '../../../shared/core/text.ts'
import { type DraftGroup, groupDrafts } from '../../../shared/llm/merge/group.ts'
import type { Draft, Model, Risk } from '../../../shared/model/schema.ts'
import { rejectDraft } from '../../../shared/triage/analyses.ts'
import { applyModel } from '../elements/attributes.ts'
import { openDraftsOf, perDocument } from '../selectors.ts'
import { keptDraft } from './analysis.ts'
import type { Threat } from './threats.ts'

/** From this many targets on, grouping is on unless the person said otherwise. */
const WORTH_IT = 3

type DraftThreat = Extract<Threat, { kind: 'draft' }>

export type TableRow =
  | { readonly kind: 'threat'; readonly threat: Threat; readonly inGroup: boolean }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly title: string
      readonly members: readonly DraftThreat[]
      readonly isOpen: boolean
    }

/** Open drafts that say the same of different targets; those that stand alone are in none. */
export const groupsIn = perDocument((document): readonly DraftGroup[] =>
  groupDrafts(document.model, openDraftsOf(document)).filter(({ drafts }) => drafts.length > 1),
)

/** Whether groups are shown as one row where the person did not say. */
export function isGroupingWorthIt(groups: readonly DraftGroup[]): boolean {
  return groups.some(({ drafts }) => drafts.length >= WORTH_IT)
}

/** The rows of a table: a group stands where its first threat does; one that is `open` is followed by its members. */
export function rowsOf(
  threats: readonly Threat[],
  groups: readonly DraftGroup[],
  open: ReadonlySet<string>,
): readonly TableRow[] {
  const groupOf = new Map(groups.flatMap((group) => group.drafts.map(({ id }) => [id, group] as const)))
  const shown = new Map<string, DraftThreat[]>()
  for (const threat of threats) {
    const group = threat.kind === 'draft' ? groupOf.get(threat.id) : undefined
    if (!group || threat.kind !== 'draft') continue
    shown.set(group.key, [...(shown.get(group.key) ?? []), threat])
  }
  const placed = new Set<string>()
  return threats.flatMap((threat): readonly TableRow[] => {
    const group = threat.kind === 'draft' ? groupOf.get(threat.id) : undefined
    const members = group ? (shown.get(group.key) ?? []) : []
    if (!group || members.length < 2) return [{ kind: 'threat', threat, inGroup: false }]
    const { key, title } = group
    if (placed.has(key)) return []
    placed.add(key)
    const isOpen = open.has(key)
    return [
      { kind: 'group', key, title, members, isOpen },
      ...(isOpen
        ? members.map((member) => ({ kind: 'threat', threat: member, inGroup: true }) as const)
        : []),
    ]
  })
}

export type GroupDecision = 'keep' | 'reject' | 'accept' | 'wont-fix' | 'mitigated'

const VERBS: Record<GroupDecision, string> = {
  keep: 'Keep',
  reject: 'Reject',
  accept: 'Accept',
  'wont-fix': "Won't fix",
  mitigated: 'Mark mitigated',
}

/** True for a decision that has to say why. */
export function needsReason(decision: GroupDecision): boolean {
  return decision === 'reject' || decision === 'accept' || decision === 'wont-fix'
}

/** Decides on all members alike, in one step. */
export function decideGroup(
  title: string,
  drafts: readonly Draft[],
  decision: GroupDecision,
  reason = '',
): void {
  applyModel(
    (model) => drafts.reduce((present, draft) => decided(present, draft, decision, reason), model),
    `${VERBS[decision]} "${title}" at ${plural(drafts.length, 'target')}`,
  )
}

function decided(model: Model, draft: Draft, decision: GroupDecision, reason: string): Model {
  if (decision === 'reject') return rejectDraft(model, draft, reason)
  const changes: Partial<Omit<Risk, 'id'>> =
    decision === 'keep'
      ? {}
      : decision === 'mitigated'
        ? { status: 'mitigated' }
        : { status: decision === 'accept' ? 'accepted' : 'wont-fix', justification: reason }
  return keptDraft(model, draft, changes)
}
