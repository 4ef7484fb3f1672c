import { Check, CircleAlert, CircleDashed, CircleSlash, LoaderCircle, RotateCcw } from 'lucide-react'
import { plural } from '../../../shared/core/text.ts'
import type { RunItem } from '../../../shared/protocol/llm.ts'
import { CATEGORY_NAMES } from '../../state/elements/labels.ts'
import { isRetryable, useDrafting } from '../../state/llm/drafting.ts'
import { draftChanged } from '../../state/llm/preview.ts'
import { retryRun } from '../../state/llm/run.ts'
import { select } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import styles from './RunPanel.module.css'

const ICONS = {
  waiting: CircleDashed,
  running: LoaderCircle,
  done: Check,
  cached: Check,
  failed: CircleAlert,
  stopped: CircleSlash,
} as const

/** One request of a run: what it came to, and what of its reply was not taken and why. */
export function RunRow({ item, canRetry }: { readonly item: RunItem; readonly canRetry: boolean }) {
  const late = useDrafting((state) => state.late)
  const Icon = ICONS[item.state]
  const isTarget = item.id !== 'questions' && item.id !== 'description'
  return (
    <li className={styles.item} data-state={item.state}>
      <Icon size={14} strokeWidth={1.75} aria-hidden className={styles.icon} />
      {isTarget ? (
        <button
          type="button"
          className={styles.name}
          title={item.title}
          onClick={() => {
            select([item.id])
            reveal([item.id])
          }}
        >
          {item.title}
        </button>
      ) : (
        <span className={styles.name}>{item.title}</span>
      )}
      <div className={styles.said}>
        <span>{outcomeOf(item)}</span>
        <Lost item={item} />
      </div>
      {canRetry && late.has(item.id) ? (
        <IconButton
          icon={RotateCcw}
          size="small"
          label={`Draft ${item.title} as it is now`}
          onClick={() => void draftChanged([item.id])}
        />
      ) : null}
      {canRetry && isRetryable(item, late) ? (
        <IconButton
          icon={RotateCcw}
          size="small"
          label={`Ask about ${item.title} again`}
          onClick={() => void retryRun([item.id])}
        />
      ) : null}
    </li>
  )
}

function Lost({ item: { dropped, unanswered } }: { readonly item: RunItem }) {
  if (dropped.length === 0 && unanswered.length === 0) return null
  const words = [
    dropped.length > 0 ? `${plural(dropped.length, 'row')} not taken` : null,
    unanswered.length > 0 ? `${plural(unanswered.length, 'category', 'categories')} not answered` : null,
  ].filter((part) => part !== null)
  return (
    <details className={styles.lost}>
      <summary>{words.join(', ')}</summary>
      <ul>
        {dropped.map(({ row, reason }) => (
          <li key={`${reason} ${row}`}>
            {reason} <code>{row}</code>
          </li>
        ))}
        {unanswered.length > 0 ? (
          <li>
            The reply says nothing of {unanswered.map((category) => CATEGORY_NAMES[category]).join(', ')}.
          </li>
        ) : null}
      </ul>
    </details>
  )
}

/** "4 drafts, 2 remarks", or why there are none. */
function outcomeOf({ state, drafts, remarks, problem }: RunItem): string {
  if (state === 'waiting') return 'Waiting'
  if (state === 'running') return 'Asking'
  if (state === 'stopped') return 'Stopped'
  if (state === 'failed') return problem ? sentences(problem.message, problem.hint) : 'Failed'
  const parts = [
    drafts.length > 0 ? plural(drafts.length, 'draft') : null,
    remarks.length > 0 ? plural(remarks.length, 'remark') : null,
  ].filter((part) => part !== null)
  const words = parts.length === 0 ? 'No draft' : parts.join(', ')
  return state === 'cached' ? `${words}, from cache` : words
}

/** What a server says often ends without a full stop. */
function sentences(message: string, hint: string | undefined): string {
  const said = /[.!?]$/.test(message) ? message : `${message}.`
  return hint === undefined ? said : `${said} ${hint}`
}
