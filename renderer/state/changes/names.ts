/** Revisions as people say them. */
import type { HistoryCommit } from '../../../shared/protocol/history.ts'
import { type ChangesState, commitsOf, type Picked, useChanges } from './store.ts'

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

export function dateWords(time: number): string {
  return DATE.format(time)
}

/** "Add the queue, Ada Lovelace, Nov 3, 2026", for screen readers. */
export function commitInWords({ subject, author, date }: HistoryCommit): string {
  return `${subject}, ${author}, ${dateWords(date)}`
}

/** A branch or tag by its name, a commit by its first digits and subject; "the last commit" for none chosen. */
export function revisionName(state: Pick<ChangesState, 'history'>, picked: Picked | null): string {
  if (picked?.name != null) return picked.name
  const commits = commitsOf(state)
  const commit = picked === null ? commits.at(-1) : commits.find(({ id }) => id === picked.commit)
  if (!commit) return picked === null ? 'the last commit' : picked.commit.slice(0, 7)
  return `${commit.short} ${commit.subject}`
}

/** What the two sides are called now. */
export function useRevisionNames(): { readonly base: string; readonly head: string } {
  const { history, base, head } = useChanges((state) => state)
  return {
    base: revisionName({ history }, base),
    head: head === null ? 'what is open now' : revisionName({ history }, head),
  }
}
