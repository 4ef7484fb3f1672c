/** Selecting many elements at once, and going from an element to what holds it. */
import { holderOf } from '../../../shared/model/arranging/members.ts'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { listShown } from '../../state/canvas/zones/focus.ts'
import { currentDocument, documentStore } from '../../state/document.ts'
import { announce, nameOf, selectAndSay } from '../../state/elements/elements.ts'
import { select, uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'

const isOpen = () => documentStore.getState().path !== null

function choose(refs: readonly string[]): void {
  select(refs)
  announce(`Selected ${nameOf(currentDocument(), refs)}`)
}

const shown = () => listShown(currentDocument(), uiStore.getState().focusedZone)

/** "process", "zone", "flow": what an element is on the canvas. */
function kindOf({ model }: Document, ref: string): string {
  const { components, boundaries, flows } = indexOf(model)
  return components.get(ref)?.kind ?? boundaries.get(ref)?.kind ?? (flows.has(ref) ? 'flow' : 'note')
}

function chooseSameKind(): void {
  const document = currentDocument()
  const kinds = new Set(uiStore.getState().selection.map((ref) => kindOf(document, ref)))
  choose(shown().filter((ref) => kinds.has(kindOf(document, ref))))
}

/** Goes from the one selected element to the zone around it; false when there is none. */
export function selectHolder(): boolean {
  const { selection } = uiStore.getState()
  const [ref] = selection
  const holder = selection.length === 1 && ref !== undefined ? holderOf(currentDocument().model, ref) : null
  if (holder === null) return false
  selectAndSay(holder)
  return true
}

export const selectingActions: readonly Action[] = [
  {
    id: 'edit.select-all',
    label: 'Select all',
    group: 'edit',
    keys: ['Mod+A'],
    scope: 'canvas',
    isEnabled: isOpen,
    run: () => choose(shown()),
  },
  {
    id: 'edit.select-kind',
    label: 'Select all of the same kind',
    group: 'edit',
    keys: ['Mod+Shift+A'],
    scope: 'canvas',
    isEnabled: () => isOpen() && uiStore.getState().selection.length > 0,
    run: chooseSameKind,
  },
]
