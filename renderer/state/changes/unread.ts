/** Why the revisions that were chosen are not compared: said in the list and on the canvas in the same words. */
import { useDocument } from '../document.ts'
import { type Compared, useCompared } from './comparison.ts'
import { revisionName } from './names.ts'
import { baseCommitOf, type ChangesState, useChanges } from './store.ts'

type Chosen = Pick<ChangesState, 'history' | 'base' | 'head'>

/** Undefined where there is a comparison, or no revision that could be another one. */
function unreadWords(compared: Compared, chosen: Chosen, path: string | null): string | undefined {
  switch (compared.state) {
    case 'failed':
      return compared.commit === null ? undefined : compared.problem.message
    case 'absent':
      return `${path ?? 'The model'} is not in ${nameIn(chosen, compared.commit)}`
    case 'broken':
      return `The model in ${nameIn(chosen, compared.commit)} cannot be read`
    default:
      return undefined
  }
}

export interface Unread {
  readonly words: string
  /** Which of the two it is; a revision that is both is the first. */
  readonly side: 'before' | 'after'
}

/** As `unreadWords`, of what is chosen now. */
export function useUnread(): Unread | undefined {
  const compared = useCompared()
  const chosen = useChanges((state) => state)
  const path = useDocument((state) => state.path)
  const words = unreadWords(compared, chosen, path)
  if (words === undefined || !('commit' in compared)) return undefined
  return { words, side: compared.commit === baseCommitOf(chosen) ? 'before' : 'after' }
}

function nameIn({ history, base, head }: Chosen, commit: string): string {
  const picked = [base, head].find((each) => each?.commit === commit) ?? { commit, name: null }
  return revisionName({ history }, picked)
}
