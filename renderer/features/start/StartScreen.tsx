import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { plural } from '../../../shared/core/text.ts'
import type { ModelEntry } from '../../../shared/protocol/contract.ts'
import { importChosen } from '../../actions/importing/import.ts'
import { openArranged, tryExample } from '../../actions/open.ts'
import { desktop } from '../../platform/client.ts'
import { useSession } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import { Logo } from '../../ui/frame/Logo.tsx'
import { FolderScreen } from './FolderScreen.tsx'
import { NewModelForm } from './new-model/NewModelForm.tsx'
import { askForNewModel } from './new-model/new-model.ts'
import styles from './StartScreen.module.css'

/** The folder's models; in a folder without any, the paste area at once. */
export function StartScreen() {
  const workspace = useUi((state) => state.workspace)
  const problem = useSession((state) => state.problem)
  const isEmpty = workspace !== null && workspace.models.length === 0
  const isFirst = isEmpty && !workspace.readOnly
  const page = useRef<HTMLElement>(null)
  // A new user can paste at once.
  useEffect(() => {
    if (isFirst) page.current?.querySelector('textarea')?.focus()
  }, [isFirst])
  if (desktop && workspace === null) return <FolderScreen />
  return (
    <div className={styles.screen}>
      <main ref={page} className={styles.page}>
        <header className={styles.head}>
          <Logo size={28} />
          <div className={styles.names}>
            <h1 className={styles.title}>
              {isFirst ? 'Start a threat model' : (workspace?.name ?? 'Fenceline')}
            </h1>
            {workspace ? <p className={styles.folder}>{workspace.folder}</p> : null}
          </div>
          {isFirst ? (
            <div className={styles.actions}>
              <Button onClick={importChosen}>Import files…</Button>
              <Button onClick={() => void tryExample()}>Try the Orders example</Button>
            </div>
          ) : null}
          {isEmpty || !workspace || workspace.readOnly ? null : <Beginnings />}
        </header>
        {workspace || !problem ? null : <EmptyState title={problem.message} text={problem.hint} />}
        {isFirst ? <NewModelForm /> : null}
        {isEmpty && !isFirst ? (
          <EmptyState
            title="No threat model here"
            text="This folder holds no threat-model.yaml, and none can be written to it. Open a folder with write access."
          />
        ) : null}
        {workspace && !isEmpty ? <Models models={workspace.models} /> : null}
      </main>
    </div>
  )
}

function Beginnings() {
  return (
    <div className={styles.actions}>
      <Button variant="quiet" onClick={() => askForNewModel('blank')}>
        Start blank
      </Button>
      <Button onClick={importChosen}>Import files…</Button>
      <Button onClick={() => askForNewModel('template')}>Use a template</Button>
      <Button variant="primary" onClick={() => askForNewModel('text')}>
        Paste a diagram
      </Button>
    </div>
  )
}

function Models({ models }: { readonly models: readonly ModelEntry[] }) {
  const opening = useSession((state) => state.opening)
  return (
    <ul className={styles.list} aria-label="Models">
      {models.map((entry) => (
        <li key={entry.path}>
          <button
            type="button"
            className={styles.model}
            aria-busy={opening === entry.path}
            onClick={() => void openArranged(entry.path)}
          >
            <strong className={styles.name}>{entry.title}</strong>
            <span className={styles.path}>{entry.path === entry.title ? '' : entry.path}</span>
            {entry.broken ? (
              <span className={styles.state}>
                <TriangleAlert size={13} aria-hidden /> Has errors: open it to see where
              </span>
            ) : (
              <State entry={entry} />
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}

function State({ entry }: { readonly entry: ModelEntry }) {
  const { components, flows, crossings, crossingsAnalysed, risks } = entry
  const size = `${plural(components, 'component')}, ${plural(flows, 'flow')}, ${plural(risks, 'risk')}`
  const isDone = crossings > 0 && crossingsAnalysed === crossings
  return (
    <>
      <span className={styles.state}>{size}</span>
      <span className={styles.progress}>
        {crossings === 0 ? 'No crossings' : `${crossingsAnalysed} of ${crossings} crossings analysed`}
        <span className={styles.meter} aria-hidden>
          <span
            className={isDone ? styles.done : styles.part}
            style={{ width: `${crossings === 0 ? 0 : Math.round((crossingsAnalysed / crossings) * 100)}%` }}
          />
        </span>
      </span>
    </>
  )
}
