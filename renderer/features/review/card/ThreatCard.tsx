import { PowerOff } from 'lucide-react'
import { type Ref, useMemo } from 'react'
import { findRule } from '../../../../shared/analysis/catalogue/describe.ts'
import { isOutdatedDraft } from '../../../../shared/analysis/redrafting/redraft.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import type { Draft, Model, Risk } from '../../../../shared/model/schema.ts'
import { assumptionOf, passOfRisk, questionOf } from '../../../../shared/triage/passes.ts'
import { useDocument } from '../../../state/document.ts'
import { CERTAINTY_NAMES } from '../../../state/elements/labels.ts'
import { decideOne, pointAt } from '../../../state/review/review.ts'
import { draftTarget } from '../../../state/threats/analysis.ts'
import {
  giveAnswer,
  leaveQuestion,
  listAnswers,
  questionsAbout,
  useOpenQuestions,
} from '../../../state/threats/questions.ts'
import { explainRule } from '../../../state/threats/rules.ts'
import { severityOf, statusWords, type Threat } from '../../../state/threats/threats.ts'
import { Button, IconButton } from '../../../ui/controls/Button.tsx'
import { QuestionForm } from '../../../ui/fields/QuestionForm.tsx'
import { flagWords, sourceWords } from '../../../ui/marks/DraftMarks.tsx'
import { CategoryMark, Chip, SeverityMark } from '../../../ui/marks/Marks.tsx'
import { RuleLink } from '../../../ui/marks/RuleWords.tsx'
import { Resolution } from '../resolving/Resolution.tsx'
import { AlsoThere, TargetHead } from './TargetHead.tsx'
import styles from './ThreatCard.module.css'

const CERTAINTY_HINTS = {
  stated: 'Everything it needs is stated in the model.',
  inferred: 'Something it needs was read from titles.',
  speculative: 'Something it needs is not stated.',
} as const

/** One threat with all that is needed to decide on it. */
export function ThreatCard({
  document,
  threat,
  isAsked,
  ref,
}: {
  readonly document: Document
  readonly threat: Threat
  readonly isAsked: boolean
  readonly ref: Ref<HTMLElement>
}) {
  const { model } = document
  const words = threat.kind === 'draft' ? threat.draft : threat.kind === 'risk' ? threat.risk : null
  const severity = threat.kind === 'risk' ? severityOf(threat.risk, document) : threat.severity
  const certainty = words?.certainty
  const pass = threat.kind === 'risk' ? passOfRisk(threat.risk) : undefined
  const isTested = pass === 'test' || (threat.kind === 'risk' && threat.risk.question !== undefined)
  return (
    <article
      ref={ref}
      tabIndex={-1}
      className={styles.card}
      aria-labelledby="threat-in-hand"
      data-asked={isAsked}
    >
      <TargetHead document={document} target={threat.target} />
      <h2 id="threat-in-hand" className={styles.title}>
        {threat.title}
      </h2>
      <p className={styles.marks}>
        <CategoryMark category={threat.category} named />
        {severity ? <SeverityMark severity={severity} named /> : null}
        {certainty ? <Chip title={CERTAINTY_HINTS[certainty]}>{CERTAINTY_NAMES[certainty]}</Chip> : null}
        {threat.kind === 'risk' ? <Chip>{statusWords(threat)}</Chip> : null}
        {threat.kind === 'draft' ? <Outdated model={model} draft={threat.draft} /> : null}
      </p>
      {threat.kind === 'draft' && threat.draft.flags && threat.draft.flags.length > 0 ? (
        <ul className={styles.flags} aria-label="Doubts">
          {threat.draft.flags.map((flag) => (
            <li key={flagWords(flag)}>{flagWords(flag)}</li>
          ))}
        </ul>
      ) : null}
      <CardQuestion model={model} threat={threat} />
      {threat.kind === 'risk' && isTested ? <TrueHere risk={threat.risk} /> : null}
      {words?.description && words.description !== threat.title ? (
        <p className={styles.text}>{words.description}</p>
      ) : null}
      <dl className={styles.parts}>
        {words?.assumption && !isTested ? (
          <>
            <dt>Assumes</dt>
            <dd>{words.assumption}</dd>
          </>
        ) : null}
        {words?.mitigation ? (
          <>
            <dt>Mitigation</dt>
            <dd>{words.mitigation}</dd>
          </>
        ) : null}
        {threat.kind === 'risk' ? <Resolution model={model} risk={threat.risk} /> : null}
        {threat.kind === 'draft' ? <Grounds document={document} draft={threat.draft} /> : null}
      </dl>
      <AlsoThere document={document} target={threat.target} than={threat} />
    </article>
  )
}

/** The question of the second pass: what the threat takes for granted. */
function TrueHere({ risk }: { readonly risk: Risk }) {
  return (
    <section className={styles.asked} aria-label="Is this true here?">
      <h3>Is this true here?</h3>
      <p>{assumptionOf(risk)}</p>
      {risk.question === undefined ? null : (
        <p className={styles.open}>
          {`To find out${risk.owner ? `, by ${risk.owner}` : ''}`}
          {risk.question === questionOf(risk) ? null : `: ${risk.question}`}
        </p>
      )}
    </section>
  )
}

/** The model was changed after the draft was made: what it says may hold no longer. */
function Outdated({ model, draft }: { readonly model: Model; readonly draft: Draft }) {
  const team = useDocument((state) => state.config.rules)
  const readOnly = useDocument((state) => state.readOnly)
  const isOutdated = useMemo(() => isOutdatedDraft(model, draft, team), [model, draft, team])
  if (!isOutdated) return null
  return (
    <>
      <Chip tone="stale">Changed since it was drafted</Chip>
      {readOnly ? null : (
        <Button variant="quiet" onClick={() => decideOne(() => draftTarget(draft.target))}>
          Draft again
        </Button>
      )}
    </>
  )
}

/** The first question that keeps the draft a guess; its digits are actions, so they work without the focus. */
function CardQuestion({ model, threat }: { readonly model: Model; readonly threat: Threat }) {
  const team = useDocument((state) => state.config.rules)
  const readOnly = useDocument((state) => state.readOnly)
  const questions = useMemo(() => questionsAbout(model, threat, team), [model, threat, team])
  const [question] = useOpenQuestions(questions)
  if (!question || readOnly) return null
  // The answered question goes, and with it the focus: the card has it again.
  const leaveFocus = () => {
    if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
  }
  return (
    <div className={styles.question}>
      <QuestionForm
        question={question.question}
        answers={listAnswers(model, question)}
        onAnswer={(answer) => {
          leaveFocus()
          decideOne(() => giveAnswer(question, answer))
        }}
        onLeave={() => {
          leaveFocus()
          leaveQuestion(question)
        }}
      />
    </div>
  )
}

/** The rules that fired, the strongest first; each leads to what it looks for and to its switch. */
function RuleList({ rules, target }: { readonly rules: readonly string[]; readonly target: string }) {
  const team = useDocument((state) => state.config.rules)
  const readOnly = useDocument((state) => state.readOnly)
  return (
    <ul className={styles.rules} aria-label="Rules">
      {rules.map((id) => (
        <li key={id}>
          {findRule(id, team) ? (
            <>
              <RuleLink id={id} onOpen={() => explainRule(id, target)} />
              {readOnly ? null : (
                <IconButton
                  icon={PowerOff}
                  size="small"
                  label={`Switch ${id} off…`}
                  onClick={() => explainRule(id, target, true)}
                />
              )}
            </>
          ) : (
            id
          )}
        </li>
      ))}
    </ul>
  )
}

/** What a draft rests on and who says so. */
function Grounds({ document, draft }: { readonly document: Document; readonly draft: Draft }) {
  const { facts, rules, evidence = [] } = draft
  return (
    <>
      {evidence.length > 0 ? (
        <>
          <dt>Rests on</dt>
          <dd className={styles.evidence}>
            {evidence.map((ref) => (
              <button key={ref} type="button" onClick={() => pointAt(ref)}>
                {titleOf(document.model, ref)}
              </button>
            ))}
          </dd>
        </>
      ) : null}
      {facts.length > 0 || rules.length > 0 ? (
        <>
          <dt>Why</dt>
          <dd>
            <Why facts={facts} />
            <RuleList rules={rules} target={draft.target} />
          </dd>
        </>
      ) : null}
      {draft.source.by === 'llm' ? (
        <>
          <dt>Drafted by</dt>
          <dd>{sourceWords(draft)}</dd>
        </>
      ) : null}
    </>
  )
}

const FIRST_FACTS = 4

/** The facts that made the rules fire; most drafts rest on the first few. */
function Why({ facts }: { readonly facts: readonly string[] }) {
  const list = (some: readonly string[]) => (
    <ul className={styles.why}>
      {some.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  )
  // A fold for one more line would hide as much as it shows.
  if (facts.length <= FIRST_FACTS + 1) return list(facts)
  return (
    <>
      {list(facts.slice(0, FIRST_FACTS))}
      <details className={styles.more}>
        <summary>{facts.length - FIRST_FACTS} more facts</summary>
        {list(facts.slice(FIRST_FACTS))}
      </details>
    </>
  )
}
