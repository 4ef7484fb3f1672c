import { useState } from 'react'
import { plural } from '../../../shared/core/text.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { decideGroup, type GroupDecision } from '../../state/threats/groups.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { TextField } from '../../ui/fields/Fields.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'

export interface AskedGroup {
  readonly title: string
  readonly drafts: readonly Draft[]
  readonly decision: GroupDecision
}

const WORDS: Partial<Record<GroupDecision, readonly [string, string]>> = {
  reject: ['Reject', 'Reason why it is not real at any of them'],
  accept: ['Accept', 'Reason why the risk is acceptable at all of them'],
  'wont-fix': ["Won't fix", 'Reason why it will not be fixed at any of them'],
}

/** One reason for a decision on all members of a group. */
export function GroupReason({
  asked,
  onClose,
}: {
  readonly asked: AskedGroup
  readonly onClose: () => void
}) {
  const { title, drafts, decision } = asked
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const [verb = 'Decide', label = 'Reason'] = WORDS[decision] ?? []
  const confirm = () => {
    if (reason.trim() === '') return setMissing(true)
    decideGroup(title, drafts, decision, reason.trim())
    onClose()
  }
  return (
    <Dialog
      title={`${verb} at ${plural(drafts.length, 'target')}`}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={confirm}>
            {verb} {plural(drafts.length, 'draft')}
          </Button>
        </>
      }
    >
      <p>{title}</p>
      <TextField
        label={label}
        value={reason}
        error={isMissing && reason.trim() === '' ? 'Write it in a few words first.' : undefined}
        onChange={setReason}
        onKeyDown={(event) => {
          // The table below would take the keys of a reason for its own.
          event.stopPropagation()
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) confirm()
        }}
      />
    </Dialog>
  )
}
