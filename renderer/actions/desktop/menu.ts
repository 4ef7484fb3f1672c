/** The page's part of the native menu, and what happens when an item of it is chosen. */
import type { MenuGroup, MenuItem } from '../../../shared/protocol/shell.ts'
import { uiStore } from '../../state/ui.ts'
import { isMac } from '../../ui/keys.ts'
import { ACTION_GROUPS, type Action } from '../action.ts'
import { ACTIONS, runAction } from '../index.ts'
import { SAVE_AND_CLOSE } from './window.ts'

const NATIVE: Readonly<Record<string, MenuItem['native']>> = {
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
}

/** What a text field does itself while it has the focus: its command, and the key that asks for it. */
const IN_TEXT: Readonly<
  Record<string, { readonly command: string; readonly key: string; readonly shift?: true }>
> = {
  'edit.undo': { command: 'undo', key: 'z' },
  'edit.redo': { command: 'redo', key: 'z', shift: true },
  'edit.select-all': { command: 'selectAll', key: 'a' },
}

/** The menu as it is now. */
export function menuGroups(): readonly MenuGroup[] {
  return ACTION_GROUPS.map(([id, label]) => ({
    id,
    label,
    items: ACTIONS.filter((action) => action.group === id && action.menu !== false).map(toItem),
  })).filter(({ items }) => items.length > 0)
}

function toItem(action: Action): MenuItem {
  const { id, label } = action
  const [keys] = action.keys ?? []
  const native = action.native ? NATIVE[id] : undefined
  const isText = id in IN_TEXT && focusedText() !== null
  // A dialog that is open wants an answer first.
  const enabled = isText || (uiStore.getState().dialog === null && (action.isEnabled?.() ?? true))
  return {
    id,
    label,
    enabled,
    ...(keys === undefined ? {} : { keys }),
    ...(native === undefined ? {} : { native }),
  }
}

/** Runs what was chosen; in a text field undo, redo and select all are about its text. */
export async function runFromMenu(id: string): Promise<void> {
  const text = id in IN_TEXT ? focusedText() : null
  if (text) return runInText(text, id)
  if (id !== SAVE_AND_CLOSE && document.querySelector('dialog:modal')) return
  await runAction(id)
}

function runInText(text: Element, id: string): void {
  const wanted = IN_TEXT[id]
  if (!wanted) return
  // An editor that keeps its own history takes the key; a plain field leaves it.
  const { command, key, shift = false } = wanted
  const event = new KeyboardEvent('keydown', {
    key,
    code: `Key${key.toUpperCase()}`,
    ctrlKey: !isMac,
    metaKey: isMac,
    shiftKey: shift,
    bubbles: true,
    cancelable: true,
  })
  if (text.dispatchEvent(event)) document.execCommand(command)
}

const TEXT = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"]), textarea'

/** The text field that has the focus, also one in a shadow root; null when none has. */
function focusedText(): Element | null {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  if (!focused) return null
  const isText = focused.matches(TEXT) || (focused instanceof HTMLElement && focused.isContentEditable)
  return isText ? focused : null
}
