import { titleOf } from '../../../../shared/model/queries.ts'
import { runAction } from '../../../actions/index.ts'
import { focusedOn } from '../../../state/canvas/zones/focus.ts'
import { useDocument } from '../../../state/document.ts'
import { useUi } from '../../../state/ui.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import styles from './chrome.module.css'

/** Says what the canvas waits for or leaves out, and the way back. */
export function ViewBars() {
  const model = useDocument((state) => state.history.present.model)
  const redrawing = useUi((state) => state.redrawing)
  const zone = useUi((state) => state.focusedZone)
  if (redrawing !== null)
    return (
      <div className={styles.bar} role="status">
        <span>
          Draw <strong>{titleOf(model, redrawing)}</strong> across the flows that cross it
        </span>
        <Button variant="quiet" onClick={() => void runAction('tool.back')}>
          Leave it
        </Button>
      </div>
    )
  if (zone === null || !focusedOn(model, zone)) return null
  return (
    <div className={styles.bar} role="status">
      <span>
        Only <strong>{titleOf(model, zone)}</strong> is shown
      </span>
      <Button variant="quiet" onClick={() => void runAction('zone.unfocus')}>
        Show everything
      </Button>
    </div>
  )
}
