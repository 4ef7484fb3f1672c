import type { Ref } from 'react'
import type { Document } from '../../../../shared/model/document.ts'
import type { Remark } from '../../../../shared/model/schema.ts'
import type { AddItem } from '../../../state/review/queues.ts'
import { CategoryMark, Chip } from '../../../ui/marks/Marks.tsx'
import { AlsoThere, TargetHead } from '../card/TargetHead.tsx'
import card from '../card/ThreatCard.module.css'

const KINDS: Record<Remark['kind'], string> = {
  question: 'Question of the language model',
  'cannot-assess': 'The language model cannot assess it',
  'not-applicable': 'The language model takes it for not applicable',
}

/** One question about what may be missing, with the risk that a bad answer would be. */
export function QuestionCard({
  document,
  item,
  ref,
}: {
  readonly document: Document
  readonly item: AddItem
  readonly ref: Ref<HTMLElement>
}) {
  const { kind, target } = item
  const category = kind === 'missing' ? item.question.category : item.remark.category
  return (
    <article ref={ref} tabIndex={-1} className={card.card} aria-labelledby="question-in-hand">
      <TargetHead document={document} target={target} />
      <h2 id="question-in-hand" className={card.title}>
        {kind === 'missing' ? item.question.question : item.remark.text}
      </h2>
      <p className={card.marks}>
        <Chip>{kind === 'missing' ? item.question.topic : KINDS[item.remark.kind]}</Chip>
        {category ? <CategoryMark category={category} named /> : null}
      </p>
      {kind === 'remark' ? (
        item.remark.why ? (
          <p className={card.text}>{item.remark.why}</p>
        ) : null
      ) : (
        <dl className={card.parts}>
          <dt>If not</dt>
          <dd>{item.question.title}</dd>
          {item.question.mitigation ? (
            <>
              <dt>Mitigation</dt>
              <dd>{item.question.mitigation}</dd>
            </>
          ) : null}
        </dl>
      )}
      <AlsoThere document={document} target={target} />
    </article>
  )
}
