/** The changes behind claims: the commits that name their tickets, and those that are their evidence. */
import { AppError } from '../../../../shared/core/errors.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { readEvidence } from '../../../../shared/triage/verifying/evidence.ts'
import type { VerifiedClaim } from '../../../../shared/triage/verifying/verify.ts'
import { listMessages, type Message } from '../../../backend/git/log/messages.ts'
import { partsOfPatch, readPatch } from '../../../backend/git/log/patch.ts'
import type { Change } from '../../../backend/llm/verifying/verify-job.ts'
import type { Verified } from '../claims-of.ts'
import { isOfModel } from '../of-model.ts'

/** Of one claim; the newest come first, and what they leave out is said. */
const MOST_COMMITS = 20

/** Claims that have a commit, with its diff; the others have nothing to be asked about. */
export async function changesOf(verified: Verified): Promise<readonly Change[]> {
  const changes: Change[] = []
  for (const claim of verified.claims) {
    const commits = await commitsOf(verified, claim)
    if (commits.length === 0) continue
    changes.push({
      id: claim.claim.ref,
      title: claim.claim.title,
      threat: threatOf(verified, claim),
      diff: await diffOf(verified, commits),
    })
  }
  return changes
}

async function commitsOf(
  { history }: Verified,
  { commits, evidence }: VerifiedClaim,
): Promise<readonly Message[]> {
  const found = new Map<string, Message>()
  for (const { id, reverted, onlyModel } of commits) {
    const commit = history.commits.get(id)
    if (commit && !reverted && !onlyModel) found.set(id, commit)
  }
  for (const { text, state } of evidence) {
    const read = readEvidence(text)
    if (state !== 'found' || read.kind !== 'commit') continue
    const { messages } = await listMessages(history.repo, { from: null, to: read.id }, 1)
    for (const commit of messages) found.set(commit.id, commit)
  }
  return [...found.values()]
}

async function diffOf({ history }: Verified, commits: readonly Message[]): Promise<string> {
  const parts: string[] = []
  for (const commit of commits.slice(0, MOST_COMMITS)) {
    parts.push(`commit ${commit.short} ${commit.subject}\n`, ...(await patchOf(history.repo, commit)))
  }
  const left = commits.length - MOST_COMMITS
  return [...parts, ...(left > 0 ? [`[${left} older commits are left out]\n`] : [])].join('')
}

/** Without what the threat model says of itself, which is a claim and no evidence. */
async function patchOf(repo: Verified['history']['repo'], commit: Message): Promise<readonly string[]> {
  try {
    return partsOfPatch(await readPatch(repo, commit), isOfModel)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too-large') throw error
    return ['[the change is too large to be read]\n']
  }
}

function threatOf({ file }: Verified, { claim }: VerifiedClaim): Change['threat'] {
  const { risk, mitigations } = claim
  const said = mitigations.map(({ title, description }) => [title, description].filter(Boolean).join(': '))
  return {
    ...(risk ? { at: titleOf(file.model, risk.target), category: risk.category } : {}),
    title: claim.title,
    threat: risk?.description,
    assumption: risk?.assumption,
    mitigation: [risk?.mitigation, ...said].filter(Boolean).join('\n'),
  }
}
