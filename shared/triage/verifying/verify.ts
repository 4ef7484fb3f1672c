/** Claims against commits: which commit names the ticket, and what the evidence is worth. */
import type { Claim } from './claims.ts'
import { findMention, type Mention } from './ticket-names.ts'

/** A commit of the range, as far as this looks at it. */
export interface Told {
  readonly id: string
  /** Subject and body. */
  readonly message: string
}

export interface LinkedCommit {
  readonly id: string
  readonly ticket: string
  readonly mention: Mention
  /** A later commit of the range takes it back. */
  readonly reverted: boolean
  /** It changes no other file than models and what belongs to them: the claim itself, and no support for it. */
  readonly onlyModel: boolean
}

/**
 * `unmerged`: the commit is there, but not in the history that is looked at; `file`, `gone`: a file of the repo that is
 * there, or is not; `unchecked`: a link that leads elsewhere, or words.
 */
export type EvidenceState = 'found' | 'unmerged' | 'missing' | 'ambiguous' | 'file' | 'gone' | 'unchecked'

export interface CheckedEvidence {
  readonly text: string
  readonly state: EvidenceState
}

/**
 * What stands behind a claim: `commits`, else `evidence`: a file, or what nobody can check here; else `nothing`.
 * `reverted` and `broken` are worse: what was named is gone again, or is not there.
 */
type Support = 'commits' | 'evidence' | 'nothing' | 'reverted' | 'broken'

export interface VerifiedClaim {
  readonly claim: Claim
  /** Newest first, reverted ones too. */
  readonly commits: readonly LinkedCommit[]
  readonly evidence: readonly CheckedEvidence[]
  readonly support: Support
}

/**
 * `commits` newest first; `stateOf` tells of each piece of evidence, `isOnlyModel` of the commits that `findNaming`
 * found.
 */
export function verifyClaims(
  claims: readonly Claim[],
  commits: readonly Told[],
  stateOf: (evidence: string) => EvidenceState,
  isOnlyModel: (id: string) => boolean,
): readonly VerifiedClaim[] {
  const undone = findUndone(commits)
  return claims.map((claim): VerifiedClaim => {
    const linked = commits.flatMap(({ id, message }): readonly LinkedCommit[] => {
      if (revertedBy(message) !== undefined) return []
      for (const ticket of claim.tickets) {
        const mention = findMention(message, ticket)
        if (mention) return [{ id, ticket, mention, reverted: undone.has(id), onlyModel: isOnlyModel(id) }]
      }
      return []
    })
    const evidence = claim.evidence.map((text): CheckedEvidence => ({ text, state: stateOf(text) }))
    return { claim, commits: linked, evidence, support: supportOf(linked, evidence) }
  })
}

/** Ids of the commits that name a ticket of some claim. */
export function findNaming(claims: readonly Claim[], commits: readonly Told[]): readonly string[] {
  const tickets = claims.flatMap((claim) => claim.tickets)
  return commits.flatMap(({ id, message }) =>
    tickets.some((ticket) => findMention(message, ticket)) ? [id] : [],
  )
}

/** True where the claim rests on links or words alone, which nobody has checked here. */
export function isUnchecked({ support, evidence }: VerifiedClaim): boolean {
  return support === 'evidence' && evidence.every(({ state }) => state === 'unchecked')
}

/** True where nothing in the history backs the claim up, and nothing else does. */
export function isUnsupported({ support }: VerifiedClaim): boolean {
  return support !== 'commits' && support !== 'evidence'
}

function supportOf(commits: readonly LinkedCommit[], evidence: readonly CheckedEvidence[]): Support {
  const has = (...states: readonly EvidenceState[]) => evidence.some(({ state }) => states.includes(state))
  if (has('missing', 'unmerged', 'ambiguous', 'gone')) return 'broken'
  const changes = commits.filter(({ onlyModel }) => !onlyModel)
  if (changes.some(({ reverted }) => !reverted) || has('found')) return 'commits'
  if (changes.length > 0) return 'reverted'
  return has('unchecked', 'file') ? 'evidence' : 'nothing'
}

/** A revert that was itself reverted takes nothing back. */
function findUndone(commits: readonly Told[]): ReadonlySet<string> {
  const undone = new Set<string>()
  for (const { id, message } of commits) {
    const target = undone.has(id) ? undefined : revertedBy(message)
    const full = target && commits.find((commit) => commit.id.startsWith(target))?.id
    if (full !== undefined) undone.add(full)
  }
  return undone
}

function revertedBy(message: string): string | undefined {
  return /^This reverts commit ([0-9a-f]{7,64})\b/im.exec(message)?.[1]?.toLowerCase()
}
