import type { Ref } from 'react'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { CERTAINTY_NAMES } from '../../state/labels.ts'
import { pointAt, reviewThreat } from '../../state/review.ts'
import { elementOf, severityOf, statusWords, type Threat, threatsByTarget } from '../../state/threats.ts'
import { flagWords, sourceWords } from '../../ui/DraftMarks.tsx'
import { ElementIcon, type ElementKind } from '../../ui/ElementIcon.tsx'
import { CategoryMark, Chip, SeverityMark } from '../../ui/Marks.tsx'
import styles from './ThreatCard.module.css'
import { targetFacts } from './target-facts.ts'

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
  const others = (threatsByTarget(document).get(threat.target) ?? []).filter(
    (other) => other.key !== threat.key && other.kind !== 'rejected',
  )
  return (
    <article
      ref={ref}
      tabIndex={-1}
      className={styles.card}
      aria-labelledby="threat-in-hand"
      data-asked={isAsked}
    >
      <header className={styles.target}>
        <ElementIcon kind={kindOf(document, threat.target)} crosses />
        <div>
          <p className={styles.name}>{titleOf(model, threat.target)}</p>
          <p className={styles.facts}>{targetFacts(model, threat.target).join(' · ')}</p>
        </div>
      </header>
      <h2 id="threat-in-hand" className={styles.title}>
        {threat.title}
      </h2>
      <p className={styles.marks}>
        <CategoryMark category={threat.category} named />
        {severity ? <SeverityMark severity={severity} named /> : null}
        {certainty ? <Chip title={CERTAINTY_HINTS[certainty]}>{CERTAINTY_NAMES[certainty]}</Chip> : null}
        {threat.kind === 'risk' ? <Chip>{statusWords(threat)}</Chip> : null}
      </p>
      {threat.kind === 'draft' && threat.draft.flags && threat.draft.flags.length > 0 ? (
        <ul className={styles.flags} aria-label="Doubts">
          {threat.draft.flags.map((flag) => (
            <li key={flagWords(flag)}>{flagWords(flag)}</li>
          ))}
        </ul>
      ) : null}
      {words?.description && words.description !== threat.title ? (
        <p className={styles.text}>{words.description}</p>
      ) : null}
      <dl className={styles.parts}>
        {words?.assumption ? (
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
        {threat.kind === 'draft' ? <Grounds document={document} draft={threat.draft} /> : null}
      </dl>
      {others.length > 0 ? (
        <section className={styles.others} aria-label="Also at this target">
          <h3>Also at this target</h3>
          <ul>
            {others.map((other) => (
              <li key={other.key}>
                <button type="button" onClick={() => reviewThreat(other)}>
                  <CategoryMark category={other.category} />
                  <span>{other.title}</span>
                  <em>{other.kind === 'risk' ? (other.risk.ticket ?? statusWords(other)) : 'Draft'}</em>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
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
            <p className={styles.rules}>{rules.join(', ')}</p>
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

function kindOf({ model }: Document, target: string): ElementKind {
  const index = indexOf(model)
  if (target.startsWith('boundary:')) return index.boundaries.get(elementOf(target))?.kind ?? 'line'
  return index.components.get(target)?.kind ?? 'flow'
}
