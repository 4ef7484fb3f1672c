/** Alt and a click reach what lies under the element in hand: the zone around it, then the next one. */
import { nearestOn } from '../../../../shared/model/drawing/paths.ts'
import { contains } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { zoneChain } from '../../../../shared/model/queries.ts'
import { selectAndSay } from '../../../state/elements/elements.ts'
import { uiStore } from '../../../state/ui.ts'
import { currentScene, type Scene } from '../scene.ts'

/** Pixels within which a flow counts as being at a place. */
const FLOW_REACH = 8

/** Selects the next element below the selected one at a place; from the lowest it starts again on top. */
export function selectBeneath(at: Point): void {
  const stack = stackAt(currentScene(), at)
  const [selected] = uiStore.getState().selection
  const next = stack[(stack.indexOf(selected ?? '') + 1) % stack.length]
  if (next !== undefined) selectAndSay(next)
}

/** All elements at a place, the uppermost first. */
function stackAt(scene: Scene, at: Point): readonly string[] {
  const { document, rects, drawing } = scene
  const isHere = ({ id }: { readonly id: string }) => {
    const rect = rects.get(id)
    return rect !== undefined && contains(rect, { ...at, width: 0, height: 0 })
  }
  const components = document.model.components.filter(isHere).reverse()
  const flows = [...drawing.flows.values()].filter(({ path }) => nearestOn(path, at).off <= FLOW_REACH)
  const depth = ({ id }: { readonly id: string }) => zoneChain(document.model, id).length
  const zones = document.model.boundaries.filter(isHere).sort((a, b) => depth(b) - depth(a))
  return [...components.map(({ id }) => id), ...flows.map(({ ref }) => ref), ...zones.map(({ id }) => id)]
}
