/** Alt held as a drag begins takes copies along: the originals stay where they are. */

import { boundsOf } from '../../../../shared/model/geometry.ts'
import { zoneAt } from '../../../state/canvas/move.ts'
import { duplicateElements } from '../../../state/elements/elements.ts'
import { endGesture, setCanvas } from '../canvas-state.ts'
import { currentScene, rectOf } from '../scene.ts'
import type { Gesture, Pointer } from './gesture.ts'
import { neighboursOf, placeMoved } from './guides/neighbours.ts'

/** Null where nothing of it can be copied: a line stands on its flows. */
export function dragCopies(refs: readonly string[], primary: string, start: Pointer): Gesture | null {
  const scene = currentScene()
  const { model } = scene.document
  const rects = refs.flatMap((ref) => {
    const isPlaced = scene.rects.has(ref) || ref.startsWith('note:')
    return (isPlaced ? rectOf(scene, ref) : null) ?? []
  })
  const around = boundsOf(rects)
  if (!around) return null
  const anchor = rectOf(scene, primary) ?? around
  const neighbours = neighboursOf(scene, new Set())
  const shift = ({ at, ...pointer }: Pointer) => {
    const by = { x: at.x - start.at.x, y: at.y - start.at.y }
    return placeMoved(around, anchor, by, neighbours, { ...pointer, at, free: false })
  }
  return {
    move(pointer) {
      const { by, guides } = shift(pointer)
      setCanvas({
        copies: rects.map((rect) => ({ ...rect, x: rect.x + by.x, y: rect.y + by.y })),
        dropZone: zoneAt(model, scene.rects, pointer.at),
        guides,
      })
    },
    end(pointer) {
      const { by } = shift(pointer)
      endGesture()
      if (by.x !== 0 || by.y !== 0) duplicateElements(refs, by, scene.page)
    },
    cancel: endGesture,
  }
}
