import { useEffect } from 'react'
import type { Document } from '../../../shared/model/document.ts'
import { useDocument } from '../../state/document.ts'
import { type AddItem, addQueueOf, countsOf, queueOf, stepOf } from '../../state/review/queues.ts'
import { askedOf, inHandOf } from '../../state/review/review.ts'
import { type Ask, useReview } from '../../state/review/store.ts'
import { followUndo } from '../../state/review/undo.ts'
import type { Threat } from '../../state/threats/threats.ts'
import { useUi } from '../../state/ui.ts'
import { TabPanel } from '../../ui/controls/Tabs.tsx'
import { AnswerForm } from './adding/AnswerForm.tsx'
import { QuestionCard } from './adding/QuestionCard.tsx'
import { ThreatCard } from './card/ThreatCard.tsx'
import { useCardFocus, useTargetOnCanvas } from './card/use-in-hand.ts'
import { AskForm } from './deciding/AskForm.tsx'
import { Decisions } from './deciding/Decisions.tsx'
import { RiskForm } from './deciding/RiskForm.tsx'
import { UnknownForm } from './deciding/UnknownForm.tsx'
import { PassEnd } from './end/PassEnd.tsx'
import { Summary } from './end/Summary.tsx'
import { Header } from './header/Header.tsx'
import { Place } from './header/Place.tsx'
import styles from './Review.module.css'
import { AcceptForm } from './resolving/AcceptForm.tsx'
import { MitigatedForm } from './resolving/MitigatedForm.tsx'

/** The passes of a review, one thing at a time, beside the canvas that shows its target. */
export function Review() {
  const document = useDocument((state) => state.history.present)
  const { step: chosen, ask, search, asked, skipped } = useReview((state) => state)
  const focused = useUi((state) => state.focusedThreat)
  const step = stepOf(document, chosen, skipped)
  const threats = queueOf(document, step, search)
  const questions = step === 'add' ? addQueueOf(document, skipped, search) : []
  const { item: threat, at: threatAt } =
    step === 'add' || step === 'summary' ? NOTHING : inHandOf(document, threats, focused)
  const { item: question, at: questionAt } = askedOf(questions, asked)
  const inHand = threat ?? question
  const card = useCardFocus(inHand?.key ?? step, ask)
  useTargetOnCanvas(inHand)
  useEffect(followUndo, [])
  const waiting = step === 'add' ? questions.length : threats.length
  const isPass = step !== 'summary'
  return (
    <aside className={styles.panel} aria-label="Review">
      <header className={styles.header}>
        <Header document={document} step={step} counts={countsOf(document, skipped)} />
        {isPass && (waiting > 0 || search !== '') ? (
          <Place at={threat ? threatAt : questionAt} of={waiting} search={search} />
        ) : null}
      </header>
      <TabPanel name="review" id={step} className={styles.scroll}>
        {threat ? (
          <ThreatCard
            ref={card}
            key={threat.key}
            document={document}
            threat={threat}
            isAsked={ask !== null}
          />
        ) : question ? (
          <QuestionCard ref={card} key={question.key} document={document} item={question} />
        ) : isPass ? (
          <PassEnd ref={card} key={step} document={document} pass={step} />
        ) : (
          <Summary ref={card} key={step} document={document} />
        )}
      </TabPanel>
      <Footer document={document} threat={threat} question={question} ask={ask} />
    </aside>
  )
}

/** What is asked of what is in hand, else what can be decided about it. */
function Footer({
  document,
  threat,
  question,
  ask,
}: {
  readonly document: Document
  readonly threat: Threat | undefined
  readonly question: AddItem | undefined
  readonly ask: Ask | null
}) {
  const readOnly = useDocument((state) => state.readOnly)
  const inHand = threat ?? question
  if (readOnly)
    return inHand ? (
      <p className={styles.readOnly}>This model cannot be written, so nothing can be decided.</p>
    ) : null
  if (ask === 'add') return <RiskForm key="add" document={document} at={inHand?.target} />
  if (question && ask === 'found') return <RiskForm key={question.key} document={document} item={question} />
  if (question && ask === 'covered')
    return <AnswerForm key={question.key} document={document} item={question} />
  if (!inHand) return null
  if (!threat || ask === null || ask === 'covered' || ask === 'found')
    return <Decisions document={document} item={inHand} />
  if (ask === 'edit') return <RiskForm key={threat.key} document={document} threat={threat} />
  if (ask === 'unknown') return <UnknownForm key={threat.key} threat={threat} />
  if (ask === 'accept') return <AcceptForm key={threat.key} document={document} threat={threat} />
  if (ask === 'mitigated') return <MitigatedForm key={threat.key} document={document} threat={threat} />
  return <AskForm key={`${threat.key}:${ask}`} document={document} threat={threat} ask={ask} />
}

const NOTHING = { item: undefined, at: -1 }
