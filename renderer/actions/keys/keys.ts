/** One listener turns keys into actions; a control that handled a key itself keeps it (`preventDefault`). */

import { isRevisionShown } from '../../state/changes/store.ts'
import { uiStore } from '../../state/ui.ts'
import { isMac, splitKeys } from '../../ui/keys.ts'
import type { Action } from '../action.ts'

/** Where the canvas' single keys work: mark the canvas and the outline with `data-keys="canvas"`. */
const CANVAS = '[data-keys="canvas"]'
const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), textarea, select'

/** Listens on the window; gives back the function that stops it. */
export function listenForKeys(actions: readonly Action[]): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const matching = actions.filter((action) => action.keys?.some((keys) => matchesKeys(event, keys)))
    const reachable = inOrder(matching).filter((action) => isInScope(action, event))
    const action = reachable.find((candidate) => candidate.isEnabled?.() ?? true)
    if (!action) {
      // The browser would offer to save the page.
      if (matching.some(({ scope }) => scope === 'always')) event.preventDefault()
      return
    }
    if (action.native) return
    event.preventDefault()
    void action.run()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

/** True when the event is this shortcut, as written in an action's `keys`. */
export function matchesKeys(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keys: string,
): boolean {
  const parts = splitKeys(keys)
  const key = parts.at(-1) ?? ''
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (mod !== parts.includes('Mod') || other !== (isMac && parts.includes('Ctrl'))) return false
  if (event.altKey !== parts.includes('Alt')) return false
  const isLetter = /^[a-z]$/i.test(key)
  // A sign such as "?" brings its own Shift, on whatever key the keyboard has it.
  if (key.length > 1 || isLetter || parts.includes('Shift')) {
    if (event.shiftKey !== parts.includes('Shift')) return false
  }
  if (event.key.toLowerCase() === key.toLowerCase() || (key === 'Space' && event.key === ' ')) return true
  // With Shift or Alt the key's sign differs, and other alphabets have other letters.
  if (/^\d$/.test(key)) return event.code === `Digit${key}` || event.code === `Numpad${key}`
  return isLetter && !/^[a-z]$/i.test(event.key) && event.code === `Key${key.toUpperCase()}`
}

/** Whether the key presses the button that has the focus: Enter and Space alone do. */
export function isPress({
  key,
  ctrlKey,
  metaKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return (key === 'Enter' || key === ' ') && !ctrlKey && !metaKey && !altKey
}

const RANK: Readonly<Record<Action['scope'], number>> = {
  review: 0,
  changes: 0,
  canvas: 1,
  app: 2,
  always: 3,
}

/** The narrower scope first. */
function inOrder(actions: readonly Action[]): readonly Action[] {
  return [...actions].sort((a, b) => RANK[a.scope] - RANK[b.scope])
}

/** Where the key was pressed, inside a shadow root too. */
function originOf(event: KeyboardEvent): EventTarget | null | undefined {
  return event.composedPath()[0] ?? event.target
}

function isInScope({ scope }: Action, event: KeyboardEvent): boolean {
  if (document.querySelector('dialog:modal')) return false
  if (scope === 'always') return true
  const target = originOf(event)
  const element = target instanceof Element ? target : document.body
  if (element.matches(TYPING) || (element instanceof HTMLElement && element.isContentEditable)) return false
  if (isPress(event) && element.matches('button, a, summary')) return false
  if (scope === 'review' || scope === 'changes') return uiStore.getState().mode === scope
  if (scope === 'app') return true
  // While a revision lies over the canvas, nothing that it hides is to be edited unseen.
  if (isRevisionShown() && element.closest('[role="tree"]') === null) return false
  return element === document.body || element.closest(CANVAS) !== null
}
