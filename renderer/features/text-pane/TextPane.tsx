import { lazy, Suspense } from 'react'
import type { TextTab } from '../../../shared/text-editing/editing.ts'
import { useDocument } from '../../state/document.ts'
import { setText, settleText, TEXT_TABS, useText } from '../../state/text.ts'
import { type Tab, TabPanel, Tabs } from '../../ui/controls/Tabs.tsx'
import { EmptyState } from '../../ui/frame/EmptyState.tsx'
import styles from './TextPane.module.css'

/** CodeMirror and the formats come when the text is first shown: a start without it does not pay for them. */
const TextEditor = lazy(() =>
  import('./TextEditor.tsx').then(
    (module) => ({ default: module.TextEditor }),
    () => ({ default: Missing }),
  ),
)

function Missing() {
  return (
    <EmptyState
      title="The text cannot be shown"
      text="Fenceline's process did not give the editor. Start it again, then reload this page."
    />
  )
}

/** The model as text beside the canvas, both of them live. */
export function TextPane() {
  const tab = useText((state) => state.tab)
  const unreadable = useText((state) => state.unreadable)
  const path = useDocument((state) => state.path)
  const readOnly = useDocument((state) => state.readOnly)
  const tabs = TEXT_TABS.map(({ id, label }): Tab<TextTab> => {
    const isLeft = unreadable.some((each) => each.path === path && each.tab === id)
    return { id, label, ...(isLeft ? { mark: 'cannot be read yet' } : {}) }
  })
  const change = (next: TextTab) => {
    settleText()
    setText({ tab: next })
  }
  if (path === null) return null
  return (
    <div className={styles.pane}>
      <Tabs name="text" label="Text" tabs={tabs} value={tab} className={styles.tabs} onChange={change} />
      <TabPanel name="text" id={tab} className={styles.panel}>
        <Suspense fallback={<p className={styles.wait}>Opening the text</p>}>
          <TextEditor key={`${path}:${tab}:${readOnly}`} path={path} tab={tab} readOnly={readOnly} />
        </Suspense>
      </TabPanel>
    </div>
  )
}
