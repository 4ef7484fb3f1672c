/** One list of actions feeds the menu, the palette, the keys and the sheet of shortcuts. */

/** In the order of the menu and the sheet of shortcuts. */
export const ACTION_GROUPS = [
  ['file', 'File'],
  ['edit', 'Edit'],
  ['tools', 'Tools'],
  ['arrange', 'Arrange'],
  ['view', 'View'],
  ['analyse', 'Analyse'],
  ['review', 'Review'],
  ['changes', 'Changes'],
  ['help', 'Help'],
] as const

export type ActionGroup = (typeof ACTION_GROUPS)[number][0]

export interface Action {
  readonly id: string
  /** A verb phrase: "Draft threats". */
  readonly label: string
  /** Words for it that people know from other editors, for the palette. */
  readonly also?: string
  readonly group: ActionGroup
  /** The row that it shares with its neighbours in the sheet of shortcuts: one for the four directions. */
  readonly row?: string
  /** `Mod+S`, `Shift+2`, `Delete`, `V`: Mod is Cmd on a Mac, else Ctrl. The first is shown. */
  readonly keys?: readonly string[]
  /**
   * Where its keys work: `always` (even while typing), `app` (not while typing),
   * `canvas` (the canvas or outline has the focus or nothing has), `review` and `changes` (in that job).
   */
  readonly scope: 'always' | 'app' | 'canvas' | 'review' | 'changes'
  /** Its keys also raise the browser's own event (copy, cut, paste), which does the work: they are left alone. */
  readonly native?: true
  /** Not worth a line of the menu: it only makes sense as a key, or the menu has it already. */
  readonly menu?: false
  /** Absent: it can always run. */
  readonly isEnabled?: () => boolean
  readonly run: () => void | Promise<void>
}
