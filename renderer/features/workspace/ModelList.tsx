import { Plus } from 'lucide-react'
import type { ModelEntry } from '../../../shared/protocol/contract.ts'
import { openArranged } from '../../actions/open.ts'
import { useDocument } from '../../state/document.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import styles from './ModelList.module.css'

/** The models of the opened folder, to switch between. */
export function ModelList() {
  const workspace = useUi((state) => state.workspace)
  const path = useDocument((state) => state.path)
  if (!workspace) return null
  return (
    <nav aria-label="Models" className={styles.models}>
      <div className={styles.head}>
        <h2 className={styles.folder} title={workspace.folder}>
          {workspace.name}
        </h2>
        <IconButton
          icon={Plus}
          size="small"
          label="New model"
          disabled={workspace.readOnly}
          onClick={() => setUi({ dialog: 'new-model' })}
        />
      </div>
      <ul className={styles.list}>
        {workspace.models.map((entry) => (
          <li key={entry.path}>
            <button
              type="button"
              title={entry.path}
              aria-current={entry.path === path ? 'page' : undefined}
              className={styles.model}
              onClick={() => {
                if (entry.path !== path) void openArranged(entry.path)
              }}
            >
              <span className={styles.name}>{entry.title}</span>
              <span className={styles.state}>{stateOf(entry)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function stateOf(entry: ModelEntry): string {
  if (entry.broken) return 'has errors'
  return entry.crossings === 0 ? '' : `${entry.crossingsAnalysed}/${entry.crossings}`
}
