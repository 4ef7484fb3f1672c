import { FileWarning, FlaskConical, Lock, TriangleAlert, Unplug } from 'lucide-react'
import { isApplied, isReadBack, proposeHandEdits, useHandEdits } from '../../../state/derived/hand-edits.ts'
import { isUnsaved, isUnwritten, useDocument } from '../../../state/document.ts'
import { saveModel } from '../../../state/saving.ts'
import { dismissProblem, leaveDerivedAlone, throwAway, useSession } from '../../../state/session.ts'
import { Button } from '../../../ui/controls/Button.tsx'
import { Bar } from '../../../ui/frame/Bar.tsx'
import { HandEditsDialog } from './HandEditsDialog.tsx'

/** What is the matter with the files or the process behind the window. In the flow: nothing is covered. */
export function Bars() {
  return (
    <div role="status">
      <ConnectionBar />
      <ProblemBar />
      <DerivedBar />
      <ReadOnlyBar />
      <ExampleBar />
      <HandEditsDialog />
    </div>
  )
}

/** What is open is in no file. */
function ExampleBar() {
  const shown = useDocument(isUnwritten)
  const path = useDocument((state) => state.path)
  if (!shown) return null
  return (
    <Bar
      icon={FlaskConical}
      title="This is an example, in no file."
      actions={
        <>
          <Button onClick={() => void throwAway()}>Throw away</Button>
          <Button onClick={() => void saveModel()}>Keep as {path}</Button>
        </>
      }
    >
      Draw, draft and review as you like: nothing is written.
    </Bar>
  )
}

function ConnectionBar() {
  const connection = useSession((state) => state.connection)
  const isOpen = useDocument((state) => state.path !== null)
  if (connection === 'connected') return null
  const text =
    connection === 'lost'
      ? "Fenceline's process has stopped: start it again with npm start."
      : 'Fenceline was started anew: open the link that it printed in the terminal.'
  return (
    <Bar icon={Unplug} strong title={text}>
      {isOpen ? 'Your edits are still here, and can be saved when it is back.' : null}
    </Bar>
  )
}

function ProblemBar() {
  const problem = useSession((state) => state.problem)
  if (!problem) return null
  return (
    <Bar
      icon={TriangleAlert}
      strong
      title={problem.message}
      actions={<Button onClick={dismissProblem}>Dismiss</Button>}
    >
      {problem.hint}
    </Bar>
  )
}

function DerivedBar() {
  const derived = useDocument((state) => state.derived)
  const readOnly = useDocument((state) => state.readOnly)
  const leftAlone = useSession((state) => state.leftAlone)
  const applied = useHandEdits((state) => state.applied)
  const state = useDocument((each) => each)
  const files = derived.filter(
    ({ path, state: stands }) =>
      stands === 'differs' && !leftAlone.includes(path) && !isApplied(path, applied, state),
  )
  if (files.length === 0) return null
  const paths = files.map(({ path }) => path)
  const edited = files.filter(isReadBack)
  const one = paths.length === 1
  const them = one ? 'it' : 'them'
  const its =
    edited.length === paths.length
      ? one
        ? 'its changes'
        : 'their changes'
      : `changes of ${edited.map(({ path }) => path).join(', ')}`
  return (
    <Bar
      icon={FileWarning}
      title={`${paths.join(', ')} ${one ? 'does' : 'do'} not match the model on disk.`}
      actions={
        <>
          <Button onClick={() => leaveDerivedAlone(paths)}>Leave {them}</Button>
          <Button onClick={() => void saveModel(paths)}>Overwrite</Button>
          {edited.length === 0 || readOnly ? null : (
            <Button variant="primary" onClick={() => void proposeHandEdits(edited)}>
              Apply {its}…
            </Button>
          )}
        </>
      }
    >
      Saving leaves {them} alone. Overwrite prints {them} anew from the model.
    </Bar>
  )
}

function ReadOnlyBar() {
  const shown = useDocument((state) => state.readOnly && state.modelHash !== null)
  const broken = useDocument((state) => state.diagnostics.some(({ severity }) => severity === 'error'))
  const newer = useDocument((state) => state.diagnostics.find(({ code }) => code === 'newer-version'))
  const unsaved = useDocument(isUnsaved)
  const path = useDocument((state) => state.path)
  if (!shown || (broken && !newer)) return null
  return (
    <Bar icon={Lock} title={`${path} is read-only.`}>
      {newer
        ? newer.message
        : unsaved
          ? 'Your unsaved edits are kept here. Make the file and its folder writable, then save.'
          : 'You can look around, draft and export; edits cannot be saved here.'}
    </Bar>
  )
}
