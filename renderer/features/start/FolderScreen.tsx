import { FolderOpen, X } from 'lucide-react'
import { useRef } from 'react'
import type { RecentFolder } from '../../../shared/protocol/shell.ts'
import { importChosen } from '../../actions/importing/import.ts'
import { forgetFolder, openFolder } from '../../state/desktop.ts'
import { useSession } from '../../state/session.ts'
import { Button, IconButton } from '../../ui/controls/Button.tsx'
import { Kbd } from '../../ui/controls/Tooltip.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import { Logo } from '../../ui/frame/Logo.tsx'
import styles from './FolderScreen.module.css'
import start from './StartScreen.module.css'

/** A window of the desktop that has no folder yet: choose one, take a recent one, drop one. */
export function FolderScreen() {
  const recent = useSession((state) => state.recent)
  const failed = useSession((state) => (state.phase === 'failed' ? state.problem : null))
  const open = useRef<HTMLButtonElement>(null)
  return (
    <div className={start.screen}>
      <main className={start.page}>
        <header className={start.head}>
          <Logo size={28} />
          <div className={start.names}>
            <h1 className={start.title}>Open a folder</h1>
            <p className={styles.about}>Your threat models live in the repo, next to the code.</p>
          </div>
          <div className={start.actions}>
            <Button onClick={importChosen}>Import files…</Button>
            <Button
              ref={open}
              autoFocus
              variant="primary"
              icon={FolderOpen}
              onClick={() => void openFolder(null)}
            >
              Open folder…
            </Button>
          </div>
        </header>
        {failed ? <EmptyState title={failed.message} text={failed.hint} /> : null}
        {recent.length > 0 ? (
          <Recent
            folders={recent}
            // The button that was pressed goes with its row.
            onForgotten={() => open.current?.focus()}
          />
        ) : null}
        <p className={styles.hint}>
          Drop a folder, a threat-model.yaml or files of other tools anywhere here, or press{' '}
          <Kbd keys="Mod+O" />.
        </p>
      </main>
    </div>
  )
}

function Recent({
  folders,
  onForgotten,
}: {
  readonly folders: readonly RecentFolder[]
  readonly onForgotten: () => void
}) {
  return (
    <section aria-labelledby="recent-folders">
      <h2 id="recent-folders" className={styles.heading}>
        Recent folders
      </h2>
      <ul className={start.list}>
        {folders.map(({ path, name, exists }) => (
          <li key={path} className={styles.row}>
            <button
              type="button"
              className={styles.folder}
              disabled={!exists}
              onClick={() => void openFolder(path)}
            >
              <span>
                <strong>{name}</strong>
                {exists ? null : <span className={styles.gone}>is not there any more</span>}
              </span>
              <span className={styles.path} title={path}>
                {path}
              </span>
            </button>
            <IconButton
              icon={X}
              size="small"
              label={`Remove ${name} from the list`}
              onClick={() => {
                onForgotten()
                void forgetFolder(path)
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
