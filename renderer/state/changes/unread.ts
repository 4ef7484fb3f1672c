/** Why the revisions that were chosen are not compared: said in the list and on the canvas in the same words. */
import { useDocument } from '../document.ts'
import { type Compared, useCompared } from './comparison.ts'
import { revisionName } from './names.ts'
import { type ChangesState, useChanges } from './store.ts'

type Chosen = Pick<ChangesState, 'history' | 'base' | 'head'>

/** Undefined where there is a comparison, or no revision that could be another one. */
export function unreadWords(compared: Compared, chosen: Chosen, path: string | null): string | undefined {
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

/** As `unreadWords`, of what is chosen now. */
export function useUnread(): string | undefined {
  const compared = useCompared()
  const chosen = useChanges((state) => state)
  const path = useDocument((state) => state.path)
  return unreadWords(compared, chosen, path)
}

function nameIn({ history, base, head }: Chosen, commit: string): string {
  const picked = [base, head].find((each) => each?.commit === commit) ?? { commit, name: null }
  return revisionName({ history }, picked)
}
