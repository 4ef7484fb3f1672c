/** Where each model and page was looked at last, so that coming back finds it so. Kept while the window is open. */
import type { Viewport } from '../../../state/view.ts'
import { cameraStore, moveCamera } from './camera.ts'
import { isShownWhole, setWhole } from './show.ts'

const views = new Map<string, Viewport>()

/** Keeps the view under a name; what is shown whole is to be shown whole again, whatever the window's size is then. */
export function rememberView(name: string): void {
  const { x, y, zoom } = cameraStore.getState()
  if (isShownWhole()) views.delete(name)
  else views.set(name, { x, y, zoom })
}

/** False when nothing was kept under this name. */
export function recallView(name: string): boolean {
  const view = views.get(name)
  if (!view) return false
  setWhole(false)
  moveCamera(view)
  return true
}
