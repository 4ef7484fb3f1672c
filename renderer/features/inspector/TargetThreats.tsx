import { Plus, Sparkles } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { isStale } from '../../../shared/analysis/coverage.ts'
import { questionsAt } from '../../../shared/analysis/questions.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { draftWithLlm } from '../../actions/drafting.ts'
import { useDocument, useSettledDocument } from '../../state/document.ts'
import { reviewThreat } from '../../state/review/review.ts'
import { setReview } from '../../state/review/store.ts'
import { isAnalysedIn, isOutdatedIn } from '../../state/selectors.ts'
import { dismissedWords, draftTarget, setAnalysed } from '../../state/threats/analysis.ts'
import { statusWords, type Threat, threatsByTarget } from '../../state/threats/threats.ts'
import { notify, setUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { usePainted } from '../../ui/fields/use-painted.ts'
import { CategoryMark, Chip } from '../../ui/marks/Marks.tsx'
import { Section } from './fields/Section.tsx'
import styles from './Inspector.module.css'
import { TargetQuestions } from './rules/TargetQuestions.tsx'

/** What is known against one target: its open drafts and risks, and how far its review is. */
export function TargetThreats({ model, target }: { readonly model: Model; readonly target: string }) {
  const document = useSettledDocument()
  // Questions need facts of what is around the target; typing must not wait for them.
  const asked = useDeferredValue(document.model)
  const team = useDocument((state) => state.config.rules)
  // The first that is asked about looks at the whole model: what is selected is shown before.
  const isPainted = usePainted()
  const questions = useMemo(
    () => (isPainted ? questionsAt(asked, target, team) : []),
    [isPainted, asked, target, team],
  )
  const { drafts } = document
  const isOutdated = useMemo(
    () => isPainted && isOutdatedIn(asked, drafts, target, team),
    [isPainted, asked, drafts, target, team],
  )
  const shown = (threatsByTarget(document).get(target) ?? []).filter((threat) => threat.kind !== 'rejected')
  const { components, analyses } = indexOf(model)
  const isBoundary = target.startsWith('boundary:')
  const isTarget = components.has(target) || crossingsOf(model).has(target)
  if (!isTarget && shown.length === 0 && !isBoundary) {
    return <p className={styles.outside}>It crosses no boundary, so it is not analysed on its own.</p>
  }
  const reviewed = analyses.get(target)?.reviewed
  const analysed = isTarget && isAnalysedIn(document, target)
  const stale = isTarget && isStale(model, target)
  const outdated = isTarget && !analysed && isOutdated
  return (
    <Section title="Threats" open count={shown.length}>
      {isTarget ? (
        <p className={styles.state}>
          {stale ? <Chip tone="stale">Changed since its review</Chip> : null}
          {outdated && !stale ? <Chip tone="stale">Changed since it was drafted</Chip> : null}
          {analysed ? (
            <Chip tone="done">Analysed{reviewed ? ` ${reviewed}` : ''}</Chip>
          ) : stale ? null : (
            <Chip>Not analysed</Chip>
          )}
        </p>
      ) : null}
      {shown.length > 0 ? (
        <ul className={styles.rows}>
          {shown.map((threat) => (
            <li key={threat.key}>
              <ThreatRow threat={threat} />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>No open drafts and no risks.</p>
      )}
      <TargetQuestions model={model} questions={questions} />
      <div className={styles.buttons}>
        {isTarget && !analysed ? (
          <Button
            onClick={() => notify('done', dismissedWords(1, setAnalysed([target], titleOf(model, target))))}
          >
            Mark analysed
          </Button>
        ) : null}
        {isTarget && !analysed && (shown.length === 0 || outdated) ? (
          <Button onClick={() => draftTarget(target)}>{outdated ? 'Draft again' : 'Draft threats'}</Button>
        ) : null}
        {isTarget ? (
          <Button icon={Sparkles} onClick={() => void draftWithLlm([target], titleOf(model, target))}>
            Ask the language model
          </Button>
        ) : null}
        <Button
          variant="quiet"
          icon={Plus}
          onClick={() => {
            setUi({ mode: 'review' })
            setReview({ ask: 'add' })
          }}
        >
          Add risk
        </Button>
      </div>
    </Section>
  )
}

function ThreatRow({ threat }: { readonly threat: Threat }) {
  const ticket = threat.kind === 'risk' ? threat.risk.ticket : undefined
  return (
    <button type="button" className={styles.threat} onClick={() => reviewThreat(threat)}>
      <CategoryMark category={threat.category} />
      <span className={styles.words}>{threat.title}</span>
      <span className={styles.quiet}>{ticket ?? statusWords(threat)}</span>
    </button>
  )
}
