import { type KeyboardEvent, useState } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import { cover } from '../../../state/review/answers.ts'
import { recentReasons } from '../../../state/review/outcome.ts'
import type { AddItem } from '../../../state/review/queues.ts'
import { answerInHand, countInScope } from '../../../state/review/review.ts'
import { setReview } from '../../../state/review/store.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import decisions from '../deciding/Decisions.module.css'
import { ScopeRow } from '../deciding/ScopeRow.tsx'

/** The answer to a question in one field: Enter gives it, a digit takes one that was given before. */
export function AnswerForm({ document, item }: { readonly document: Document; readonly item: AddItem }) {
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  const recent = item.kind === 'missing' ? recentReasons(document.model, 'covered') : []
  const count = countInScope()
  const give = (words: string) => answerInHand((each) => cover(each, words))
  const confirm = () => {
    if (text.trim() === '') setMissing(true)
    else give(text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const taken = text === '' && isPlain ? recent[Number(event.key) - 1] : undefined
    if (event.key === 'Enter') confirm()
    else if (event.key === 'Escape') setReview({ ask: null })
    else if (taken !== undefined) give(taken)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <footer className={decisions.footer}>
      <ScopeRow document={document} />
      <TextField
        label={item.kind === 'remark' ? `Answer to: ${item.remark.text}` : 'How it is covered'}
        value={text}
        ref={focusAtOnce}
        error={isMissing && text.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={setText}
        onKeyDown={onKeyDown}
      />
      {recent.length > 0 ? (
        <ul className={decisions.recent} aria-label="Answers given before">
          {recent.map((words, at) => (
            <li key={words}>
              <button type="button" title={words} onClick={() => give(words)}>
                {text === '' ? <Kbd keys={String(at + 1)} /> : null}
                {words}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={decisions.confirm}>
        <Button variant="primary" onClick={confirm}>
          {count > 1 ? `Answer ${count}` : 'Answer'}
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
