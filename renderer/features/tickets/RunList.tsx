import { Check, CircleAlert, CircleDashed, CircleSlash, LoaderCircle, RotateCcw } from 'lucide-react'
import { plural } from '../../../shared/core/text.ts'
import type { TicketItem, TicketRun } from '../../../shared/protocol/tickets.ts'
import { useDocument } from '../../state/document.ts'
import { countsOf, isRetryable, retryFiling } from '../../state/tickets/filing.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import look from '../../ui/setup/Setup.module.css'
import styles from './Tickets.module.css'

const ICONS = {
  waiting: CircleDashed,
  running: LoaderCircle,
  created: Check,
  found: Check,
  failed: CircleAlert,
  stopped: CircleSlash,
} as const

/** A run, ticket by ticket, as it stands. */
export function RunList({ run }: { readonly run: TicketRun }) {
  const path = useDocument((state) => state.path)
  const { ended, made } = countsOf(run.items)
  const share = (ended / run.items.length) * 100
  return (
    <section className={look.part} aria-label="Tickets">
      <div
        className={styles.track}
        role="progressbar"
        aria-label="Created"
        aria-valuemin={0}
        aria-valuemax={run.items.length}
        aria-valuenow={ended}
      >
        <div
          className={styles.bar}
          data-done={made === run.items.length || undefined}
          style={{ width: `${share}%` }}
        />
      </div>
      <p role="status">
        <strong>
          {made} of {plural(run.items.length, 'ticket')}
        </strong>{' '}
        in {run.place}
        {run.state === 'running' ? '' : run.state === 'stopped' ? ', stopped' : ''}
      </p>
      {run.problem ? (
        <p className={look.problem} role="alert">
          <strong>{run.problem.message}</strong> {run.problem.hint}
        </p>
      ) : null}
      {path === run.path ? null : (
        <p className={look.ask}>
          This run is over {run.path}. Its ids are written when you open that model and create its tickets
          again: those that were made are found.
        </p>
      )}
      <ul className={styles.made} aria-label="Tickets of this run">
        {run.items.map((item) => (
          <Row key={item.id} item={item} canRetry={run.state !== 'running'} />
        ))}
      </ul>
    </section>
  )
}

function Row({ item, canRetry }: { readonly item: TicketItem; readonly canRetry: boolean }) {
  const Icon = ICONS[item.state]
  return (
    <li className={styles.madeRow} data-state={item.state}>
      <Icon size={14} strokeWidth={1.75} aria-hidden className={styles.icon} />
      <div className={styles.said}>
        <span>{item.title}</span>
        <span className={look.quiet}>{wordsOf(item)}</span>
      </div>
      <span className={styles.links}>
        {item.filed.map(({ ticket, url }) => (
          <a key={ticket} className={styles.link} href={url} target="_blank" rel="noreferrer">
            {ticket}
          </a>
        ))}
      </span>
      {canRetry && isRetryable(item.state) ? (
        <IconButton
          icon={RotateCcw}
          size="small"
          label={`Create ${item.title} again`}
          onClick={() => void retryFiling(item.id)}
        />
      ) : null}
    </li>
  )
}

function wordsOf({ state, problem }: TicketItem): string {
  if (problem) return [problem.message, problem.hint].join(' ').trim()
  const words = {
    waiting: 'Waiting',
    running: 'Creating',
    created: 'Created',
    found: 'Was there already',
    failed: 'Failed',
    stopped: 'Not tried',
  }
  return words[state]
}
