import { type KeyboardEvent, useState } from 'react'
import { plural } from '../../../../shared/core/text.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { REMARK_KINDS, type Remark } from '../../../../shared/model/schema.ts'
import { isOpenRemark } from '../../../../shared/triage/remarks.ts'
import { useDocument } from '../../../state/document.ts'
import { acceptNotApplicable, answer, dismiss } from '../../../state/remarks.ts'
import { setReview } from '../../../state/review/review.ts'
import { select } from '../../../state/ui.ts'
import { reveal } from '../../../state/view.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/Fields.tsx'
import { CategoryMark } from '../../../ui/Marks.tsx'
import styles from './Remarks.module.css'

const HEADS: Record<Remark['kind'], (count: number) => string> = {
  question: (count) => `${plural(count, 'question')} of the language model`,
  'cannot-assess': (count) => `${plural(count, 'category', 'categories')} it cannot assess`,
  'not-applicable': (count) => `${plural(count, 'category', 'categories')} it takes for not applicable`,
}

/** The third pass: what the language model said that is no threat, each to be taken in or dismissed. */
export function Remarks({ document }: { readonly document: Document }) {
  const remarks = (document.remarks ?? []).filter(isOpenRemark)
  if (remarks.length === 0) return null
  return (
    <section className={styles.remarks} aria-label="Remarks of the language model">
      {[...REMARK_KINDS].reverse().map((kind) => {
        const those = remarks.filter((remark) => remark.kind === kind)
        return those.length === 0 ? null : (
          <details key={kind} open={kind === 'question'}>
            <summary>{HEADS[kind](those.length)}</summary>
            <ul>
              {those.map((remark) => (
                <RemarkItem key={remark.id} document={document} remark={remark} />
              ))}
            </ul>
          </details>
        )
      })}
    </section>
  )
}

function RemarkItem({ document, remark }: { readonly document: Document; readonly remark: Remark }) {
  const readOnly = useDocument((state) => state.readOnly)
  const { target, category, text, why, kind } = remark
  return (
    <li className={styles.remark}>
      <p className={styles.where}>
        {category ? <CategoryMark category={category} named /> : null}
        <button
          type="button"
          onClick={() => {
            select([target])
            reveal([target])
          }}
        >
          {titleOf(document.model, target)}
        </button>
      </p>
      <p className={styles.text}>{text}</p>
      {why ? <p className={styles.why}>{why}</p> : null}
      {readOnly ? null : (
        <>
          {kind === 'not-applicable' ? null : <Answer remark={remark} />}
          <p className={styles.buttons}>
            {kind === 'not-applicable' ? (
              <Button onClick={() => acceptNotApplicable(remark)}>Accept</Button>
            ) : null}
            <Button variant="quiet" onClick={() => setReview({ ask: 'add', remark: remark.id })}>
              Turn into a risk
            </Button>
            <Button variant="quiet" onClick={() => dismiss(remark)}>
              Dismiss
            </Button>
          </p>
        </>
      )}
    </li>
  )
}

function Answer({ remark }: { readonly remark: Remark }) {
  const [text, setText] = useState('')
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') event.currentTarget.blur()
    else answer(remark, text)
  }
  return (
    <TextField
      label={`Answer to: ${remark.text}`}
      hideLabel
      placeholder="Answer, then Enter: it becomes a note"
      value={text}
      onChange={setText}
      onKeyDown={onKeyDown}
    />
  )
}
