import { useEffect, useState } from 'react'
import { leaveLlmSettings, useSetup } from '../../state/llm/setup.ts'
import { changeSettings } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { CheckField, Segmented } from '../../ui/controls/Choices.tsx'
import { TabPanel, Tabs } from '../../ui/controls/Tabs.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import styles from './Dialogs.module.css'
import { LlmSettings } from './llm/LlmSettings.tsx'

const TABS = [
  { id: 'editor', label: 'Editor' },
  { id: 'llm', label: 'Language model' },
] as const
type Tab = (typeof TABS)[number]['id']

/** The person's own settings; the part of the language model needs a folder. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const place = useSetup((state) => state.place)
  const hasFolder = useUi((state) => state.workspace !== null)
  const [chosen, setChosen] = useState<Tab | null>(null)
  const tab = chosen ?? (place === null ? 'editor' : 'llm')
  useEffect(() => leaveLlmSettings, [])
  if (!hasFolder) {
    return (
      <Dialog title="Settings" size="small" onClose={onClose}>
        <EditorSettings />
      </Dialog>
    )
  }
  return (
    <Dialog title="Settings" onClose={onClose}>
      <Tabs<Tab> name="settings" label="Settings of" tabs={TABS} value={tab} onChange={setChosen} />
      <TabPanel name="settings" id={tab} className={styles.settings}>
        {tab === 'editor' ? <EditorSettings /> : <LlmSettings />}
      </TabPanel>
    </Dialog>
  )
}

function EditorSettings() {
  const settings = useUi((state) => state.settings)
  return (
    <div className={styles.fields}>
      <Segmented
        label="Theme"
        value={settings.theme}
        options={[
          { value: 'system', label: 'System' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'contrast', label: 'High contrast' },
        ]}
        onChange={(theme) => changeSettings({ theme })}
      />
      <Segmented
        label="Density"
        value={settings.density}
        options={[
          { value: 'detailed', label: 'Detailed' },
          { value: 'compact', label: 'Compact' },
        ]}
        onChange={(density) => changeSettings({ density })}
      />
      <CheckField
        label="The wheel pans"
        hint="Pinch or Ctrl and wheel zoom. Off: the wheel zooms."
        checked={settings.wheelPans}
        onChange={(wheelPans) => changeSettings({ wheelPans })}
      />
      <CheckField
        label="Snap to the grid"
        checked={settings.snapToGrid}
        onChange={(snapToGrid) => changeSettings({ snapToGrid })}
      />
      <CheckField
        label="Minimap"
        checked={settings.minimap}
        onChange={(minimap) => changeSettings({ minimap })}
      />
    </div>
  )
}
