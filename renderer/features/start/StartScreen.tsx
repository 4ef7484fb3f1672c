import { useEffect, useRef } from 'react'
import { plural } from '../../../shared/core/text.ts'
import type { ModelEntry } from '../../../shared/protocol/contract.ts'
import { openArranged } from '../../actions/open.ts'
import { useSession } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { Button } from '../../ui/Button.tsx'
import { Logo } from '../../ui/Logo.tsx'
import { NewModelForm } from './NewModelForm.tsx'
import { askForNewModel } from './new-model.ts'
import styles from './StartScreen.module.css'

/** The folder's models; in a folder without any, the paste area at once. */
export function StartScreen() {
  const workspace = useUi((state) => state.workspace)
  const problem = useSession((state) => state.problem)
  const isFirst = workspace !== null && workspace.models.length === 0
  const page = useRef<HTMLElement>(null)
  // A new user can paste at once.
  useEffect(() => {
    if (isFirst) page.current?.querySelector('textarea')?.focus()
  }, [isFirst])
  return (
    <div className={styles.screen}>
      <main ref={page} className={styles.page}>
        <header className={styles.head}>
          <Logo size={28} />
          <div>
            <h1 className={styles.title}>
              {isFirst ? 'Start a threat model' : (workspace?.name ?? 'Fenceline')}
            </h1>
            <p className={styles.folder}>{workspace?.folder ?? problem?.message}</p>
          </div>
          {isFirst || !workspace ? null : (
            <div className={styles.actions}>
              <Button onClick={() => askForNewModel('template')}>Use a template</Button>
              <Button variant="primary" onClick={() => askForNewModel('text')}>
                Paste a diagram
              </Button>
            </div>
          )}
        </header>
        {isFirst ? <NewModelForm /> : null}
        <ul className={styles.list}>
          {workspace?.models.map((entry) => (
            <li key={entry.path}>
              <button type="button" className={styles.model} onClick={() => void openArranged(entry.path)}>
                <strong className={styles.name}>{entry.title}</strong>
                <span className={styles.path}>{entry.path}</span>
                <span className={styles.state}>{stateOf(entry)}</span>
              </button>
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}

function stateOf(entry: ModelEntry): string {
  if (entry.broken) return 'Has errors'
  const size = `${plural(entry.components, 'component')}, ${plural(entry.flows, 'flow')}`
  const done =
    entry.crossings === 0
      ? 'no crossings'
      : `${entry.crossingsAnalysed} of ${entry.crossings} crossings analysed`
  return `${size}, ${done}`
}
