import { type KeyboardEvent, useState } from 'react'
import { leaveOpen, openQuestionOf } from '../../../state/review/answers.ts'
import { decideOne } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import type { Threat } from '../../../state/threats/threats.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import styles from './Decisions.module.css'

/** Nobody here knows: what has to be found out, and who does. Enter leaves the risk open with that. */
export function UnknownForm({ threat }: { readonly threat: Threat }) {
  const [question, setQuestion] = useState(() => openQuestionOf(threat))
  const [owner, setOwner] = useState(threat.kind === 'risk' ? (threat.risk.owner ?? '') : '')
  const [isMissing, setMissing] = useState(false)
  const confirm = () => {
    if (question.trim() === '') setMissing(true)
    else decideOne((inHand) => leaveOpen(inHand, question, owner))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') confirm()
    else if (event.key === 'Escape') setReview({ ask: null })
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <footer className={styles.footer}>
      <TextField
        label="What has to be found out"
        value={question}
        error={isMissing && question.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={setQuestion}
        onKeyDown={onKeyDown}
      />
      <TextField
        label="Who finds out"
        hint="The owner of the risk; it can stay empty."
        value={owner}
        ref={focusAtOnce}
        onChange={setOwner}
        onKeyDown={onKeyDown}
      />
      <div className={styles.confirm}>
        <Button variant="primary" onClick={confirm}>
          Leave open
        </Button>
        <Button variant="quiet" onClick={() => setReview({ ask: null })}>
          Cancel
        </Button>
      </div>
    </footer>
  )
}

function focusAtOnce(field: HTMLInputElement | null): void {
  field?.focus()
}
