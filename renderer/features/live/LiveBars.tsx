import { FileQuestion, FolderX, GitMerge, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { useDocument } from '../../state/document.ts'
import { choose, mergeDisk, showConflicts } from '../../state/live/decide.ts'
import { findMoved, followTo, saveAgain, saveAs } from '../../state/live/gone.ts'
import { type LiveState, useLive } from '../../state/live/live.ts'
import { listHard } from '../../state/live/merging.ts'
import { closeModel } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { focusDiagram } from '../../state/workplace.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Bar } from '../../ui/frame/Bar.tsx'
import { Conflicts } from './Conflicts.tsx'
import styles from './LiveBars.module.css'
import { NameDialog } from './NameDialog.tsx'
import { RecoveryBar } from './RecoveryBar.tsx'
import { useMerge } from './use-merge.ts'

/** What happens to the open model's files from outside. In the flow: nothing is covered, and editing goes on. */
export function LiveBars() {
  const disk = useLive((state) => state.disk)
  const lost = useLive((state) => state.lost)
  const isQuiet = useLive((state) => state.recovery === null) && disk.kind === 'same' && lost === null
  if (isQuiet) return null
  return (
    <section aria-label="Files on disk">
      {lost === null ? <DiskBar disk={disk} /> : <LostBar reason={lost} />}
      <RecoveryBar />
    </section>
  )
}

function DiskBar({ disk }: { readonly disk: LiveState['disk'] }) {
  if (disk.kind === 'conflict') return <ConflictBar disk={disk} />
  if (disk.kind === 'unreadable') return <UnreadableBar disk={disk} />
  return disk.kind === 'gone' ? <GoneBar /> : null
}

function LostBar({ reason }: { readonly reason: string }) {
  return (
    <Bar icon={FolderX} strong title="The folder cannot be reached.">
      {reason} Your edits are kept here; this ends by itself when the folder is back.
    </Bar>
  )
}

type Of<K extends LiveState['disk']['kind']> = Extract<LiveState['disk'], { kind: K }>

function ConflictBar({ disk }: { readonly disk: Of<'conflict'> }) {
  const saved = useDocument((state) => state.saved)
  const deciding = useLive((state) => state.deciding === 'disk')
  const merge = useMerge(saved, disk.theirs)
  const conflicts = listHard(merge)
  const finish = () => {
    if (mergeDisk()) focusDiagram()
  }
  const title =
    conflicts.length === 0
      ? 'Your changes and those on disk no longer conflict.'
      : `${plural(conflicts.length, 'thing')} changed both here and on disk.`
  return (
    <>
      <Bar
        icon={GitMerge}
        title={title}
        actions={
          conflicts.length === 0 ? (
            <Button variant="primary" onClick={finish}>
              Merge
            </Button>
          ) : (
            <Button aria-expanded={deciding} onClick={() => showConflicts(deciding ? null : 'disk')}>
              {deciding ? 'Hide' : 'Decide'}
            </Button>
          )
        }
      >
        {conflicts.length === 0 ? null : 'Everything else merges by itself. You can go on editing meanwhile.'}
      </Bar>
      {deciding && conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          names={{ ours: 'Mine', theirs: 'On disk' }}
          all={{ ours: 'Keep mine', theirs: 'Take disk' }}
          action="Merge"
          onChoose={choose}
          onFinish={finish}
        />
      ) : null}
    </>
  )
}

/** One slip makes the lines after it unreadable too: the first few say where. */
const SHOWN = 2

function UnreadableBar({ disk }: { readonly disk: Of<'unreadable'> }) {
  const more = disk.reasons.slice(1)
  return (
    <>
      <Bar icon={TriangleAlert} strong title={disk.message}>
        Your model here is as it was, and stays until the file is mended.
      </Bar>
      {more.length === 0 ? null : (
        <ul className={styles.reasons}>
          {more.slice(0, SHOWN).map((reason, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may be alike in all but their place
            <li key={at}>
              {reason.range ? `Line ${reason.range.start.line}: ` : ''}
              {reason.message}
            </li>
          ))}
          {more.length > SHOWN ? <li>{`And ${more.length - SHOWN} more.`}</li> : null}
        </ul>
      )}
    </>
  )
}

function GoneBar() {
  const path = useDocument((state) => state.path) ?? ''
  const modelHash = useDocument((state) => state.modelHash)
  const workspace = useUi((state) => state.workspace)
  const [naming, setNaming] = useState(false)
  const moved = findMoved(workspace, { path, modelHash })
  return (
    <>
      <Bar
        icon={FileQuestion}
        title={`${path} is no longer there.`}
        actions={
          <>
            <Button onClick={() => void closeModel()}>Close</Button>
            {moved === undefined ? <Button onClick={() => setNaming(true)}>Save as…</Button> : null}
            <Button onClick={() => void saveAgain()}>Save it again</Button>
            {moved === undefined ? null : (
              <Button variant="primary" onClick={() => void followTo(moved)}>
                Follow it to {moved}
              </Button>
            )}
          </>
        }
      >
        {moved === undefined
          ? 'It was deleted or renamed. Your model is still here.'
          : 'The same model has another name now. Your edits come along.'}
      </Bar>
      {naming ? (
        <NameDialog
          title="Save as"
          action="Save"
          proposed={path}
          onSubmit={saveAs}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  )
}
