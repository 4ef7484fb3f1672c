import { type ReactNode, useState } from 'react'
import { showLeft } from '../../actions/frame.ts'
import { changeSettings } from '../../state/session.ts'
import { type LeftView, uiStore, useUi } from '../../state/ui.ts'
import { cx } from '../../ui/classes.ts'
import { Segmented } from '../../ui/controls/Choices.tsx'
import { Edge } from '../../ui/frame/Edge.tsx'
import styles from './LeftColumn.module.css'

const VIEWS = [
  { value: 'outline', label: 'Outline' },
  { value: 'text', label: 'Text' },
] as const

const LEAST = 280
/** What stays for the canvas beside the text. */
const KEPT = 320
/** In a narrow window the text leaves more to the canvas than it may take in a wide one. */
const NARROW_WIDTH = 380

/** The panel on the left: models and outline, or the wider text, whose edge moves. */
export function LeftColumn({
  over,
  narrow,
  panels,
}: {
  /** It lies over the canvas. */
  readonly over: boolean
  readonly narrow: boolean
  readonly panels: Readonly<Record<LeftView, () => ReactNode>>
}) {
  const view = useUi((state) => state.settings.panels.leftView)
  const remembered = useUi((state) => state.settings.panels.textWidth)
  const [dragged, setDragged] = useState<number | null>(null)
  const isText = view === 'text'
  const width = dragged ?? (narrow ? Math.min(remembered, NARROW_WIDTH) : remembered)
  return (
    <aside
      className={cx(styles.column, over && styles.over)}
      aria-label={isText ? 'Model as text' : 'Models and outline'}
      style={isText ? { width: `min(${width}px, calc(100% - ${KEPT}px))` } : undefined}
    >
      {isText ? (
        <Edge
          side="right"
          label="Width of the text"
          size={width}
          least={LEAST}
          most={() => (narrow ? NARROW_WIDTH : window.innerWidth - KEPT)}
          onDrag={setDragged}
          onSize={remember}
        />
      ) : null}
      <div className={styles.head}>
        <Segmented<LeftView> label="Left panel" hideLabel value={view} options={VIEWS} onChange={showLeft} />
      </div>
      {panels[view]()}
    </aside>
  )
}

function remember(textWidth: number): void {
  const { panels } = uiStore.getState().settings
  changeSettings({ panels: { ...panels, textWidth } })
}
