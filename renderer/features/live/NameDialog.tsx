import { type FormEvent, useId, useState } from 'react'
import { fileFault, proposeFile } from '../../state/elements/model-names.ts'
import { type Problem, problemOf } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import styles from './NameDialog.module.css'

/** Asks for the path of a new model in the folder and hands it on; stays open while that fails. */
export function NameDialog({
  title,
  action,
  proposed,
  onSubmit,
  onClose,
}: {
  readonly title: string
  /** What the button says. */
  readonly action: string
  /** Taken when it is free. */
  readonly proposed: string
  /** Rejects with an AppError, which is shown. */
  readonly onSubmit: (path: string) => Promise<void>
  readonly onClose: () => void
}) {
  const form = useId()
  const workspace = useUi((state) => state.workspace)
  const [named, setNamed] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  if (!workspace) return null
  const isFree = fileFault(workspace, proposed) === undefined
  const path =
    named ?? (isFree ? proposed : proposeFile(workspace, proposed.replace(/\.?threat-model\.yaml$/, '')))
  const fault = fileFault(workspace, path)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (fault !== undefined || busy) return
    setBusy(true)
    try {
      await onSubmit(path)
      onClose()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={fault !== undefined || busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)}>
        <TextField label="File" value={path} onChange={setNamed} error={fault} />
        {problem ? (
          <p role="alert" className={styles.problem}>
            <strong>{problem.message}</strong> {problem.hint}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
