import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  type LucideIcon,
} from 'lucide-react'
import { arrangeActions } from '../../actions/canvas/arrange.ts'
import { useDocument } from '../../state/document.ts'
import { useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import styles from './Inspector.module.css'

const ICONS: readonly (readonly [action: string, icon: LucideIcon])[] = [
  ['arrange.align-left', AlignStartVertical],
  ['arrange.align-center', AlignCenterVertical],
  ['arrange.align-right', AlignEndVertical],
  ['arrange.align-top', AlignStartHorizontal],
  ['arrange.align-middle', AlignCenterHorizontal],
  ['arrange.align-bottom', AlignEndHorizontal],
  ['arrange.distribute-horizontal', AlignHorizontalDistributeCenter],
  ['arrange.distribute-vertical', AlignVerticalDistributeCenter],
]

/** Aligning and distributing, as buttons; nothing while fewer than two things that have a place are selected. */
export function AlignRow() {
  useUi((state) => state.selection)
  useDocument((state) => state.history.present)
  const rows = ICONS.flatMap(([id, icon]) => {
    const action = arrangeActions.find((known) => known.id === id)
    return action ? [{ action, icon, isEnabled: action.isEnabled?.() ?? true }] : []
  })
  if (!rows.some(({ isEnabled }) => isEnabled)) return null
  return (
    <div className={styles.align} role="toolbar" aria-label="Align and distribute">
      {rows.map(({ action, icon, isEnabled }) => {
        const [key] = action.keys ?? []
        return (
          <IconButton
            key={action.id}
            icon={icon}
            label={action.label}
            {...(key === undefined ? {} : { shortcut: key })}
            disabled={!isEnabled}
            onClick={() => void action.run()}
          />
        )
      })}
    </div>
  )
}
