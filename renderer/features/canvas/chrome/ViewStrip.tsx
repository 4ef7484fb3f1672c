import { Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react'
import type { Action } from '../../../actions/action.ts'
import { viewActions } from '../../../actions/canvas/view.ts'
import { useUi } from '../../../state/ui.ts'
import { IconButton } from '../../../ui/controls/Button.tsx'
import { useCamera } from '../view/camera.ts'
import styles from './chrome.module.css'

const byId = new Map<string, Action>(viewActions.map((action) => [action.id, action]))
const run = (id: string) => () => void byId.get(id)?.run()

/** Zoom and minimap, in the corner. */
export function ViewStrip() {
  const zoom = useCamera(({ zoom }) => Math.round(zoom * 100))
  const minimap = useUi((state) => state.settings.minimap)
  return (
    <div className={styles.view} role="toolbar" aria-label="View">
      <IconButton icon={Minus} size="small" label="Zoom out" shortcut="-" onClick={run('view.out')} />
      <button
        type="button"
        className={styles.zoom}
        aria-label={`Zoom ${zoom} %, set to 100 %`}
        onClick={run('view.actual')}
      >
        {zoom} %
      </button>
      <IconButton icon={Plus} size="small" label="Zoom in" shortcut="+" onClick={run('view.in')} />
      <IconButton
        icon={Maximize}
        size="small"
        label="Show everything"
        shortcut="Shift+1"
        onClick={run('view.fit')}
      />
      <IconButton
        icon={MapIcon}
        size="small"
        label="Minimap"
        shortcut="M"
        aria-pressed={minimap}
        onClick={run('view.minimap')}
      />
    </div>
  )
}
