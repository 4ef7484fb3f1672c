import { Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { showDrawer } from '../../actions/frame.ts'
import { draftingStore, type Preview, useDrafting } from '../../state/llm/drafting.ts'
import { cancelPreview, prepareAgain, readBody, sendPlan } from '../../state/llm/preview.ts'
import { loadSetup, openLlmSettings, useSetup, whatIsMissing } from '../../state/llm/setup.ts'
import { problemOf } from '../../state/problem.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import { type PlanBody, PlanView } from '../../ui/plan/PlanView.tsx'
import styles from './PreviewDialog.module.css'

/** What would be asked, before anything is: putting it away opens no connection. */
export function PreviewDialog() {
  const preview = useDrafting((state) => state.preview)
  return preview ? <Shown preview={preview} /> : null
}

function Shown({ preview }: { readonly preview: Preview }) {
  const { plan, problem, starting, task, over } = preview
  const [selected, setSelected] = useState<string | null>(null)
  const item = selected ?? plan?.items.find(({ state }) => state === 'send')?.id ?? plan?.items[0]?.id ?? null
  const body = useBody(plan?.plan ?? null, item)
  const llm = useSetup((state) => state.llm)
  const missing = llm && whatIsMissing(llm)
  // What is missing names the place in the settings where it is given.
  useEffect(() => void (problem && loadSetup()), [problem])
  const sent = plan?.items.filter(({ state }) => state === 'send').length ?? 0
  const send = async () => {
    await sendPlan()
    if (draftingStore.getState().preview === null) showDrawer('run')
  }
  return (
    <Dialog
      title={task.kind === 'questions' ? 'Ask business-logic questions' : 'Draft with the language model'}
      size="large"
      onClose={cancelPreview}
      footer={
        <>
          {problem ? (
            <>
              <Button
                variant="quiet"
                onClick={() => {
                  cancelPreview()
                  openLlmSettings(missing)
                }}
              >
                Open settings
              </Button>
              <Button variant="quiet" onClick={prepareAgain}>
                Prepare again
              </Button>
            </>
          ) : null}
          <Button variant="quiet" onClick={cancelPreview}>
            Cancel
          </Button>
          {plan && plan.items.length > 0 ? (
            <Button
              variant="primary"
              icon={Send}
              disabled={starting}
              onClick={() => void send()}
              data-autofocus
            >
              {sent === 0 ? 'Take the answers from cache' : `Send ${plural(sent, 'request')}`}
            </Button>
          ) : null}
        </>
      }
    >
      <p className={styles.lead}>
        {task.kind === 'questions' ? 'About' : 'Over'} {over}.
        {plan === null || sent === 0 ? null : ' Nothing is sent before you press Send.'}
      </p>
      {problem ? (
        <p className={styles.problem} role="alert">
          <strong>{problem.message}</strong> {problem.hint}
        </p>
      ) : null}
      {plan === null ? (
        problem ? null : (
          <p className={styles.quiet} aria-live="polite">
            Building the requests
          </p>
        )
      ) : item === null ? (
        <p className={styles.quiet}>There is nothing to ask about.</p>
      ) : (
        <PlanView plan={plan} selected={item} body={body} onSelect={setSelected} />
      )}
    </Dialog>
  )
}

function useBody(plan: string | null, item: string | null): PlanBody {
  const [body, setBody] = useState<PlanBody>({ state: 'reading' })
  useEffect(() => {
    if (plan === null || item === null) return
    let wanted = true
    const show = (next: PlanBody) => {
      if (wanted) setBody(next)
    }
    readBody(plan, item).then(
      (text) => show({ state: 'shown', text }),
      (error: unknown) => show({ state: 'failed', message: problemOf(error).message }),
    )
    return () => {
      wanted = false
      setBody({ state: 'reading' })
    }
  }, [plan, item])
  return body
}
