/** The diagram and what is lit on it, for whatever draws it. */
import { useMemo } from 'react'
import { useSettledDocument } from '../../state/document.ts'
import { foundRefs, useFind } from '../../state/find/find.ts'
import { useUi } from '../../state/ui.ts'
import { useCanvas } from './canvas-state.ts'
import type { Highlights } from './elements.ts'
import { litElements } from './highlights.ts'
import { currentScene, type Scene } from './scene.ts'

export function useScene(): Scene {
  const document = useSettledDocument()
  const density = useUi((state) => state.settings.density)
  const dragging = useUi((state) => state.dragging)
  const page = useUi((state) => state.page)
  const focusedZone = useUi((state) => state.focusedZone)
  const resizing = useCanvas((state) => state.resizing)
  const routing = useCanvas((state) => state.routing)
  const near = useCanvas((state) => state.near)
  const routed = useCanvas((state) => state.routed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is computed from these stores
  return useMemo(currentScene, [
    document,
    density,
    dragging,
    page,
    resizing,
    routing,
    near,
    routed,
    focusedZone,
  ])
}

export function useHighlights(): Highlights {
  const document = useSettledDocument()
  const detailed = useUi((state) => state.settings.density === 'detailed')
  const selection = useUi((state) => state.selection)
  const renaming = useUi((state) => (state.workplace === 'canvas' ? state.renaming : null))
  const focusedThreat = useUi((state) => (state.mode === 'review' ? state.focusedThreat : null))
  const dropZone = useCanvas((state) => state.dropZone)
  const target = useCanvas((state) => state.target ?? state.wire?.over ?? null)
  const sought = useFind(({ isOpen, query }) => (isOpen ? query : ''))
  const lit = useMemo(
    () => litElements(document, selection, focusedThreat, foundRefs(document, sought)),
    [document, selection, focusedThreat, sought],
  )
  return useMemo(
    () => ({ selection: new Set(selection), lit, renaming, dropZone, target, detailed }),
    [selection, lit, renaming, dropZone, target, detailed],
  )
}
