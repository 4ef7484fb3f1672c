import type { Document } from '../../../../shared/model/document.ts'
import { indexOf, titleOf } from '../../../../shared/model/queries.ts'
import { reviewThreat } from '../../../state/review/review.ts'
import { elementOf, statusWords, type Threat, threatsByTarget } from '../../../state/threats/threats.ts'
import { ElementIcon, type ElementKind } from '../../../ui/marks/ElementIcon.tsx'
import { CategoryMark } from '../../../ui/marks/Marks.tsx'
import styles from './ThreatCard.module.css'
import { targetFacts } from './target-facts.ts'

/** What is being looked at, with what a reviewer must know of it. */
export function TargetHead({ document, target }: { readonly document: Document; readonly target: string }) {
  const { model } = document
  return (
    <header className={styles.target}>
      <ElementIcon kind={kindOf(document, target)} crosses />
      <div>
        <p className={styles.name}>{titleOf(model, target)}</p>
        <p className={styles.facts}>{targetFacts(model, target).join(' · ')}</p>
      </div>
    </header>
  )
}

/** Drafts and risks of the same target, each a step away. */
export function AlsoThere({
  document,
  target,
  than,
}: {
  readonly document: Document
  readonly target: string
  /** The one that is shown anyway. */
  readonly than?: Threat
}) {
  const others = (threatsByTarget(document).get(target) ?? []).filter(
    (other) => other.key !== than?.key && other.kind !== 'rejected',
  )
  if (others.length === 0) return null
  return (
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
  )
}

function kindOf({ model }: Document, target: string): ElementKind {
  const index = indexOf(model)
  if (target.startsWith('boundary:')) return index.boundaries.get(elementOf(target))?.kind ?? 'line'
  return index.components.get(target)?.kind ?? 'flow'
}
