/** The claims of models against the history of the repos that they are in. */
import path from 'node:path'
import { listClaims } from '../../../shared/triage/verifying/claims.ts'
import { findNaming, type VerifiedClaim, verifyClaims } from '../../../shared/triage/verifying/verify.ts'
import { listChangedPaths } from '../../backend/git/log/changed-paths.ts'
import { checkEvidence } from '../../backend/git/log/evidence.ts'
import { listMessages, type Message, type Messages } from '../../backend/git/log/messages.ts'
import { getRepo, type Repo } from '../../backend/git/repo.ts'
import { resolveRange, resolveRevision } from '../../backend/git/revisions.ts'
import type { LoadedModel } from '../models.ts'
import { isOfModel } from './of-model.ts'

/** Commits that one run looks at; a larger range has to be named in parts. */
export const MOST_COMMITS = 10_000

const WHOLE = 'HEAD'

interface History {
  readonly repo: Repo
  /** As people name it: `main..HEAD`, or `HEAD` for all of it. */
  readonly range: string
  readonly commits: ReadonlyMap<string, Message>
  /** Why older commits were not read; null where all were. */
  readonly cut: Messages['cut']
}

export interface Verified {
  readonly file: LoadedModel
  readonly history: History
  readonly claims: readonly VerifiedClaim[]
}

/** `HEAD` is all of its history, another revision what came since. Throws `not-found` where a model is in no repo, `bad-request` for what is no range. */
export async function verifyModels(
  files: readonly LoadedModel[],
  range: string,
): Promise<readonly Verified[]> {
  const histories = new Map<string, Promise<{ history: History; to: string }>>()
  const verified: Verified[] = []
  for (const file of files) {
    const known = histories.get(file.root) ?? readHistory(file.root, range)
    histories.set(file.root, known)
    const { history, to } = await known
    const claims = listClaims(file.model)
    const stateOf = await checkEvidence(
      history.repo,
      claims.flatMap(({ evidence }) => evidence),
      { to, folder: path.posix.dirname(file.disk.files.model) },
    )
    const told = [...history.commits.values()]
    const onlyModel = await listOnlyModel(history, findNaming(claims, told))
    verified.push({
      file,
      history,
      claims: verifyClaims(claims, told, stateOf, (id) => onlyModel.has(id)),
    })
  }
  return verified
}

/** Those of the commits that change nothing but models. */
async function listOnlyModel(
  { repo, commits }: History,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const id of ids) {
    const commit = commits.get(id)
    if (commit && (await listChangedPaths(repo, commit)).every(isOfModel)) found.add(id)
  }
  return found
}

async function readHistory(
  root: string,
  given: string,
): Promise<{ readonly history: History; readonly to: string }> {
  const repo = await getRepo(root)
  const ends = given === WHOLE ? null : await resolveRange(repo, given)
  const to = ends?.to ?? (await resolveRevision(repo, 'HEAD'))
  const { messages, cut } = await listMessages(repo, { from: ends?.from ?? null, to }, MOST_COMMITS)
  const range = given === WHOLE || given.includes('..') ? given : `${given}..HEAD`
  return { to, history: { repo, range, cut, commits: new Map(messages.map((each) => [each.id, each])) } }
}
