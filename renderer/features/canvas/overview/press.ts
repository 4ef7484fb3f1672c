/** Presses on the picture mean what presses on the elements mean; far away a line is too near everything to be bent. */
import type { Point } from '../../../../shared/model/layout.ts'
import { zoneAt } from '../../../state/canvas/move.ts'
import { select } from '../../../state/ui.ts'
import { type Gesture, type Hit, hitOf, type Pointer } from '../gestures/gesture.ts'
import { pressPane } from '../gestures/select.ts'
import { currentScene } from '../scene.ts'
import { stageStore } from '../stage/stage-state.ts'
import { cameraStore, canvasPoint } from '../view/camera.ts'
import { approach } from '../view/show.ts'
import { hitAt } from './hit.ts'

/** What was pressed, on the elements of the page or on the picture of them. */
export function hitUnder(event: MouseEvent): Hit | null {
  const hit = hitOf(event.target)
  if (hit?.on !== 'pane' || !stageStore.getState().isPicture) return hit
  const item = hitAt(currentScene(), canvasPoint(event), cameraStore.getState().zoom)
  return item ? { on: item.kind === 'flow' ? 'flow' : 'node', ref: item.ref } : hit
}

/** A click selects the flow; a drag is a rubber band. */
export function pressFarFlow(ref: string, start: Pointer): Gesture {
  const band = pressPane(start)
  let moved = false
  return {
    move(pointer) {
      moved = true
      band.move(pointer)
    },
    end(pointer) {
      if (moved) band.end(pointer)
      else select([ref], start.adds)
    },
    cancel: () => band.cancel(),
  }
}

/** Goes to what was double-clicked: the element, or the zone around the place. */
export function approachFrom(hit: Hit, at: Point): void {
  const { document, rects } = currentScene()
  const ref = 'ref' in hit ? hit.ref : zoneAt(document.model, rects, at)
  if (ref !== null) approach(ref)
}
