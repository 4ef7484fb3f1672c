import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import type { LintDiagnostic } from '../../../shared/lint/lint.ts'
import type { LintFix } from '../../../shared/lint/rule.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { apply, useDocument, useSettledDocument } from '../../state/document.ts'
import { select, setUi } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import styles from './Problems.module.css'

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const

/** What lint would say about the model on screen; a row leads to its element, and mends what is mechanical. */
export function Problems({ problems }: { readonly problems: readonly LintDiagnostic[] }) {
  const model = useSettledDocument().model
  const readOnly = useDocument((state) => state.readOnly)
  const [most, setMost] = useState(AT_ONCE)
  const sorted = useMemo(() => problems.toSorted(bySeverity), [problems])
  const refOf = useMemo(() => elementsOf(model), [model])
  if (problems.length === 0) {
    return <EmptyState title="No problems" text="Lint would pass: every crossing has its analysis." />
  }
  return (
    <ul className={styles.list} data-fixes={problems.some(({ fix }) => fix !== undefined) && !readOnly}>
      {keyed(sorted.slice(0, most)).map(({ key, problem }) => (
        <li key={key} className={styles.item}>
          <Row problem={problem} element={refOf(problem)} />
          {problem.fix && !readOnly ? <FixButton fix={problem.fix} /> : null}
        </li>
      ))}
      {sorted.length > most ? (
        <li>
          <Button variant="quiet" onClick={() => setMost(most + AT_ONCE)}>
            {`Show more (${sorted.length - most} left)`}
          </Button>
        </li>
      ) : null}
    </ul>
  )
}

/** A step that can be undone; its name says what of, as the row beside it does. */
function FixButton({ fix: { label, title, edit } }: { readonly fix: LintFix }) {
  const mend = (button: HTMLElement) => {
    focusBeside(button)
    apply(edit, title)
  }
  return (
    <Button
      data-fix
      className={styles.fix}
      aria-label={title}
      onClick={({ currentTarget }) => mend(currentTarget)}
    >
      {label}
    </Button>
  )
}

/** The row goes with its problem; the keyboard stays in the list. */
function focusBeside(button: HTMLElement): void {
  const buttons = [...(button.closest('ul')?.querySelectorAll<HTMLElement>('button[data-fix]') ?? [])]
  const at = buttons.indexOf(button)
  const next = buttons[at + 1] ?? buttons[at - 1]
  next?.focus()
}

/** `element` is what the finding is about on the canvas; null: there is nothing to lead to. */
function Row({ problem, element }: { readonly problem: LintDiagnostic; readonly element: string | null }) {
  const Icon = ICONS[problem.severity]
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
  if (element === null) return <div className={styles.row}>{content}</div>
  return (
    <button type="button" className={styles.row} onClick={() => show(problem, element)}>
      {content}
    </button>
  )
}

/** Rows keep their place in the page while others go; two findings may be alike in all that they say. */
function keyed(problems: readonly LintDiagnostic[]) {
  const counts = new Map<string, number>()
  return problems.map((problem) => {
    const said = `${problem.code} ${problem.elementId ?? ''} ${problem.message}`
    const count = counts.get(said) ?? 0
    counts.set(said, count + 1)
    return { problem, key: `${said} ${count}` }
  })
}

/** A large model that nobody analysed has a finding for each crossing. */
const AT_ONCE = 200
const ORDER = ['error', 'warning', 'info']

function bySeverity(a: Diagnostic, b: Diagnostic): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)
}

/** Finds the element on the canvas that a finding is about; null for findings about the file. */
function elementsOf(model: Model): (problem: Diagnostic) => string | null {
  const { components, flows, boundaries } = indexOf(model)
  const targets = new Map(model.risks.map(({ id, target }) => [`risk:${id}`, target]))
  return ({ elementId }) => {
    if (elementId === undefined || elementId.startsWith('data:')) return null
    const ref = (targets.get(elementId) ?? elementId).replace(/^(?:analysis|boundary):/, '')
    return components.has(ref) || flows.has(ref) || boundaries.has(ref) ? ref : null
  }
}

function show({ elementId = '' }: Diagnostic, ref: string): void {
  select([ref])
  reveal([ref])
  if (elementId.startsWith('risk:')) setUi({ focusedThreat: elementId.slice('risk:'.length) })
}
