/** Answers what a page asks about the history of a model. Git runs only when it asks. */
import { listIncludes } from '../../../shared/formats/fenceline/index.ts'
import type { HistoryHandlers } from '../../../shared/protocol/contract.ts'
import type { NoHistory } from '../../../shared/protocol/history.ts'
import { listCommits } from '../git/commits.ts'
import { readFileAt } from '../git/objects.ts'
import { listRefs } from '../git/refs.ts'
import { findRepo, NO_COMMITS, type Repo } from '../git/repo.ts'
import { type CommitId, mergeBase, resolveRevision } from '../git/revisions.ts'
import { isModelPath } from '../model-files/names.ts'
import { createQueue } from '../queue.ts'
import { namesOf } from './former-names.ts'
import { readModelAt } from './model-at.ts'

/** `check` throws for a path that is not a model's. */
export function createHistory(root: string, check: (path: string) => void): HistoryHandlers {
  // One git at a time: a page that moves a slider asks faster than a large repo answers.
  const inTurn = createQueue()
  const withHead = async <T>(work: (repo: Repo, head: CommitId) => Promise<T>): Promise<T | NoHistory> => {
    const repo = await findRepo(root)
    if ('state' in repo) return repo
    const head = await resolveRevision(repo, 'HEAD').catch(() => null)
    return head === null ? NO_COMMITS : work(repo, head)
  }
  return {
    'history.list': ({ path, limit }) =>
      inTurn(() => {
        check(path)
        return withHead(async (repo, head) => {
          const found = await listCommits(repo, head, {
            ...{ file: path, beside: await includesAt(repo, head, path), isName: isModelPath, limit },
          })
          return { state: 'listed', commits: [...found.commits], more: found.more } as const
        })
      }),
    'history.at': ({ path, revision, base }) =>
      inTurn(() => {
        check(path)
        return withHead(async (repo, head) => {
          const named = await resolveRevision(repo, revision)
          const commit = base ? await mergeBase(repo, named, head) : named
          for await (const name of namesOf(repo, head, path)) {
            const past = await readModelAt(repo, commit, name)
            if (!past) continue
            const { model, layout, diagnostics } = past
            return {
              state: 'read',
              commit,
              path: name,
              model,
              layout,
              diagnostics: [...diagnostics],
            } as const
          }
          return { state: 'absent', commit } as const
        })
      }),
    'history.refs': () =>
      inTurn(() =>
        withHead(async (repo) => {
          const found = await listRefs(repo)
          return found ? ({ state: 'listed', ...found, refs: [...found.refs] } as const) : NO_COMMITS
        }),
      ),
  }
}

async function includesAt(repo: Repo, commit: CommitId, path: string): Promise<readonly string[]> {
  const file = await readFileAt(repo, commit, path).catch(() => null)
  return file?.text == null ? [] : listIncludes(file.text, path)
}
