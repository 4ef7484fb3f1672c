/** An action's keys, `Mod+Shift+S`, as a menu writes them; undefined for what a menu should not show. */
export function toAccelerator(keys: string, platform: string): string | undefined {
  const parts = keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+')
  const key = KEYS[parts.at(-1) ?? ''] ?? parts.at(-1) ?? ''
  const held = parts.slice(0, -1).map((part) => MODIFIERS[part])
  if (held.includes(undefined) || !KEY.test(key)) return undefined
  // A Mac listens for whatever its menu shows, and would take single letters away from text fields.
  const isPlain = held.every((part) => part === 'Shift') && !/^F\d+$/.test(key)
  return platform === 'darwin' && isPlain ? undefined : [...held, key].join('+')
}

const MODIFIERS: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Ctrl: 'Control',
  Alt: 'Alt',
  Shift: 'Shift',
}

const KEYS: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  ' ': 'Space',
  '+': 'Plus',
}

/** One sign, a function key or a name that Electron knows. */
const KEY =
  /^([!-~]|F([1-9]|1\d|2[0-4])|Up|Down|Left|Right|Esc|Space|Plus|Tab|Enter|Delete|Backspace|Home|End|PageUp|PageDown)$/
