import { RefreshCw } from 'lucide-react'
import { useDocument } from '../../state/document.ts'
import { reloadModel } from '../../state/live/decide.ts'
import { Button } from '../../ui/controls/Button.tsx'
import styles from './BrokenFile.module.css'

const SHOWN = 20

/** A file that is not a readable model: what is wrong at which line, and nothing to edit by mistake. */
export function BrokenFile() {
  const path = useDocument((state) => state.path)
  const diagnostics = useDocument((state) => state.diagnostics)
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{path} cannot be read</h1>
      <p className={styles.text}>
        Nothing was changed. Correct these places in your editor, or restore the file from git, then read it
        again.
      </p>
      <ol className={styles.list}>
        {diagnostics.slice(0, SHOWN).map((diagnostic, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all but their place
          <li key={at} className={styles.problem}>
            <span className={styles.line}>
              {diagnostic.range ? `line ${diagnostic.range.start.line}` : ''}
            </span>
            {diagnostic.message}
          </li>
        ))}
      </ol>
      <Button icon={RefreshCw} onClick={() => void reloadModel()}>
        Read again
      </Button>
    </main>
  )
}
