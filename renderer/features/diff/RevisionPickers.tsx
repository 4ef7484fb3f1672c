import { useMemo } from 'react'
import type { HistoryCommit } from '../../../shared/protocol/history.ts'
import { hasOlder, pickBase, pickHead, placeOf, readOlder } from '../../state/changes/history.ts'
import { commitInWords, dateWords, revisionName } from '../../state/changes/names.ts'
import {
  baseCommitOf,
  type ChangesState,
  commitsOf,
  type Picked,
  useChanges,
} from '../../state/changes/store.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { type Option, SelectField } from '../../ui/fields/Fields.tsx'
import styles from './RevisionPickers.module.css'

/** What is compared with what: a commit of the log, or a branch or tag, with what is open or with another one. */
export function RevisionPickers() {
  const state = useChanges((all) => all)
  const { base, head, refs } = state
  const commits = commitsOf(state)
  const groups = useMemo(() => groupsOf(refs), [refs])
  const baseCommit = baseCommitOf(state)
  return (
    <div className={styles.pickers}>
      <div className={styles.picker}>
        <SelectField
          label="Before"
          value={valueOfPicked(base, 'last')}
          options={[{ value: 'last', label: 'The last commit' }, ...chosen(base)]}
          groups={groups}
          onChange={(value) => pickBase(pickedFrom(value, refs))}
        />
        <CommitSlider
          label="Commit before"
          commits={commits}
          at={placeOf(baseCommit)}
          onPick={(commit) => pickBase({ commit, name: null })}
        />
        <About commit={commits.find(({ id }) => id === baseCommit)} name={revisionName(state, base)} />
        {hasOlder() ? (
          <Button variant="quiet" className={styles.more} onClick={() => void readOlder()}>
            Show older commits
          </Button>
        ) : null}
      </div>
      <div className={styles.picker}>
        <SelectField
          label="After"
          value={valueOfPicked(head, 'now')}
          options={[
            { value: 'now', label: 'What is open now' },
            ...(head?.name === null ? chosen(head) : [{ value: 'commit', label: 'A commit of the history' }]),
          ]}
          groups={groups}
          onChange={(value) => {
            const last = commits.at(-1)
            if (value === 'commit' && last) pickHead({ commit: last.id, name: null })
            else pickHead(pickedFrom(value, refs))
          }}
        />
        {head === null ? null : (
          <>
            <CommitSlider
              label="Commit after"
              commits={commits}
              at={placeOf(head.commit)}
              onPick={(commit) => pickHead({ commit, name: null })}
            />
            <About commit={commits.find(({ id }) => id === head.commit)} name={revisionName(state, head)} />
          </>
        )}
      </div>
    </div>
  )
}

/** Ticks beyond this would touch each other. */
const MOST_TICKS = 48

/** Along the log, the oldest commit at the left. */
function CommitSlider({
  label,
  commits,
  at,
  onPick,
}: {
  readonly label: string
  readonly commits: readonly HistoryCommit[]
  readonly at: number
  readonly onPick: (commit: string) => void
}) {
  const commit = commits[at]
  if (commits.length < 2) return null
  const words = commit ? `${commitInWords(commit)}, ${at + 1} of ${commits.length}` : ''
  return (
    <span className={styles.track}>
      {commits.length <= MOST_TICKS ? (
        <span className={styles.ticks} aria-hidden>
          {commits.map(({ id }) => (
            <span key={id} />
          ))}
        </span>
      ) : null}
      <input
        type="range"
        className={styles.slider}
        aria-label={label}
        aria-valuetext={words}
        min={0}
        max={commits.length - 1}
        step={1}
        value={Math.max(0, at)}
        onChange={({ target }) => {
          const next = commits[Number(target.value)]
          if (next) onPick(next.id)
        }}
      />
    </span>
  )
}

function About({ commit, name }: { readonly commit: HistoryCommit | undefined; readonly name: string }) {
  if (!commit) return <p className={styles.about}>{name}</p>
  return (
    <p className={styles.about} title={commit.subject}>
      <span className={styles.subject}>{commit.subject}</span>
      <span className={styles.facts}>
        <span className={styles.id}>{commit.short}</span> {commit.author}, {dateWords(commit.date)}
      </span>
    </p>
  )
}

function groupsOf(refs: ChangesState['refs']) {
  if (refs?.state !== 'listed') return []
  const of = (kinds: readonly string[]): readonly Option[] =>
    refs.refs.flatMap(({ kind, name }) =>
      kinds.includes(kind) ? [{ value: `ref ${name}`, label: name }] : [],
    )
  return [
    { label: 'Branches', options: of(['branch']) },
    { label: 'Branches elsewhere', options: of(['remote']) },
    { label: 'Tags', options: of(['tag']) },
  ].filter(({ options }) => options.length > 0)
}

function pickedFrom(value: string, refs: ChangesState['refs']): Picked | null {
  const name = value.startsWith('ref ') ? value.slice(4) : null
  const ref = refs?.state === 'listed' ? refs.refs.find((each) => each.name === name) : undefined
  return ref ? { commit: ref.id, name: ref.name } : null
}

function valueOfPicked(picked: Picked | null, none: string): string {
  if (picked === null) return none
  return picked.name === null ? 'commit' : `ref ${picked.name}`
}

/** The slider chose it. */
function chosen(picked: Picked | null): readonly Option[] {
  return picked?.name === null ? [{ value: 'commit', label: 'A commit of the history' }] : []
}
