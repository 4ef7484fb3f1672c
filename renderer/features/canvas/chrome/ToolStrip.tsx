import { MousePointer2, StickyNote } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Action } from '../../../actions/action.ts'
import { toolActions } from '../../../actions/canvas/tools.ts'
import { useDocument } from '../../../state/document.ts'
import { type Tool, useUi } from '../../../state/ui.ts'
import { Tooltip } from '../../../ui/controls/Tooltip.tsx'
import styles from './chrome.module.css'
import { ExternalIcon, FlowIcon, LineIcon, ProcessIcon, StoreIcon, ZoneIcon } from './icons.tsx'

const TOOLS: readonly (readonly [tool: Tool, icon: ComponentType<{ size?: number }>, word: string])[] = [
  ['select', MousePointer2, 'Select'],
  ['external', ExternalIcon, 'External'],
  ['process', ProcessIcon, 'Process'],
  ['store', StoreIcon, 'Store'],
  ['flow', FlowIcon, 'Flow'],
  ['zone', ZoneIcon, 'Zone'],
  ['line', LineIcon, 'Boundary'],
  ['note', StickyNote, 'Note'],
]

const byId = new Map<string, Action>(toolActions.map((action) => [action.id, action]))

/** The one floating strip: every tool with its picture, word and key. */
export function ToolStrip() {
  const active = useUi((state) => state.tool)
  const readOnly = useDocument((state) => state.readOnly)
  return (
    <div className={styles.strip} role="toolbar" aria-label="Tools">
      {TOOLS.map(([tool, Icon, word]) => {
        const action = byId.get(`tool.${tool}`)
        const key = action?.keys?.[0]
        return (
          <Tooltip key={tool} text={action?.label ?? word} {...(key === undefined ? {} : { shortcut: key })}>
            <button
              type="button"
              className={styles.tool}
              aria-pressed={active === tool}
              aria-label={action?.label ?? word}
              disabled={readOnly && tool !== 'select'}
              onClick={() => void action?.run()}
            >
              <Icon size={17} />
              <span className={styles.word}>{word}</span>
            </button>
          </Tooltip>
        )
      })}
    </div>
  )
}
