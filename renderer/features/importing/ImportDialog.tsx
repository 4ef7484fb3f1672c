import { lazy, Suspense } from 'react'
import { useUi } from '../../state/ui.ts'

// Nothing of it is needed before files come.
const ImportForm = lazy(() => import('./ImportForm.tsx').then(({ ImportForm: form }) => ({ default: form })))

/** The dialog that shows what files of other tools would become; loaded when it is first opened. */
export function ImportDialog() {
  const isOpen = useUi((state) => state.dialog === 'import')
  return isOpen ? (
    <Suspense fallback={null}>
      <ImportForm />
    </Suspense>
  ) : null
}
