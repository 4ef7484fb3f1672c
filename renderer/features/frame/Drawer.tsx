import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { showDrawer, togglePanel } from '../../actions/frame.ts'
import { changeSettings } from '../../state/session.ts'
import { type Drawer as DrawerTab, setUi, uiStore, useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import { type Tab, TabPanel, Tabs } from '../../ui/controls/Tabs.tsx'
import { Edge } from '../../ui/frame/Edge.tsx'
import styles from './Drawer.module.css'

const LEAST = 120
/** What stays for the canvas above; in a low window less than half. */
const KEPT = 240
/** The tabs are never cut: where bars above leave little, the canvas gives way. */
const HEAD = 34

/** The panel at the bottom; its upper edge moves by mouse and by the arrow keys. */
export function Drawer({
  counts,
  run,
  panels,
}: {
  readonly counts: Readonly<Record<Exclude<DrawerTab, 'run'>, number>>
  /** How the run of the language model stands; null: there is none and no tab. */
  readonly run: string | null
  readonly panels: Readonly<Record<DrawerTab, () => ReactNode>>
}) {
  const open = useUi((state) => state.settings.panels.bottom)
  const remembered = useUi((state) => state.settings.panels.bottomHeight)
  const wanted = useUi((state) => state.drawer)
  const tab = wanted === 'run' && run === null ? 'threats' : wanted
  const [dragged, setDragged] = useState<number | null>(null)
  const tabs: readonly Tab<DrawerTab>[] = [
    { id: 'threats', label: 'Threats', count: counts.threats },
    { id: 'coverage', label: 'Coverage', count: counts.coverage },
    ...(run === null ? [] : [{ id: 'run', label: 'Language model', note: run } as const]),
    { id: 'problems', label: 'Problems', count: counts.problems },
  ]
  return (
    <section
      className={styles.drawer}
      aria-label="Drawer"
      style={
        open
          ? { height: `max(${HEAD}px, min(${dragged ?? remembered}px, calc(100% - min(${KEPT}px, 45%))))` }
          : undefined
      }
    >
      {open ? (
        <Edge
          side="top"
          label="Height of the drawer"
          size={dragged ?? remembered}
          least={LEAST}
          most={() => window.innerHeight - KEPT}
          onDrag={setDragged}
          onSize={remember}
        />
      ) : null}
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
      ) : (
        // The tabs name what they would open.
        <div role="tabpanel" id={`drawer-panel-${tab}`} aria-labelledby={`drawer-tab-${tab}`} hidden />
      )}
    </section>
  )
}

function remember(bottomHeight: number): void {
  const { panels } = uiStore.getState().settings
  changeSettings({ panels: { ...panels, bottomHeight } })
}
