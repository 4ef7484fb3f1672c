import type { Document } from '../../../../shared/model/document.ts'
import { isPassDone, isUntouched, type PassCounts } from '../../../state/review/queues.ts'
import { goTo, type Pass, type Step } from '../../../state/review/store.ts'
import { progressOfDocument } from '../../../state/selectors.ts'
import { Tabs } from '../../../ui/controls/Tabs.tsx'
import { ProgressLine } from '../../../ui/coverage/ProgressLine.tsx'
import styles from './Header.module.css'
import { SessionClock } from './SessionClock.tsx'

const PASS_NAMES: Record<Pass, string> = {
  prune: 'Prune',
  test: 'Pressure-test',
  add: 'Add',
  resolve: 'Resolve',
}

/** The passes with what is left in each, how far the whole model is, and how long it has taken. */
export function Header({
  document,
  step,
  counts,
}: {
  readonly document: Document
  readonly step: Step
  readonly counts: PassCounts
}) {
  const isBegun = !isUntouched(document)
  const tab = (pass: Pass) => ({
    id: pass,
    label: PASS_NAMES[pass],
    below:
      counts[pass] > 0
        ? `${counts[pass]} left`
        : isBegun && isPassDone(counts, pass)
          ? 'Done'
          : 'Nothing yet',
  })
  const left = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const steps = [
    tab('prune'),
    tab('test'),
    tab('add'),
    tab('resolve'),
    { id: 'summary', label: 'Summary', below: left === 0 && isBegun ? 'Finished' : `${left} left` },
  ] as const
  return (
    <>
      <Tabs<Step>
        name="review"
        label="Passes"
        value={step}
        tabs={steps}
        className={styles.passes}
        onChange={goTo}
      />
      <ProgressLine progress={progressOfDocument(document)} end={<SessionClock />} />
      <p className={styles.hidden} role="status">
        {step === 'summary' ? 'Summary' : PASS_NAMES[step]}
      </p>
    </>
  )
}
