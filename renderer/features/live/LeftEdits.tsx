import { History } from 'lucide-react'
import { useState } from 'react'
import { discardLeft, type Left, restoreLeft, useLeftEdits } from '../../state/live/left-edits.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Bar } from '../../ui/frame/Bar.tsx'
import { NameDialog } from './NameDialog.tsx'
import { timeInWords } from './words.ts'

/** Unsaved edits of models that are no longer in the folder, on its start screen. */
export function LeftEdits() {
  const left = useLeftEdits()
  const [naming, setNaming] = useState<Left | null>(null)
  if (left.length === 0 && naming === null) return null
  return (
    <section aria-label="Unsaved edits">
      {left.map((edits) => (
        <Bar
          key={`${edits.path} ${edits.window}`}
          icon={History}
          title={`Unsaved edits of ${edits.path}, which is no longer here, were found.`}
          actions={
            <>
              <Button onClick={() => void discardLeft(edits)}>Discard</Button>
              <Button onClick={() => setNaming(edits)}>Restore as a new file…</Button>
            </>
          }
        >
          {`They were made at ${timeInWords(edits.time)}.`}
        </Bar>
      ))}
      {naming === null ? null : (
        <NameDialog
          title="Restore as a new file"
          action="Restore"
          proposed={naming.path}
          onSubmit={(path) => restoreLeft(naming, path)}
          onClose={() => setNaming(null)}
        />
      )}
    </section>
  )
}
