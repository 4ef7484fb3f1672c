import { setUi, useUi } from '../../state/ui.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { NewModelForm } from './NewModelForm.tsx'

/** The new-model form over whatever is open. */
export function NewModelDialog() {
  const isOpen = useUi((state) => state.dialog === 'new-model')
  if (!isOpen) return null
  const close = () => setUi({ dialog: null })
  return (
    <Dialog title="New model" size="large" onClose={close}>
      <NewModelForm onDone={close} onCancel={close} />
    </Dialog>
  )
}
