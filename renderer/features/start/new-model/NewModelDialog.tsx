import { setUi, useUi } from '../../../state/ui.ts'
import { Dialog } from '../../../ui/frame/Dialog.tsx'
import { NewModelForm } from './NewModelForm.tsx'
import { useFileDrop } from './new-model.ts'

/** The new-model form over whatever is open; a dropped file opens it too. */
export function NewModelDialog() {
  const isOpen = useUi((state) => state.dialog === 'new-model')
  useFileDrop()
  if (!isOpen) return null
  const close = () => setUi({ dialog: null })
  return (
    <Dialog title="New model" size="large" onClose={close}>
      <NewModelForm onDone={close} onCancel={close} />
    </Dialog>
  )
}
