/** Editing what is selected; every edit is one undo step with a label. */
import type { Point } from '../../shared/model/layout.ts'
import { indexOf } from '../../shared/model/queries.ts'
import { nudgeWaypoints } from '../state/canvas/flows.ts'
import { type Direction, readingOrder, walkFrom } from '../state/canvas/walk.ts'
import { copySelection, copyToSystem, cutSelection, pasteFromSystem } from '../state/clipboard/transfer.ts'
import { currentDocument, documentStore, redoEdit, undoEdit } from '../state/document.ts'
import {
  announce,
  canEdit,
  deleteElements,
  duplicateElements,
  nudgeElements,
  selectAndSay,
  startRenaming,
} from '../state/elements/elements.ts'
import { resizeElements } from '../state/elements/resizing.ts'
import { settleText } from '../state/text.ts'
import { select, setUi, uiStore } from '../state/ui.ts'
import { reveal } from '../state/view.ts'
import type { Action } from './action.ts'

const isOpen = () => documentStore.getState().path !== null
const selected = () => uiStore.getState().selection
const hasSelection = () => canEdit() && selected().length > 0
const edit = (
  id: string,
  label: string,
  keys: readonly string[],
  rest: Partial<Action> & Pick<Action, 'run'>,
): Action => ({
  id: `edit.${id}`,
  label,
  group: 'edit',
  keys,
  scope: 'canvas',
  ...rest,
})

/** Selected elements that are gone would be shown by nobody. */
export function dropGone(): void {
  const { model, layout } = currentDocument()
  const { components, boundaries, flows } = indexOf(model)
  const isThere = (ref: string) =>
    components.has(ref) ||
    boundaries.has(ref) ||
    flows.has(ref) ||
    layout.notes.some(({ id }) => `note:${id}` === ref)
  select(selected().filter(isThere))
  setUi({ renaming: null, placed: null, connecting: null, movingInto: null })
}

function step(run: () => string | null, done: string, none: string): void {
  settleText()
  const label = run()
  dropGone()
  announce(label === null ? none : `${done}: ${label}`)
}

/** Arrow keys that are held down are one step; letting go ends it. */
let nudges = 0
if (typeof window !== 'undefined')
  window.addEventListener('keyup', (event) => {
    if (event.key.startsWith('Arrow')) nudges += 1
  })

const RESIZE_LABELS: Readonly<Record<Direction, string>> = {
  left: 'Make narrower',
  right: 'Make wider',
  up: 'Make lower',
  down: 'Make higher',
}
const ARROWS: readonly (readonly [direction: Direction, key: string, x: number, y: number])[] = [
  ['left', 'ArrowLeft', -1, 0],
  ['right', 'ArrowRight', 1, 0],
  ['up', 'ArrowUp', 0, -1],
  ['down', 'ArrowDown', 0, 1],
]

/** One selected flow is moved by its waypoints. */
function nudgeSelected(by: Point): void {
  const [ref, ...others] = selected()
  const isFlow = others.length === 0 && indexOf(currentDocument().model).flows.has(ref ?? '')
  if (isFlow && ref !== undefined) nudgeWaypoints(ref, by, nudges)
  else nudgeElements(selected(), by, nudges)
}

/** What one press adds to a side, in pixels. */
const GROWTH = 8

const resize: readonly Action[] = ARROWS.map(([direction, key, x, y]) =>
  edit(`resize-${direction}`, RESIZE_LABELS[direction], [`Mod+${key}`], {
    menu: false,
    row: 'Make smaller or larger',
    isEnabled: hasSelection,
    run: () => resizeElements(selected(), { x: x * GROWTH, y: y * GROWTH }, nudges),
  }),
)

const nudge = (distance: 1 | 10): readonly Action[] =>
  ARROWS.map(([direction, key, x, y]) =>
    edit(
      `nudge-${direction}-${distance}`,
      `Move ${direction} by ${distance}`,
      [distance === 10 ? `Shift+${key}` : key],
      {
        menu: false,
        row: `Move by ${distance}`,
        isEnabled: hasSelection,
        run: () => nudgeSelected({ x: x * distance, y: y * distance }),
      },
    ),
  )

const walk: readonly Action[] = ARROWS.map(([direction, key]) =>
  edit(
    `walk-${direction}`,
    `Select the next element to the ${direction}`
      .replace('to the up', 'above')
      .replace('to the down', 'below'),
    [`Alt+${key}`],
    {
      menu: false,
      row: 'Select the next element in a direction',
      isEnabled: isOpen,
      run: () => {
        const next = walkFrom(currentDocument(), selected().at(-1), direction)
        if (next === undefined) return announce('Nothing further in this direction')
        selectAndSay(next)
        reveal([next])
      },
    },
  ),
)

/** Goes to the next (1) or previous (-1) element in reading order; false past the last. */
export function stepInOrder(by: 1 | -1): boolean {
  const order = readingOrder(currentDocument())
  const current = selected().at(-1)
  const next = order[current === undefined ? -1 : order.indexOf(current) + by]
  if (next === undefined) return false
  selectAndSay(next)
  reveal([next])
  return true
}

export const editActions: readonly Action[] = [
  edit('undo', 'Undo', ['Mod+Z'], {
    scope: 'app',
    isEnabled: () => documentStore.getState().history.past.length > 0,
    run: () => step(undoEdit, 'Undone', 'Nothing to undo'),
  }),
  edit('redo', 'Redo', ['Mod+Shift+Z', 'Mod+Y'], {
    scope: 'app',
    isEnabled: () => documentStore.getState().history.future.length > 0,
    run: () => step(redoEdit, 'Redone', 'Nothing to redo'),
  }),
  edit('cut', 'Cut', ['Mod+X'], {
    isEnabled: hasSelection,
    native: true,
    run: () => copyToSystem(cutSelection()),
  }),
  edit('copy', 'Copy', ['Mod+C'], {
    isEnabled: () => selected().length > 0,
    native: true,
    run: () => copyToSystem(copySelection()),
  }),
  edit('paste', 'Paste', ['Mod+V'], { isEnabled: canEdit, native: true, run: pasteFromSystem }),
  edit('duplicate', 'Duplicate', ['Mod+D'], {
    isEnabled: hasSelection,
    run: () => duplicateElements(selected()),
  }),
  edit('delete', 'Delete', ['Delete', 'Backspace'], {
    isEnabled: hasSelection,
    run: () => deleteElements(selected()),
  }),
  edit('rename', 'Rename', ['F2', 'Enter'], {
    isEnabled: () => hasSelection() && selected().length === 1 && uiStore.getState().tool === 'select',
    run: () => startRenaming(selected()[0] ?? ''),
  }),
  ...nudge(1),
  ...nudge(10),
  ...resize,
  ...walk,
]
