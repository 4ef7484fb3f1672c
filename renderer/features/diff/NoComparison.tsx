import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { Compared } from '../../state/changes/comparison.ts'
import { readHistory, retryRevision } from '../../state/changes/history.ts'
import { useUnread } from '../../state/changes/unread.ts'
import { useDocument } from '../../state/document.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import styles from './Changes.module.css'

/** Why nothing can be compared, and what to do about it. */
export function NoComparison({ compared }: { readonly compared: Exclude<Compared, { state: 'compared' }> }) {
  const path = useDocument((state) => state.path) ?? 'The model'
  const unread = useUnread()?.words ?? ''
  switch (compared.state) {
    case 'reading':
      return (
        <p className={styles.reading} role="status">
          Reading the history
        </p>
      )
    case 'no-history':
      return <Reason title={compared.why.message} text={compared.why.hint} action={<ReadAgain />} />
    case 'uncommitted':
      return (
        <Reason
          title={`${path} is in no commit yet`}
          text="Commit it with git. From then on this shows what changed since, on the canvas and in a list."
          action={<ReadAgain />}
        />
      )
    case 'failed': {
      const { commit, problem } = compared
      return (
        <Reason
          title={problem.message}
          text={problem.hint}
          action={
            <Button
              icon={RefreshCw}
              onClick={() => (commit === null ? void readHistory() : retryRevision(commit))}
            >
              Try again
            </Button>
          }
        />
      )
    }
    case 'absent':
      return (
        <Reason
          title={unread}
          text="It was added later, or on another branch. Choose another revision above."
        />
      )
    case 'broken':
      return (
        <Reason
          title={unread}
          text="Choose another revision above. The file that is open is not concerned."
          action={<Places diagnostics={compared.diagnostics} />}
        />
      )
  }
}

function Reason({
  title,
  text,
  action,
}: {
  readonly title: string
  readonly text?: string | undefined
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.reason}>
      <EmptyState title={title} text={text} action={action} />
    </div>
  )
}

function ReadAgain() {
  return (
    <Button icon={RefreshCw} onClick={() => void readHistory()}>
      Read again
    </Button>
  )
}

const SHOWN = 20

function Places({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <ol className={styles.places}>
      {diagnostics.slice(0, SHOWN).map(({ file, range, message }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all but their place
        <li key={at}>
          <span className={styles.place}>
            {[file, range ? `line ${range.start.line}` : ''].filter(Boolean).join(', ')}
          </span>
          {message}
        </li>
      ))}
    </ol>
  )
}
