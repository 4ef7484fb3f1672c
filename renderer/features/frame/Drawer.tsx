import { ChevronDown, ChevronUp } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { showDrawer, togglePanel } from '../../actions/frame.ts'
import { changeSettings } from '../../state/session.ts'
import { type Drawer as DrawerTab, setUi, uiStore, useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/Button.tsx'
import { type Tab, TabPanel, Tabs } from '../../ui/Tabs.tsx'
import styles from './Drawer.module.css'

const LEAST = 120
/** What stays for the canvas above. */
const KEPT = 240
const STEP = 24

/** The panel at the bottom; its upper edge moves by mouse and by the arrow keys. */
export function Drawer({
  counts,
  panels,
}: {
  readonly counts: Readonly<Record<DrawerTab, number>>
  readonly panels: Readonly<Record<DrawerTab, () => ReactNode>>
}) {
  const open = useUi((state) => state.settings.panels.bottom)
  const remembered = useUi((state) => state.settings.panels.bottomHeight)
  const tab = useUi((state) => state.drawer)
  const [dragged, setDragged] = useState<number | null>(null)
  const tabs: readonly Tab<DrawerTab>[] = [
    { id: 'threats', label: 'Threats', count: counts.threats },
    { id: 'coverage', label: 'Coverage', count: counts.coverage },
    { id: 'problems', label: 'Problems', count: counts.problems },
  ]
  return (
    <section
      className={styles.drawer}
      aria-label="Drawer"
      style={open ? { height: `min(${dragged ?? remembered}px, calc(100% - ${KEPT}px))` } : undefined}
    >
      {open ? <Edge height={dragged ?? remembered} onDrag={setDragged} /> : null}
      <div className={styles.head}>
        <Tabs
          name="drawer"
          label="Drawer"
          tabs={tabs}
          value={tab}
          onChange={(id) => (open ? setUi({ drawer: id }) : showDrawer(id))}
        />
        <IconButton
          icon={open ? ChevronDown : ChevronUp}
          label={open ? 'Collapse the drawer' : 'Open the drawer'}
          shortcut="Mod+J"
          aria-expanded={open}
          onClick={() => togglePanel('bottom')}
        />
      </div>
      {open ? (
        <TabPanel name="drawer" id={tab} className={styles.body}>
          {panels[tab]()}
        </TabPanel>
      ) : null}
    </section>
  )
}

function Edge({
  height,
  onDrag,
}: {
  readonly height: number
  readonly onDrag: (height: number | null) => void
}) {
  const start = useRef<{ readonly y: number; readonly height: number } | null>(null)
  const clamp = (wanted: number) => Math.round(Math.max(LEAST, Math.min(wanted, window.innerHeight - KEPT)))
  const remember = (wanted: number) => {
    const { panels } = uiStore.getState().settings
    changeSettings({ panels: { ...panels, bottomHeight: clamp(wanted) } })
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { y: event.clientY, height }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const from = start.current
    if (from) onDrag(clamp(from.height + from.y - event.clientY))
  }
  const onPointerUp = () => {
    if (start.current) remember(height)
    start.current = null
    onDrag(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP, PageUp: 5 * STEP, PageDown: -5 * STEP }[event.key]
    if (step === undefined) return
    event.preventDefault()
    remember(height + step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget, and <hr> is not
    <div
      role="separator"
      tabIndex={0}
      aria-label="Height of the drawer"
      aria-orientation="horizontal"
      aria-valuenow={height}
      aria-valuemin={LEAST}
      aria-valuemax={2000}
      className={styles.edge}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  )
}
