/** The overlay of what is shown at this moment: for drawing it, for bringing it into view, for fitting it. */
import { useMemo } from 'react'
import { type Ghosts, ghostsOf } from '../../../../shared/diff/marks/ghosts.ts'
import { type OverlayItem, overlayOf, type Picture } from '../../../../shared/diff/marks/overlay/overlay.ts'
import { elementsOfPage } from '../../../../shared/model/drawing/page.ts'
import { boundsOf, type Rect } from '../../../../shared/model/geometry.ts'
import { type Comparison, useComparison } from '../../../state/changes/comparison.ts'
import { currentComparison } from '../../../state/changes/in-hand.ts'
import { type ChangesView, changesStore, useChanges } from '../../../state/changes/store.ts'
import { uiStore, useUi } from '../../../state/ui.ts'
import type { Overlay } from '../overview/painting/painter.ts'
import { rectOf, type Scene } from '../scene.ts'
import { useScene } from '../use-scene.ts'
import { revisionScene, useBetterScenes } from './revision-scene.ts'

const NOTHING: Overlay = { items: [], inHand: null }

/** What the canvas that is edited shows of the comparison; nothing in other jobs. */
export function useOverlay(): Overlay {
  const comparison = useComparison()
  const scene = useScene()
  const look = useLook()
  const view = useChanges((state) => state.view)
  const inHand = useRefInHand(comparison)
  return useMemo(
    () => (comparison?.isNow ? { items: itemsOf(comparison, scene, look, view), inHand } : NOTHING),
    [comparison, scene, look, view, inHand],
  )
}

/** A revision's picture: the older side of a comparison, or the newer one where it is not what is open. */
export function useRevision(
  comparison: Comparison,
  side: 'before' | 'after',
): { readonly scene: Scene; readonly overlay: Overlay } {
  const look = useLook()
  const view = useChanges((state) => state.view)
  const inHand = useRefInHand(comparison)
  const better = useBetterScenes()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a scene that became better is asked for again
  return useMemo(() => {
    const scene = revisionScene(comparison[side], look)
    const items =
      side === 'before'
        ? overlayOf(pictureOf(scene), comparison.marks, 'before', null)
        : itemsOf(comparison, scene, look, view)
    return { scene, overlay: { items, inHand } }
  }, [comparison, side, look, view, inHand, better])
}

/** Where an element is that only the overlay or a revision shows; null when neither does. */
export function shownElsewhere(ref: string): Rect | null {
  const comparison = uiStore.getState().mode === 'changes' ? currentComparison() : null
  if (!comparison) return null
  const look = currentLook()
  const after = comparison.isNow ? null : rectOf(revisionScene(comparison.after, look), ref)
  if (after) return after
  if (changesStore.getState().view === 'side') return rectOf(revisionScene(comparison.before, look), ref)
  const ghosts = ghostsIn(comparison, look)
  const flow = ghosts.flows.find((shape) => shape.ref === ref)
  return (
    ghosts.components.find(({ component }) => component.id === ref)?.rect ??
    ghosts.zones.find(({ zone }) => zone.id === ref)?.rect ??
    ghosts.lines.find(({ line }) => line.id === ref)?.shape.bounds ??
    (flow ? boundsOf(flow.path.map((point) => ({ ...point, width: 0, height: 0 }))) : null)
  )
}

/** The places that belong to the picture besides those of what is open; null: only these count. */
export function fittedRects(): { readonly rects: readonly Rect[]; readonly only: boolean } {
  const comparison = uiStore.getState().mode === 'changes' ? currentComparison() : null
  if (!comparison) return { rects: [], only: false }
  const look = currentLook()
  const { components, zones, moved } = ghostsIn(comparison, look)
  const ghosts =
    changesStore.getState().view === 'side'
      ? [...revisionScene(comparison.before, look).rects.values()]
      : [...components.map(({ rect }) => rect), ...zones.map(({ rect }) => rect), ...moved.values()]
  if (comparison.isNow) return { rects: ghosts, only: false }
  return { rects: [...revisionScene(comparison.after, look).rects.values(), ...ghosts], only: true }
}

interface Look {
  readonly density: 'compact' | 'detailed'
  readonly page: string | null
}

function useLook(): Look {
  const density = useUi((state) => state.settings.density)
  const page = useUi((state) => state.page)
  return useMemo(() => ({ density, page }), [density, page])
}

function currentLook(): Look {
  const { settings, page } = uiStore.getState()
  return { density: settings.density, page }
}

function useRefInHand(comparison: Comparison | null): string | null {
  const key = useChanges((state) => state.inHand)
  return comparison?.changes.find((change) => change.key === key)?.ref ?? null
}

function pictureOf({ document, rects, drawing }: Scene): Picture {
  return { model: document.model, rects, drawing }
}

function itemsOf(
  comparison: Comparison,
  scene: Scene,
  look: Look,
  view: ChangesView,
): readonly OverlayItem[] {
  const inputs = [comparison, scene, look.density, look.page, view]
  if (made?.inputs.every((input, at) => input === inputs[at])) return made.items
  const next =
    view === 'side'
      ? overlayOf(pictureOf(scene), comparison.marks, 'after', null)
      : overlayOf(pictureOf(scene), comparison.marks, 'both', ghostsIn(comparison, look))
  const last = made?.items
  // A flow that found its way elsewhere is another scene, but no other overlay.
  const isSame = last?.length === next.length && next.every((item, at) => item === last[at])
  made = { inputs, items: isSame ? last : next }
  return made.items
}

/** The page and the picture ask for the same. */
let made: { readonly inputs: readonly unknown[]; readonly items: readonly OverlayItem[] } | null = null

let known: { readonly comparison: Comparison; readonly look: Look; readonly ghosts: Ghosts } | null = null

/** Drawn again when a document is another one: a drag moves no ghost. */
function ghostsIn(comparison: Comparison, look: Look): Ghosts {
  const { density, page } = look
  if (known?.comparison === comparison && known.look.density === density && known.look.page === page)
    return known.ghosts
  const { model, layout } = comparison.after
  const elements = elementsOfPage(model, layout, page)
  const ghosts = ghostsOf(comparison.before, { model, layout, density, ...elements }, comparison.marks)
  known = { comparison, look, ghosts }
  return ghosts
}
