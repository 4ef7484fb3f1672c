import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { useSettledDocument } from '../../state/document.ts'
import { select, setUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import styles from './Problems.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** What lint would say about the model on screen; a row leads to its element. */
export function Problems({ problems }: { readonly problems: readonly Diagnostic[] }) {
  const model = useSettledDocument().model
  if (problems.length === 0) {
    return <EmptyState title="No problems" text="Lint would pass: every crossing has its analysis." />
  }
  return (
    <ul className={styles.list}>
      {problems.toSorted(bySeverity).map((problem, at) => {
        const Icon = ICONS[problem.severity]
        const ref = refOf(model, problem)
        const content = (
          <>
            <Icon size={14} aria-label={problem.severity} className={styles[problem.severity]} />
            <span className={styles.message}>{problem.message}</span>
            <span className={styles.code}>
              {problem.range ? `line ${problem.range.start.line}, ` : ''}
              {problem.code}
            </span>
          </>
        )
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all but their place
          <li key={at}>
            {ref === null ? (
              <div className={styles.row}>{content}</div>
            ) : (
              <button type="button" className={styles.row} onClick={() => show(problem, ref)}>
                {content}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const ORDER = ['error', 'warning', 'info']

function bySeverity(a: Diagnostic, b: Diagnostic): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)
}

/** The element on the canvas that a finding is about; null for findings about the file. */
function refOf(model: Model, { elementId }: Diagnostic): string | null {
  if (elementId === undefined || elementId.startsWith('data:')) return null
  const { components, flows, boundaries } = indexOf(model)
  const risk = model.risks.find((each) => `risk:${each.id}` === elementId)
  const ref = (risk?.target ?? elementId).replace(/^boundary:/, '')
  return components.has(ref) || flows.has(ref) || boundaries.has(ref) ? ref : null
}

function show({ elementId = '' }: Diagnostic, ref: string): void {
  select([ref])
  reveal([ref])
  if (elementId.startsWith('risk:')) setUi({ focusedThreat: elementId.slice('risk:'.length) })
}
