import { type RefObject, useEffect, useState } from 'react'
import { findAction, runAction } from '../../../actions/index.ts'
import { select, uiStore } from '../../../state/ui.ts'
import { focusDiagram } from '../../../state/workplace.ts'
import { type MenuItem, MenuList } from '../../../ui/controls/Menu.tsx'
import { domId } from '../elements.ts'
import { CLICK_SLOP } from '../gestures/gesture.ts'
import { isHandHeld } from '../gestures/hand.ts'
import { hitUnder } from '../overview/press.ts'

/** Actions on what is in hand; those that cannot run now are left out. */
const ON_SELECTION = [
  ['tool.connect', 'edit.rename', 'flow.reverse', 'flow.straighten', 'line.redraw'],
  ['zone.collapse', 'zone.focus', 'zone.into', 'arrange.selection'],
  ['analyse.boundary', 'analyse.mark-selected', 'analyse.add-risk'],
  ['edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate', 'edit.select-kind', 'edit.delete'],
] as const
const ON_NOTHING = [
  ['tool.external', 'tool.process', 'tool.store', 'tool.zone', 'tool.note'],
  ['edit.paste', 'edit.select-all', 'arrange.layout', 'zone.open-all'],
  ['view.fit', 'find.open', 'export.open'],
] as const

interface Opened {
  readonly at: { readonly x: number; readonly y: number }
  readonly items: readonly MenuItem[]
}

/** What can be done with what lies under the pointer, by the right button; with the selection, by the menu key. */
export function ContextMenu({ surface }: { readonly surface: RefObject<HTMLElement | null> }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const listeners = new AbortController()
    const { signal } = listeners
    // Dragging with the right button pans, so the menu waits until it is let go where it was pressed.
    let pressed: Opened['at'] | null = null
    const open = (at: Opened['at']) => {
      const { selection } = uiStore.getState()
      const items = itemsOf(selection.length > 0 ? ON_SELECTION : ON_NOTHING)
      if (items.length > 0) setOpened({ at, items })
    }
    element.addEventListener(
      'pointerdown',
      (event) => {
        pressed = event.button === 2 && !isText(event) && !isHandHeld() ? placeOf(event) : null
      },
      { capture: true, signal },
    )
    window.addEventListener(
      'pointerup',
      (event) => {
        const start = pressed
        pressed = null
        if (!start || event.button !== 2) return
        if (Math.hypot(event.clientX - start.x, event.clientY - start.y) >= CLICK_SLOP) return
        takeInHand(event)
        open(start)
      },
      { capture: true, signal },
    )
    element.addEventListener(
      'contextmenu',
      (event) => {
        // The menu of the browser helps with a text.
        if (isText(event)) return
        event.preventDefault()
        if (event.button === 2) return
        // The menu key; on a Mac a click with Ctrl.
        if (event.ctrlKey) takeInHand(event)
        open(event.ctrlKey ? placeOf(event) : placeOfSelection(element))
      },
      { signal },
    )
    return () => listeners.abort()
  }, [surface])
  if (!opened) return null
  return (
    <MenuList
      label="Actions here"
      items={opened.items}
      at={opened.at}
      onClose={() => {
        setOpened(null)
        focusDiagram()
      }}
    />
  )
}

function isText({ target }: Event): boolean {
  return target instanceof Element && target.closest('input, textarea') !== null
}

/** As a click would, but what is selected with others stays so. */
function takeInHand(event: MouseEvent): void {
  const hit = hitUnder(event)
  const ref = hit && 'ref' in hit ? hit.ref : null
  if (ref === null) select([])
  else if (!uiStore.getState().selection.includes(ref)) select([ref])
}

function itemsOf(groups: readonly (readonly string[])[]): readonly MenuItem[] {
  const shown = groups.map((ids) =>
    ids.flatMap((id): readonly MenuItem[] => {
      const action = findAction(id)
      if (!action || !(action.isEnabled?.() ?? true)) return []
      return [{ label: action.label, shortcut: action.keys?.[0], onSelect: () => void runAction(id) }]
    }),
  )
  return shown
    .filter((items) => items.length > 0)
    .flatMap((items, at): readonly MenuItem[] => (at === 0 ? items : ['separator', ...items]))
}

function placeOf({ clientX, clientY }: MouseEvent): Opened['at'] {
  return { x: clientX, y: clientY }
}

/** Beside the element selected last where the page holds it, else in the middle of the diagram. */
function placeOfSelection(surface: HTMLElement): Opened['at'] {
  const last = uiStore.getState().selection.at(-1)
  const element = last === undefined ? null : document.getElementById(domId(last))
  const { left, top, width, height } = (element ?? surface).getBoundingClientRect()
  return element ? { x: left + width, y: top } : { x: left + width / 2, y: top + height / 2 }
}
