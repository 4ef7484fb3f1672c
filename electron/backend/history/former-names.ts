import { listCommits } from '../git/commits.ts'
import type { Repo } from '../git/repo.ts'
import type { CommitId } from '../git/revisions.ts'
import { isModelPath } from '../model-files/names.ts'

/** Commits that are looked through for a former name of a model. */
const FAR = 2000

/** A model's path and then the former ones that its history up to `head` has, the latest first; asked for only as needed. */
export async function* namesOf(repo: Repo, head: CommitId, path: string): AsyncGenerator<string> {
  yield path
  const { commits } = await listCommits(repo, head, { file: path, isName: isModelPath, limit: FAR })
  for (const name of new Set(commits.map((commit) => commit.path))) if (name !== path) yield name
}
