/** Flows and the lines across them, without a mouse. */
import { indexOf } from '../../../shared/model/queries.ts'
import {
  addFlowBack,
  addWaypointTo,
  flowBack,
  follow,
  reverseFlow,
  waypointsOf,
} from '../../state/canvas/flows.ts'
import { currentDocument } from '../../state/document.ts'
import { putLineOnAll } from '../../state/elements/attributes.ts'
import { announce, canEdit, routeFlow, selectAndSay } from '../../state/elements/elements.ts'
import { setUi, uiStore } from '../../state/ui.ts'
import { reveal } from '../../state/view.ts'
import type { Action } from '../action.ts'

const index = () => indexOf(currentDocument().model)

/** The one selected flow. */
function flowInHand(): string | null {
  const { selection } = uiStore.getState()
  const [ref] = selection
  return selection.length === 1 && ref !== undefined && index().flows.has(ref) ? ref : null
}

function onFlow(
  id: string,
  label: string,
  keys: readonly string[],
  run: (ref: string) => void,
  isFor: (ref: string) => boolean = () => true,
): Action {
  return {
    id: `flow.${id}`,
    label,
    group: 'edit',
    ...(keys.length > 0 ? { keys } : {}),
    scope: 'canvas',
    isEnabled() {
      const ref = flowInHand()
      return canEdit() && ref !== null && isFor(ref)
    },
    run() {
      const ref = flowInHand()
      if (ref !== null) run(ref)
    },
  }
}

const isLoop = (ref: string) => {
  const flow = index().flows.get(ref)
  return flow?.from === flow?.to
}

/** The one selected line, and the selected flows. */
function lineAndFlows(): { readonly line: string | undefined; readonly flows: readonly string[] } {
  const { selection } = uiStore.getState()
  const lines = selection.filter((ref) => index().boundaries.get(ref)?.kind === 'line')
  return {
    line: lines.length === 1 ? lines[0] : undefined,
    flows: selection.filter((ref) => index().flows.has(ref)),
  }
}

function onLine(id: string, label: string, isOn: boolean): Action {
  return {
    id: `line.${id}`,
    label,
    group: 'edit',
    scope: 'canvas',
    isEnabled() {
      const { line, flows } = lineAndFlows()
      const named = index().boundaries.get(line ?? '')?.crossedBy ?? []
      return canEdit() && line !== undefined && flows.some((ref) => named.includes(ref) !== isOn)
    },
    run() {
      const { line, flows } = lineAndFlows()
      if (line !== undefined) putLineOnAll(line, flows, isOn)
    },
  }
}

/** The component that was left last while following flows: its flows are gone through. */
let anchor: string | null = null

function step(way: 'forward' | 'back' | 'next' | 'previous'): void {
  const ref = uiStore.getState().selection.at(-1)
  if (ref === undefined) return
  if (index().components.has(ref)) anchor = ref
  const next = follow(currentDocument(), ref, way, anchor)
  if (next === undefined) {
    announce('No flow there')
    return
  }
  selectAndSay(next)
  reveal([next])
}

const following = (way: Parameters<typeof step>[0], label: string, key: string): Action => ({
  id: `flow.follow-${way}`,
  label,
  group: 'edit',
  keys: [key],
  scope: 'canvas',
  menu: false,
  isEnabled: () => uiStore.getState().selection.length > 0,
  run: () => step(way),
})

export const flowActions: readonly Action[] = [
  onFlow('reverse', 'Reverse the flow', [], reverseFlow, (ref) => !isLoop(ref)),
  onFlow(
    'back',
    'Add the flow back',
    [],
    addFlowBack,
    (ref) => !isLoop(ref) && flowBack(currentDocument(), ref) === undefined,
  ),
  onFlow('waypoint', 'Add a waypoint', ['W'], addWaypointTo),
  onFlow(
    'straighten',
    'Straighten the flow',
    ['Shift+W'],
    (ref) => routeFlow(ref, []),
    (ref) => waypointsOf(currentDocument(), ref).length > 0,
  ),
  following('forward', 'Follow the flow to its target', 'G'),
  following('back', 'Follow the flow to its source', 'Shift+G'),
  following('next', 'Select the next flow of the component', 'N'),
  following('previous', 'Select the previous flow of the component', 'Shift+N'),
  {
    id: 'line.redraw',
    label: 'Draw the boundary line anew',
    group: 'edit',
    keys: ['Shift+B'],
    scope: 'canvas',
    isEnabled: () => canEdit() && lineAndFlows().line !== undefined,
    run() {
      const { line } = lineAndFlows()
      if (line !== undefined) setUi({ tool: 'line', redrawing: line, connecting: null })
    },
  },
  onLine('put', 'Put the boundary line on the selected flows', true),
  onLine('take', 'Take the boundary line off the selected flows', false),
]
