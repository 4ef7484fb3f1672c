import { RotateCcw, Send, Square } from 'lucide-react'
import { useEffect } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { useDocument } from '../../state/document.ts'
import {
  countsOf,
  isRetryable,
  keyOf,
  plannedFor,
  retryFiling,
  startFiling,
  stopFiling,
  useFiling,
} from '../../state/tickets/filing.ts'
import { loadTracker, missingFor, useTracker } from '../../state/tickets/setup.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import look from '../../ui/setup/Setup.module.css'
import { PlannedTickets } from './PlannedTickets.tsx'
import { RunList } from './RunList.tsx'
import styles from './Tickets.module.css'
import { Tracker } from './Tracker.tsx'

/** What is to be done before a ticket can be made. */
const FIRST = {
  place: 'Save the address and the project first.',
  token: 'Save a token first.',
  trust: 'Trust this folder first.',
} as const

const close = () => setUi({ dialog: null })

/** Where tickets go, what they will say, and how making them goes. Putting it away stops nothing. */
export function TicketsDialog() {
  return useUi((state) => state.dialog === 'tickets') ? <Shown /> : null
}

function Shown() {
  const run = useFiling((state) => state.run)
  const problem = useFiling((state) => state.problem)
  useEffect(() => void loadTracker(), [])
  return (
    <Dialog
      title="Create tickets"
      size="large"
      onClose={close}
      footer={run ? <RunButtons /> : <PlanButtons />}
    >
      <div className={styles.parts}>
        {problem ? (
          <p className={look.problem} role="alert">
            <strong>{problem.message}</strong> {problem.hint}
          </p>
        ) : null}
        {run ? (
          <RunList run={run} />
        ) : (
          <>
            <Tracker />
            <PlannedTickets />
          </>
        )}
      </div>
    </Dialog>
  )
}

function PlanButtons() {
  const setup = useTracker((state) => state.setup)
  const filing = useFiling((state) => state)
  const model = useDocument((state) => state.history.present.model)
  const isOpenHere = useDocument((state) => state.path !== null)
  const count = plannedFor(model, filing).filter((ticket) => !filing.left.has(keyOf(ticket))).length
  const missing = setup && missingFor(setup)
  const isReady = setup !== null && missing === null && isOpenHere
  return (
    <>
      <span className={styles.foot}>
        {missing === null ? 'The model is saved after each ticket.' : FIRST[missing]}
      </span>
      <Button variant="quiet" onClick={close}>
        Cancel
      </Button>
      <Button
        variant="primary"
        icon={Send}
        disabled={!isReady || count === 0 || filing.isStarting}
        onClick={() => void startFiling()}
      >
        {count === 0 ? 'Create tickets' : `Create ${plural(count, 'ticket')}`}
      </Button>
    </>
  )
}

function RunButtons() {
  const run = useFiling((state) => state.run)
  if (!run) return null
  const { failed } = countsOf(run.items)
  const again = run.items.filter(({ state }) => isRetryable(state)).length
  if (run.state === 'running') {
    return (
      <>
        <Button icon={Square} onClick={() => void stopFiling()}>
          Stop
        </Button>
        <Button variant="primary" data-autofocus onClick={close}>
          Continue in the background
        </Button>
      </>
    )
  }
  return (
    <>
      {again > 0 ? (
        <Button icon={RotateCcw} onClick={() => void retryFiling()}>
          {failed > 0 ? 'Retry what failed' : 'Create the rest'}
        </Button>
      ) : null}
      <Button variant="primary" onClick={close}>
        Close
      </Button>
    </>
  )
}
