import { useEffect, useState } from 'react'
import { connectDesktop } from './actions/desktop/connect.ts'
import { NARROW } from './actions/frame.ts'
import { ACTIONS } from './actions/index.ts'
import { listenForKeys } from './actions/keys/keys.ts'
import { openArranged } from './actions/open.ts'
import styles from './app.module.css'
import { CanvasArea } from './features/canvas/changes/CanvasArea.tsx'
import { Coverage } from './features/coverage/Coverage.tsx'
import { Dialogs } from './features/dialogs/Dialogs.tsx'
import { Changes } from './features/diff/Changes.tsx'
import { PreviewDialog } from './features/drafting/PreviewDialog.tsx'
import { RunPanel } from './features/drafting/RunPanel.tsx'
import { BrokenFile } from './features/frame/BrokenFile.tsx'
import { Bars } from './features/frame/bars/Bars.tsx'
import { Drawer } from './features/frame/Drawer.tsx'
import { LeftColumn } from './features/frame/LeftColumn.tsx'
import { StatusLine } from './features/frame/StatusLine.tsx'
import { TopBar } from './features/frame/TopBar.tsx'
import { ImportDialog } from './features/importing/ImportDialog.tsx'
import { Inspector } from './features/inspector/Inspector.tsx'
import { LeftEdits } from './features/live/LeftEdits.tsx'
import { LiveBars } from './features/live/LiveBars.tsx'
import { Review } from './features/review/Review.tsx'
import { DropTarget } from './features/start/DropTarget.tsx'
import { NewModelDialog } from './features/start/new-model/NewModelDialog.tsx'
import { StartScreen } from './features/start/StartScreen.tsx'
import { TextPane } from './features/text-pane/TextPane.tsx'
import { Threats } from './features/threats/Threats.tsx'
import { StatesDialog } from './features/tickets/StatesDialog.tsx'
import { TicketsDialog } from './features/tickets/TicketsDialog.tsx'
import { ModelList } from './features/workspace/ModelList.tsx'
import { Outline } from './features/workspace/outline/Outline.tsx'
import { Problems } from './features/workspace/Problems.tsx'
import { useProblems } from './features/workspace/problems.ts'
import { desktop } from './platform/client.ts'
import { documentStore, isUnsaved, useDocument, useSettledDocument } from './state/document.ts'
import { keepRecovery } from './state/live/recovery.ts'
import { countsOf, useDrafting } from './state/llm/drafting.ts'
import { keepDrafts } from './state/saving.ts'
import { openDraftsOf, progressOfDocument } from './state/selectors.ts'
import { startSession, useSession } from './state/session.ts'
import { hasTextInHand, settleText, watchUnreadable } from './state/text.ts'
import { setUi, useUi } from './state/ui.ts'

/** Composes the features; it is the only place that knows them all. */
export function App() {
  const phase = useSession((state) => state.phase)
  const path = useDocument((state) => state.path)
  const title = useDocument((state) => (state.path === null ? null : state.history.present.model.title))
  const theme = useUi((state) => state.settings.theme)
  const announcement = useUi((state) => state.announcement)
  useEffect(() => listenForKeys(ACTIONS), [])
  useEffect(() => void startSession().then((last) => (last === null ? undefined : openArranged(last))), [])
  useEffect(() => keepDrafts(), [])
  useEffect(() => keepRecovery(), [])
  useEffect(() => watchUnreadable(), [])
  useEffect(() => connectDesktop(), [])
  useEffect(() => followTheme(theme), [theme])
  useEffect(() => {
    document.title = title === null ? 'Fenceline' : `${title} - Fenceline`
  }, [title])
  useEffect(() => {
    // The desktop's window asks by itself, with a question that can save.
    if (desktop) return
    const ask = (event: BeforeUnloadEvent) => {
      settleText()
      if (isUnsaved(documentStore.getState()) || hasTextInHand()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
  return (
    <div className={styles.app}>
      {phase === 'starting' ? null : path === null ? (
        <>
          {phase === 'failed' ? null : <Bars />}
          {phase === 'failed' ? null : <LeftEdits />}
          <StartScreen />
        </>
      ) : (
        <Editor />
      )}
      <NewModelDialog />
      <ImportDialog />
      {desktop ? <DropTarget /> : null}
      <Dialogs />
      <PreviewDialog />
      <TicketsDialog />
      <StatesDialog />
      <div className={styles.hidden} aria-live="polite">
        {announcement}
      </div>
    </div>
  )
}

function Editor() {
  const mode = useUi((state) => state.mode)
  const panels = useUi((state) => state.settings.panels)
  const overlay = useUi((state) => state.overlay)
  const narrow = useNarrow()
  const broken = useDocument((state) => state.broken)
  useEffect(() => {
    if (!narrow || overlay === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setUi({ overlay: null })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [narrow, overlay])
  const isJob = mode !== 'draw'
  // The text stays beside the canvas where the outline would lie over it.
  const leftOver = narrow && (panels.leftView === 'outline' || isJob)
  const left = leftOver ? overlay === 'left' : panels.left
  const right = isJob || (narrow ? overlay === 'right' : panels.right)
  if (broken) {
    return (
      <>
        <TopBar left={false} right={false} />
        <Bars />
        <LiveBars />
        <BrokenFile />
      </>
    )
  }
  return (
    <>
      <TopBar left={left} right={right} />
      <Bars />
      <LiveBars />
      <div className={styles.body}>
        {left ? (
          <LeftColumn
            over={leftOver}
            narrow={narrow}
            panels={{
              outline: () => (
                <>
                  <ModelList />
                  <Outline />
                </>
              ),
              text: () => <TextPane />,
            }}
          />
        ) : null}
        <div className={styles.middle}>
          <main className={styles.canvas}>
            <CanvasArea />
          </main>
          <BottomDrawer />
        </div>
        {right ? (
          <div className={isJob ? styles.job : styles.right} data-over={narrow && !isJob}>
            {mode === 'review' ? <Review /> : mode === 'changes' ? <Changes /> : <Inspector />}
          </div>
        ) : null}
      </div>
      <StatusLine />
    </>
  )
}

// The same elements each time: only what a panel itself follows draws it again.
const THREATS = <Threats />
const COVERAGE = <Coverage />

function BottomDrawer() {
  const problems = useProblems()
  // An info asks for nothing; it is listed and not counted.
  const weighty = problems.filter(({ severity }) => severity !== 'info')
  const document = useSettledDocument()
  const threats = openDraftsOf(document).length + document.model.risks.length
  const progress = progressOfDocument(document)
  const left = progress.targets - progress.analysed
  const run = useDrafting(({ run: inHand }) =>
    inHand ? `${countsOf(inHand.items).ended}/${inHand.items.length}` : null,
  )
  return (
    <Drawer
      counts={{ threats, coverage: left, problems: weighty.length }}
      run={run}
      panels={{
        threats: () => THREATS,
        coverage: () => COVERAGE,
        run: () => <RunPanel />,
        problems: () => <Problems problems={problems} />,
      }}
    />
  )
}

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches)
  useEffect(() => {
    const query = window.matchMedia(NARROW)
    const follow = () => setNarrow(query.matches)
    query.addEventListener('change', follow)
    return () => query.removeEventListener('change', follow)
  }, [])
  return narrow
}

function followTheme(theme: string): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  // High contrast is a light theme: it would glare at someone who asked for a dark one.
  const contrast = window.matchMedia('(prefers-contrast: more) and (prefers-color-scheme: light)')
  const ofSystem = () => (dark.matches ? 'dark' : contrast.matches ? 'contrast' : 'light')
  const follow = () => {
    document.documentElement.dataset.theme = theme === 'system' ? ofSystem() : theme
  }
  follow()
  for (const query of [dark, contrast]) query.addEventListener('change', follow)
  return () => {
    for (const query of [dark, contrast]) query.removeEventListener('change', follow)
  }
}
