import { Copy } from 'lucide-react'
import { useEffect } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { runAction } from '../../actions/index.ts'
import { useCompared } from '../../state/changes/comparison.ts'
import { readHistory } from '../../state/changes/history.ts'
import { followSelection } from '../../state/changes/in-hand.ts'
import { useRevisionNames } from '../../state/changes/names.ts'
import { type ChangesView, commitsOf, setChanges, useChanges } from '../../state/changes/store.ts'
import { useDocument } from '../../state/document.ts'
import { uiStore, useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import { ChangeDetails } from './ChangeDetails.tsx'
import { ChangeList } from './ChangeList.tsx'
import styles from './Changes.module.css'
import { Legend } from './Legend.tsx'
import { NoComparison } from './NoComparison.tsx'
import { RevisionPickers } from './RevisionPickers.tsx'

const VIEWS = [
  { value: 'overlay', label: 'Overlay' },
  { value: 'side', label: 'Side by side' },
] as const

/** What differs between a revision and what is open, beside the canvas that shows it. */
export function Changes() {
  const compared = useCompared()
  const names = useRevisionNames()
  const view = useChanges((state) => state.view)
  const inHand = useChanges((state) => state.inHand)
  const hasCommits = useChanges((state) => commitsOf(state).length > 0)
  useHistory()
  useSelection()
  const changes = compared.state === 'compared' ? compared.comparison.changes : []
  const change = changes.find(({ key }) => key === inHand)
  return (
    <aside className={styles.panel} aria-label="Changes">
      {hasCommits ? (
        <header className={styles.header}>
          <RevisionPickers />
          {compared.state === 'compared' ? (
            <div className={styles.row}>
              <Segmented<ChangesView>
                label="View"
                hideLabel
                value={view}
                options={VIEWS}
                onChange={(next) => setChanges({ view: next })}
              />
              <div className={styles.end}>
                <p className={styles.count} role="status">
                  {plural(changes.length, 'change')}
                </p>
                <IconButton
                  icon={Copy}
                  size="small"
                  label="Copy the changes as Markdown"
                  disabled={changes.length === 0}
                  onClick={() => void runAction('changes.copy')}
                />
              </div>
            </div>
          ) : null}
        </header>
      ) : null}
      {compared.state !== 'compared' ? (
        <NoComparison compared={compared} />
      ) : changes.length === 0 ? (
        <EmptyState
          title={`Nothing changed since ${names.base}`}
          text="Places and sizes do not count. Choose an older commit to look further back."
        />
      ) : (
        <>
          <ChangeList changes={changes} inHand={inHand} />
          <Legend changes={changes} />
        </>
      )}
      {change ? <ChangeDetails change={change} step={(id) => void runAction(id)} /> : null}
    </aside>
  )
}

/** The history is read when the job begins, for another model, on another branch, and when somebody comes back. */
function useHistory(): void {
  const path = useDocument((state) => state.path)
  const saved = useDocument((state) => state.filesHash)
  const branch = useUi((state) => state.workspace?.branch)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these may bring other commits
  useEffect(() => {
    void readHistory()
  }, [path, branch, saved])
  useEffect(() => {
    const again = () => void readHistory()
    window.addEventListener('focus', again)
    return () => window.removeEventListener('focus', again)
  }, [])
}

/** What is selected on the canvas or in the outline is looked at here. */
function useSelection(): void {
  useEffect(
    () =>
      uiStore.subscribe(({ selection }, before) => {
        const [only, ...others] = selection
        if (selection !== before.selection && only !== undefined && others.length === 0) followSelection(only)
      }),
    [],
  )
}
