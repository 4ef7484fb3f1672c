import { type FormEvent, useState } from 'react'
import { createArranged } from '../../../actions/open.ts'
import { fileFault, proposeFile } from '../../../state/elements/model-names.ts'
import { type Problem, problemOf } from '../../../state/session.ts'
import { useUi } from '../../../state/ui.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { TabPanel, Tabs } from '../../../ui/controls/Tabs.tsx'
import { Kbd } from '../../../ui/controls/Tooltip.tsx'
import { TextField } from '../../../ui/fields/Fields.tsx'
import { DescribeArea, DroppedParts } from '../DescribeArea.tsx'
import { PasteArea } from '../PasteArea.tsx'
import { useReading } from '../reading.ts'
import styles from './NewModelForm.module.css'
import { type Source, setNewModel, useNewModel } from './new-model.ts'
import { TemplateList } from './TemplateList.tsx'

const TABS = [
  { id: 'text', label: 'Paste text' },
  { id: 'describe', label: 'Describe' },
  { id: 'template', label: 'Template' },
  { id: 'blank', label: 'Blank' },
] as const

/** Text, prose, template or nothing, and a file name: that is a new model. */
export function NewModelForm({
  onDone,
  onCancel,
}: {
  readonly onDone?: () => void
  readonly onCancel?: () => void
}) {
  const { source, text, file, template } = useNewModel((state) => state)
  const workspace = useUi((state) => state.workspace)
  const reading = useReading(source === 'text' ? text : '', file)
  const [named, setNamed] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [creating, setCreating] = useState(false)
  if (!workspace) return null
  const title = source === 'text' ? (reading?.model?.title ?? '') : source === 'template' ? template : ''
  const path = named ?? proposeFile(workspace, title)
  const fault = fileFault(workspace, path)
  const isReady = source !== 'describe' && (source !== 'text' || (reading?.model ?? null) !== null)
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!isReady || fault !== undefined || creating) return
    setCreating(true)
    setProblem(null)
    try {
      const from = source === 'text' ? { text } : { template: source === 'blank' ? 'blank' : template }
      if (!(await createArranged({ path, from }))) return
      setNewModel({ text: '', file: null, source: 'text' })
      onDone?.()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setCreating(false)
    }
  }
  return (
    <form
      className={styles.form}
      aria-label="New model"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void submit()
      }}
    >
      <Tabs<Source>
        name="new-model"
        label="Start from"
        tabs={TABS}
        value={source}
        onChange={(next) => setNewModel({ source: next })}
        className={styles.tabs}
      />
      <TabPanel name="new-model" id={source} className={styles.panel}>
        {source === 'text' ? <PasteArea reading={reading} /> : null}
        {source === 'text' ? <DroppedParts /> : null}
        {source === 'describe' ? <DescribeArea path={path} /> : null}
        {source === 'template' ? <TemplateList /> : null}
        {source === 'blank' ? (
          <p className={styles.blank}>
            An empty canvas. Draw with single keys: <Kbd keys="E" /> external entity, <Kbd keys="P" />{' '}
            process, <Kbd keys="S" /> data store, <Kbd keys="F" /> flow, <Kbd keys="Z" /> zone.
          </p>
        ) : null}
      </TabPanel>
      {problem ? (
        <p role="alert" className={styles.problem}>
          <strong>{problem.message}</strong> {problem.hint}
        </p>
      ) : null}
      <div className={styles.foot}>
        <div className={styles.file}>
          <TextField label="File" value={path} onChange={setNamed} error={fault} />
        </div>
        {onCancel ? (
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button variant="primary" type="submit" disabled={!isReady || fault !== undefined || creating}>
          {creating ? 'Creating' : 'Create model'}{' '}
          <span className={styles.keys}>
            <Kbd keys="Mod+Enter" />
          </span>
        </Button>
      </div>
    </form>
  )
}
