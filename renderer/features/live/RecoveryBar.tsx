import { History } from 'lucide-react'
import { plural } from '../../../shared/core/text.ts'
import type { Recovery } from '../../../shared/protocol/contract.ts'
import { useDocument } from '../../state/document.ts'
import { choose, discardRecovery, restoreRecovery, showConflicts } from '../../state/live/decide.ts'
import { useLive } from '../../state/live/live.ts'
import { listHard } from '../../state/live/merging.ts'
import { summarise } from '../../state/live/summary.ts'
import { focusDiagram } from '../../state/workplace.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Bar } from '../../ui/frame/Bar.tsx'
import { Conflicts } from './Conflicts.tsx'
import { useMerge } from './use-merge.ts'
import { timeInWords } from './words.ts'

/** Edits that an earlier window had not saved: offered, never applied by themselves. */
export function RecoveryBar() {
  const recovery = useLive((state) => state.recovery)
  const readOnly = useDocument((state) => state.readOnly)
  if (!recovery || readOnly) return null
  return <Offer recovery={recovery} />
}

function Offer({ recovery }: { readonly recovery: Recovery }) {
  const deciding = useLive((state) => state.deciding === 'recovery')
  const merge = useMerge(recovery.base, recovery.document)
  const conflicts = listHard(merge)
  const what = summarise(recovery.base, recovery.document) || 'wording of the file'
  const restore = () => void restoreRecovery().then((done) => done && focusDiagram())
  const discard = () => void discardRecovery().then(() => focusDiagram())
  const differs =
    conflicts.length === 0 ? '' : ` ${plural(conflicts.length, 'thing')} changed since: you choose.`
  return (
    <>
      <Bar
        icon={History}
        title={`Unsaved edits of ${timeInWords(recovery.time)} were found.`}
        actions={
          <>
            <Button onClick={discard}>Discard</Button>
            {deciding ? (
              <Button onClick={() => showConflicts(null)}>Hide</Button>
            ) : (
              <Button variant="primary" onClick={restore}>
                Restore
              </Button>
            )}
          </>
        }
      >
        {`They change: ${what}.${differs}`}
      </Bar>
      {deciding && conflicts.length > 0 ? (
        <Conflicts
          conflicts={conflicts}
          names={{ ours: 'Here now', theirs: 'Unsaved edits' }}
          all={{ ours: 'Keep what is here', theirs: 'Take the unsaved edits' }}
          action="Restore"
          onChoose={choose}
          onFinish={restore}
        />
      ) : null}
    </>
  )
}
