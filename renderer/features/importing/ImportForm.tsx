import { CircleAlert, X } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { carriedIn } from '../../../shared/formats/importing/imported.ts'
import { importShown } from '../../actions/importing/import-shown.ts'
import { fileFault } from '../../state/elements/model-names.ts'
import {
  clashIn,
  closeImport,
  type ImportFile,
  leaveOut,
  modelsToCreate,
  useImport,
} from '../../state/importing/importing.ts'
import { type Problem, problemOf } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { Button, IconButton } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import { FileDetails } from './FileDetails.tsx'
import styles from './ImportForm.module.css'

/** What files of other tools would become, before anything is written. */
export function ImportForm() {
  const form = useId()
  const files = useImport((all) => all)
  const workspace = useUi((state) => state.workspace)
  const [chosen, setChosen] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const submitButton = useRef<HTMLButtonElement>(null)
  const models = modelsToCreate(files)
  const isReading = files.some(({ state }) => state === 'reading')
  const shown = files.find(({ id }) => id === chosen) ?? files[0]
  const faultOf = (path: string) =>
    (workspace ? fileFault(workspace, path) : undefined) ?? clashIn(files, path)
  const isReady = !isReading && !busy && models.length > 0 && models.every(({ path }) => !faultOf(path))
  // While files are read there is nothing to operate, so the focus waits in the body.
  useEffect(() => {
    const dialog = submitButton.current?.closest('dialog')
    const focused = document.activeElement
    if (
      isReady &&
      (focused === document.body || focused === dialog || focused?.hasAttribute('data-dialog-body'))
    )
      submitButton.current?.focus()
  }, [isReady])
  if (!shown) return null
  const submit = async (event?: FormEvent) => {
    event?.preventDefault()
    if (!isReady) return
    setBusy(true)
    setProblem(null)
    await importShown().catch((error) => setProblem(problemOf(error)))
    setBusy(false)
  }
  const isOne = files.length === 1
  return (
    <Dialog
      title={isOne ? `Import ${shown.name}` : `Import ${files.length} files`}
      size="large"
      onClose={closeImport}
      footer={
        <>
          <p className={styles.sum} role="status">
            {isReading ? 'Reading' : words(files, models.length, workspace !== null)}
          </p>
          <Button onClick={closeImport}>Cancel</Button>
          <Button ref={submitButton} variant="primary" type="submit" form={form} disabled={!isReady}>
            {busy ? 'Importing' : importWords(models.length, workspace !== null)}
          </Button>
        </>
      }
    >
      <form id={form} className={isOne ? undefined : styles.several} onSubmit={(event) => void submit(event)}>
        {isOne ? null : <FileList files={files} shown={shown.id} onChoose={setChosen} />}
        <div className={styles.details}>
          {problem ? (
            <p role="alert" className={styles.problem}>
              <strong>{problem.message}</strong> {problem.hint}
            </p>
          ) : null}
          <FileDetails key={shown.id} file={shown} faultOf={faultOf} />
        </div>
      </form>
    </Dialog>
  )
}

function FileList({
  files,
  shown,
  onChoose,
}: {
  readonly files: readonly ImportFile[]
  readonly shown: number
  readonly onChoose: (id: number) => void
}) {
  const name = useId()
  return (
    <fieldset className={styles.files}>
      <legend className={styles.legend}>Files</legend>
      {files.map((file) => (
        <div key={file.id} className={styles.file} data-selected={file.id === shown}>
          <label className={styles.choice}>
            <input type="radio" name={name} checked={file.id === shown} onChange={() => onChoose(file.id)} />
            <span className={styles.name} title={file.name}>
              {file.name}
            </span>
            <span className={styles.about}>
              {file.state === 'refused' ? <CircleAlert size={12} aria-hidden className={styles.bad} /> : null}
              {aboutFile(file)}
            </span>
          </label>
          <IconButton
            icon={X}
            size="small"
            label={`Leave out ${file.name}`}
            onClick={() => leaveOut(file.id)}
          />
        </div>
      ))}
    </fieldset>
  )
}

function aboutFile(file: ImportFile): string {
  if (file.state === 'reading') return 'Reading'
  if (file.state === 'refused') return 'Cannot be read'
  const { components, risks } = carriedIn(file.read)
  return `${plural(components, 'component')}, ${plural(risks, 'risk')}`
}

function importWords(models: number, hasFolder: boolean): string {
  const words = models > 1 ? `Import ${models} models` : 'Import'
  return hasFolder ? words : `${words} into a folder…`
}

function words(files: readonly ImportFile[], models: number, hasFolder: boolean): string {
  const refused = files.filter(({ state }) => state === 'refused').length
  if (models === 0) return 'Nothing can be imported.'
  if (refused > 0)
    return `${plural(refused, 'file')} cannot be read and ${refused === 1 ? 'is' : 'are'} left out.`
  return hasFolder
    ? 'Nothing is written before you import.'
    : 'You choose the folder before anything is written.'
}
