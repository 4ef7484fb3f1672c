import { type KeyboardEvent, useRef, useState } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { reasonFromAssumption } from '../../../../shared/triage/passes.ts'
import { useDocument } from '../../../state/document.ts'
import { CATEGORY_NAMES } from '../../../state/elements/labels.ts'
import { nextTicket, recentReasons } from '../../../state/review/outcome.ts'
import { countInScope, decide } from '../../../state/review/review.ts'
import { type Ask, setReview } from '../../../state/review/store.ts'
import { keepWithTicket, reject, setNotApplicable, wontFix } from '../../../state/threats/analysis.ts'
import type { Threat } from '../../../state/threats/threats.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import styles from './Decisions.module.css'
import { ScopeRow } from './ScopeRow.tsx'

type Question = Exclude<Ask, 'edit' | 'add' | 'accept' | 'mitigated' | 'unknown' | 'covered' | 'found'>

const CONFIRM: Record<Question, string> = {
  reject: 'Reject',
  ticket: 'Keep with ticket',
  'wont-fix': "Won't fix",
  'not-applicable': 'Not applicable',
}

/**
 * One question in one field: Enter answers it, Escape leaves, the arrow keys offer what was said before and a
 * digit takes it while nothing is typed.
 */
export function AskForm({
  document,
  threat,
  ask,
}: {
  readonly document: Document
  readonly threat: Threat
  readonly ask: Question
}) {
  const prefix = useDocument((state) => state.config.tickets.prefix)
  const [text, setText] = useState(() => startOf(ask, threat, document, prefix))
  const [isTyped, setTyped] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const recent = offeredFor(ask, threat, document).filter((reason) => reason !== text || isTyped)
  const count = countInScope()
  const offered = useRef(-1)
  const confirm = () => {
    const answer = text.trim()
    if (answer === '') setMissing(true)
    else give(answer)
  }
  const give = (answer: string) => decide((inHand) => answerWith(ask, inHand, answer))
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const taken =
      isTyped || event.ctrlKey || event.metaKey || event.altKey ? undefined : recent[Number(event.key) - 1]
    if (event.key === 'Enter') confirm()
    else if (taken !== undefined) give(taken)
    else if (event.key === 'Escape') setReview({ ask: null })
    else if (step !== undefined && recent.length > 0) {
      offered.current = (offered.current + step + recent.length) % recent.length
      setText(recent[offered.current] ?? text)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <footer className={styles.footer}>
      <ScopeRow document={document} />
      <TextField
        label={questionOf(ask, threat, document)}
        value={text}
        ref={focusAtOnce}
        error={isMissing && text.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={(typed) => {
          setText(typed)
          setTyped(true)
        }}
        onKeyDown={onKeyDown}
      />
      {recent.length > 0 ? (
        <ul className={styles.recent} aria-label="Reasons given before">
          {recent.map((reason, at) => (
            <li key={reason}>
              <button type="button" title={reason} onClick={() => give(reason)}>
                {isTyped ? null : <Kbd keys={String(at + 1)} />}
                {reason}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.confirm}>
        <Button variant="primary" onClick={confirm}>
          {count > 1 ? `${CONFIRM[ask]} (${count})` : CONFIRM[ask]}
        </Button>
        <Button variant="quiet" onClick={() => setReview({ ask: null })}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}

/** What was said before, then what the assumption suggests. */
function offeredFor(ask: Question, threat: Threat, { model }: Document): readonly string[] {
  if (ask === 'ticket') return []
  const recent = recentReasons(model, ask)
  const assumption = threat.kind === 'draft' ? threat.draft.assumption : ''
  return ask === 'reject' && assumption ? [...recent, reasonFromAssumption(assumption)] : recent
}

function startOf(ask: Question, threat: Threat, document: Document, prefix: string): string {
  if (ask === 'ticket') return ticketOf(threat, document, prefix)
  return ask === 'reject' && threat.kind === 'risk' && threat.risk.assumption
    ? reasonFromAssumption(threat.risk.assumption)
    : ''
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
  field?.select()
}

function answerWith(ask: Question, threat: Threat, answer: string): void {
  if (ask === 'reject') reject(threat, answer)
  else if (ask === 'ticket') keepWithTicket(threat, answer)
  else if (ask === 'wont-fix') wontFix(threat, answer)
  else setNotApplicable(threat.target, threat.category, answer)
}

function questionOf(ask: Question, threat: Threat, { model }: Document): string {
  if (ask === 'ticket') return 'Ticket'
  if (ask === 'reject') return 'Reason why it is not real here'
  if (ask === 'wont-fix') return 'Reason why it will not be fixed'
  return `Reason why ${CATEGORY_NAMES[threat.category].toLowerCase()} cannot concern ${titleOf(model, threat.target)}`
}

function ticketOf(threat: Threat, { model }: Document, prefix: string): string {
  return (threat.kind === 'risk' ? threat.risk.ticket : undefined) ?? nextTicket(model, prefix)
}
