/** True on Apple machines, where Mod is the Command key. */
export const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent)

const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl' }
const BOTH: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  ' ': 'Space',
}

/** The keys of a shortcut as people read them on this machine: `Mod+Shift+S` is Ctrl, Shift, S. */
export function displayKeys(shortcut: string): readonly string[] {
  const names = isMac ? MAC : OTHER
  return splitKeys(shortcut).map(
    (key) => names[key] ?? BOTH[key] ?? (key.length === 1 ? key.toUpperCase() : key),
  )
}

/** `Mod+Shift+S` as its keys, the last one last; in `+` and `Mod++` the last is the plus key. */
export function splitKeys(shortcut: string): readonly string[] {
  if (!shortcut.endsWith('+')) return shortcut.split('+')
  return [...shortcut.slice(0, -1).split('+').filter(Boolean), '+']
}
