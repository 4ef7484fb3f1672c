import { isChosenInPlace, type Updatable } from '../../../actions/exports/update-file.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import styles from './ForeignExports.module.css'

/** The files of a format that lie in the folder, each to be updated where it lies, and the way to any other. */
export function UpdateList({
  title,
  files,
  isComplete,
  onUpdate,
  onChoose,
}: {
  readonly title: string
  readonly files: readonly Updatable[]
  readonly isComplete: boolean
  readonly onUpdate: (file: Updatable) => void
  readonly onChoose: () => void
}) {
  return (
    <li className={styles.updates}>
      <p className={styles.quiet}>
        Only what differs is changed, where the file lies. Git, if it knows the file, has it as it was.
      </p>
      <ul className={styles.files} aria-label={`Files of ${title}`}>
        {files.map((file) => (
          <li key={file.path} className={styles.file}>
            <span className={styles.path} title={file.path}>
              {file.path}
            </span>
            <Button aria-label={`Update ${file.path}`} onClick={() => onUpdate(file)}>
              Update
            </Button>
          </li>
        ))}
        <li className={styles.file}>
          <span className={styles.quiet}>
            {isComplete ? '' : 'The folder has more files than were looked at. '}
            {isChosenInPlace ? 'A file elsewhere' : 'A file elsewhere, as a copy to download'}
          </span>
          <Button onClick={onChoose}>Choose…</Button>
        </li>
      </ul>
    </li>
  )
}
