import { useEffect, useRef } from 'react'
import type { Question } from '../../../../shared/analysis/questions.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { giveAnswer, leaveQuestion, listAnswers, useOpenQuestions } from '../../../state/threats/questions.ts'
import { QuestionForm } from '../../../ui/fields/QuestionForm.tsx'
import styles from './TargetQuestions.module.css'

/** What the model leaves open about one target, each answered in place. */
export function TargetQuestions({
  model,
  questions,
}: {
  readonly model: Model
  readonly questions: readonly Question[]
}) {
  const open = useOpenQuestions(questions)
  const list = useRef<HTMLUListElement>(null)
  const answered = useRef(-1)
  // Whoever answers with the keyboard goes on with the next question.
  useEffect(() => {
    const at = answered.current
    answered.current = -1
    if (at < 0 || open.length === 0) return
    const forms = list.current?.querySelectorAll('fieldset') ?? []
    forms[Math.min(at, forms.length - 1)]?.querySelector<HTMLElement>('button, select')?.focus()
  }, [open.length])
  if (open.length === 0) return null
  return (
    <ul ref={list} className={styles.questions} aria-label="Questions">
      {open.map((question, at) => (
        <li key={`${question.attribute} ${question.target}`}>
          <QuestionForm
            question={question.question}
            answers={listAnswers(model, question)}
            onAnswer={(answer) => {
              answered.current = at
              giveAnswer(question, answer)
            }}
            onLeave={() => {
              answered.current = at
              leaveQuestion(question)
            }}
          />
        </li>
      ))}
    </ul>
  )
}
