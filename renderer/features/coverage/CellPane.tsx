import { type KeyboardEvent, useMemo, useState } from 'react'
import type { TargetCoverage } from '../../../shared/analysis/coverage.ts'
import { explainCell, rulesAtCell } from '../../../shared/analysis/explain.ts'
import { plural } from '../../../shared/core/text.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Category, Model } from '../../../shared/model/schema.ts'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { useDocument } from '../../state/document.ts'
import { reviewThreat } from '../../state/review/review.ts'
import { dismissedWords, draftTarget, setAnalysed, setNotApplicable } from '../../state/threats/analysis.ts'
import { acceptNotApplicable, dismiss } from '../../state/threats/remarks.ts'
import { explainRule } from '../../state/threats/rules.ts'
import { statusWords, threatsByTarget } from '../../state/threats/threats.ts'
import { notify } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { CELL_STATES } from '../../ui/coverage/CellMark.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { CategoryMark } from '../../ui/marks/Marks.tsx'
import { RuleLink, RuleWords } from '../../ui/marks/RuleWords.tsx'
import styles from './CellPane.module.css'

/** One cell in words: its threats or why it has none, and what can be said about it. */
export function CellPane({
  model,
  row,
  category,
}: {
  readonly model: Model
  readonly row: TargetCoverage
  readonly category: Category
}) {
  const document = useDocument((state) => state.history.present)
  const readOnly = useDocument((state) => state.readOnly)
  const cell = row.cells[category]
  const title = titleOf(model, row.target)
  const threats = (threatsByTarget(document).get(row.target) ?? []).filter(
    (threat) => threat.category === category && threat.kind !== 'rejected',
  )
  const remarks = (document.remarks ?? []).filter(
    (remark) =>
      isOpenRemark(remark) &&
      remark.kind !== 'question' &&
      remark.target === row.target &&
      remark.category === category,
  )
  return (
    <section className={styles.pane} aria-label="Cell">
      <p className={styles.where}>
        <CategoryMark category={category} named />
        <span>{CELL_STATES.find(({ state }) => state === cell.state)?.name}</span>
      </p>
      <h2 className={styles.title}>{title}</h2>
      {threats.length > 0 ? (
        <ul className={styles.threats}>
          {threats.map((threat) => (
            <li key={threat.key}>
              <button type="button" onClick={() => reviewThreat(threat)}>
                <span>{threat.title}</span>
                <em>{threat.kind === 'risk' ? (threat.risk.ticket ?? statusWords(threat)) : 'Draft'}</em>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Why model={model} row={row} category={category} />
      {remarks.map((remark) => (
        <div key={remark.id} className={styles.remark}>
          <p className={styles.text}>
            The language model{' '}
            {remark.kind === 'not-applicable' ? 'takes it for not applicable' : 'cannot assess it'}:{' '}
            {remark.text}
          </p>
          {readOnly ? null : (
            <div className={styles.actions}>
              {remark.kind === 'not-applicable' ? (
                <Button onClick={() => acceptNotApplicable(remark)}>Accept</Button>
              ) : null}
              <Button variant="quiet" onClick={() => dismiss(remark)}>
                Dismiss
              </Button>
            </div>
          )}
        </div>
      ))}
      {readOnly ? null : <Choices model={model} row={row} category={category} />}
    </section>
  )
}

/** Why the cell is as it is, in one sentence, and the rules behind it. */
function Why({
  model,
  row: { target, cells },
  category,
}: {
  readonly model: Model
  readonly row: TargetCoverage
  readonly category: Category
}) {
  const team = useDocument((state) => state.config.rules)
  const cell = cells[category]
  const rules = useMemo(() => rulesAtCell(model, target, category, team), [model, target, category, team])
  const open = (id: string) => explainRule(id, target)
  if (cell.state === 'risks') return null
  const text = cell.state === 'not-applicable' ? cell.reason : explainCell(model, target, category, team)
  const { firing, off, silent } = rules
  return (
    <>
      <p className={styles.text}>
        <RuleWords text={text} ids={[...firing, ...off]} onOpen={open} />
      </p>
      {firing.length === 0 && silent.length > 0 ? (
        <details className={styles.silent}>
          <summary>{plural(silent.length, 'rule')} looked here</summary>
          <ul>
            {silent.map((id) => (
              <li key={id}>
                <RuleLink id={id} onOpen={open} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function Choices({
  model,
  row: { target, analysed, cells },
  category,
}: {
  readonly model: Model
  readonly row: TargetCoverage
  readonly category: Category
}) {
  const { state } = cells[category]
  // Out of scope makes every cell not applicable, which cannot be taken back for one.
  const isStated = indexOf(model).analyses.get(target)?.notApplicable[category] !== undefined
  return (
    <div className={styles.actions}>
      {analysed ? null : (
        <Button
          onClick={() => notify('done', dismissedWords(1, setAnalysed([target], titleOf(model, target))))}
        >
          Mark target analysed
        </Button>
      )}
      {state === 'blank' || state === 'stale' ? (
        <Button variant="quiet" onClick={() => draftTarget(target)}>
          Draft threats here
        </Button>
      ) : null}
      {isStated ? (
        <Button variant="quiet" onClick={() => setNotApplicable(target, category, '')}>
          Take it back
        </Button>
      ) : null}
      {state === 'risks' || state === 'not-applicable' ? null : (
        <NotApplicable target={target} category={category} />
      )}
    </div>
  )
}

function NotApplicable({ target, category }: { readonly target: string; readonly category: Category }) {
  const [reason, setReason] = useState('')
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setReason('')
      event.currentTarget.blur()
    } else if (reason.trim() !== '') setNotApplicable(target, category, reason.trim())
  }
  return (
    <div className={styles.reason}>
      <TextField
        label="Not applicable because"
        placeholder="Reason, then Enter"
        value={reason}
        onChange={setReason}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
