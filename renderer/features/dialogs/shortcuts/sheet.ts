/** What the sheet of shortcuts says: what draws comes first, and directions share a row. */
import { ACTION_GROUPS, type Action, type ActionGroup } from '../../../actions/action.ts'
import { splitKeys } from '../../../ui/keys.ts'

interface SheetRow {
  readonly label: string
  /** Shortcuts as actions write them; of those after the first only the last key is told. */
  readonly keys: readonly string[]
  /** What the pointer does meanwhile: "drag". */
  readonly act?: string
}

export interface SheetSection {
  readonly title: string
  readonly rows: readonly SheetRow[]
}

/** What hands do on the canvas without any action: `gestures` of the canvas. */
const MOUSE: SheetSection = {
  title: 'With the mouse',
  rows: [
    { label: 'Pan', keys: ['Space'], act: 'drag' },
    { label: 'Zoom', keys: ['Mod'], act: 'wheel' },
    { label: 'Add a process', keys: [], act: 'double-click the empty canvas' },
    { label: 'Rename', keys: [], act: 'double-click a title' },
    { label: 'Draw a flow', keys: [], act: 'drag from a dot of a component' },
    { label: 'Bend a flow', keys: [], act: 'drag its line' },
    { label: 'Add to the selection', keys: ['Shift'], act: 'click' },
    { label: 'Select what lies beneath', keys: ['Alt'], act: 'click' },
    { label: 'Drag a copy', keys: ['Alt'], act: 'drag' },
    { label: 'Keep a drag level or upright', keys: ['Shift'], act: 'while dragging' },
    { label: 'Drag without snapping', keys: ['Alt'], act: 'while dragging' },
    { label: 'Give up a drag', keys: ['Escape'] },
  ],
}

const FIRST: readonly ActionGroup[] = ['tools', 'edit', 'arrange', 'view']

export function sheetOf(actions: readonly Action[]): readonly SheetSection[] {
  const groups = [...ACTION_GROUPS].sort(([a], [b]) => placeOf(a) - placeOf(b))
  const [tools, ...others] = groups
    .map(([group, title]) => ({ title, rows: rowsOf(actions.filter((action) => action.group === group)) }))
    .filter(({ rows }) => rows.length > 0)
  return tools ? [tools, MOUSE, ...others] : [MOUSE]
}

function placeOf(group: ActionGroup): number {
  const place = FIRST.indexOf(group)
  return place === -1 ? FIRST.length : place
}

function rowsOf(actions: readonly Action[]): readonly SheetRow[] {
  const rows: SheetRow[] = []
  for (const { label, row, keys } of actions) {
    const [shortcut] = keys ?? []
    if (shortcut === undefined) continue
    const last = rows.at(-1)
    if (row !== undefined && last?.label === row) {
      const key = splitKeys(shortcut).at(-1) ?? shortcut
      rows[rows.length - 1] = { ...last, keys: [...last.keys, key] }
    } else rows.push({ label: row ?? label, keys: [shortcut] })
  }
  return rows
}
