import { saveModel } from '../../state/saving.ts'
import { useSession } from '../../state/session.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { Button } from '../../ui/controls/Button.tsx'
import { Dialog } from '../../ui/frame/Dialog.tsx'
import { Export } from './Export.tsx'
import { MermaidPreview } from './mermaid/MermaidPreview.tsx'
import { Palette } from './palette/Palette.tsx'
import { RuleDialog } from './rule/RuleDialog.tsx'
import { Settings } from './Settings.tsx'
import { Shortcuts } from './shortcuts/Shortcuts.tsx'

const close = () => setUi({ dialog: null })

/** Whichever dialog is open. */
export function Dialogs() {
  const dialog = useUi((state) => state.dialog)
  const rule = useUi((state) => state.rule)
  return (
    <>
      {dialog === 'palette' ? <Palette onClose={close} /> : null}
      {dialog === 'shortcuts' ? (
        <Dialog title="Keyboard shortcuts" size="large" onClose={close}>
          <Shortcuts />
        </Dialog>
      ) : null}
      {dialog === 'settings' ? <Settings onClose={close} /> : null}
      {dialog === 'export' ? <Export onClose={close} /> : null}
      {dialog === 'mermaid' ? <MermaidPreview onClose={close} /> : null}
      {rule ? <RuleDialog key={rule.id} inHand={rule} /> : null}
      <Leaving />
    </>
  )
}

function Leaving() {
  const leaving = useSession((state) => state.leaving)
  if (!leaving) return null
  return (
    <Dialog
      title="Save your changes?"
      size="small"
      onClose={() => leaving(false)}
      footer={
        <>
          <Button onClick={() => leaving(false)}>Cancel</Button>
          <Button variant="danger" onClick={() => leaving(true)}>
            Discard
          </Button>
          <Button
            variant="primary"
            data-autofocus
            onClick={() => void saveModel().then((saved) => leaving(saved))}
          >
            Save
          </Button>
        </>
      }
    >
      <p>The model has changes that are not in its files yet.</p>
    </Dialog>
  )
}
