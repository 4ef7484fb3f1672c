/** Every action there is, in the order of the menu and the sheet of shortcuts. */
import type { Action } from './action.ts'
import { analyseActions } from './analyse.ts'
import { arrangeActions } from './canvas/arrange.ts'
import { findActions } from './canvas/find.ts'
import { flowActions } from './canvas/flows.ts'
import { lookActions } from './canvas/look.ts'
import { outlineActions } from './canvas/outline.ts'
import { selectingActions } from './canvas/selecting.ts'
import { toolActions } from './canvas/tools.ts'
import { viewActions } from './canvas/view.ts'
import { zoneActions } from './canvas/zones.ts'
import { changesActions } from './changes/changes.ts'
import { windowActions } from './desktop/window.ts'
import { draftingActions } from './drafting.ts'
import { editActions } from './edit.ts'
import { fileActions } from './file.ts'
import { frameActions } from './frame.ts'
import { answeringActions } from './review/answering.ts'
import { decidingActions } from './review/deciding.ts'
import { walkingActions } from './review/walking.ts'
import { ticketActions } from './tickets/tickets.ts'

export const ACTIONS: readonly Action[] = [
  ...fileActions,
  ...windowActions,
  ...editActions,
  ...outlineActions,
  ...selectingActions,
  ...flowActions,
  ...toolActions,
  ...arrangeActions,
  ...zoneActions,
  ...viewActions,
  ...findActions,
  ...lookActions,
  ...frameActions,
  ...analyseActions,
  ...draftingActions,
  ...walkingActions,
  ...decidingActions,
  ...answeringActions,
  ...changesActions,
  ...ticketActions,
]

const byId = new Map(ACTIONS.map((action) => [action.id, action]))

export function findAction(id: string): Action | undefined {
  return byId.get(id)
}

/** Runs an action unless it is disabled or unknown. */
export async function runAction(id: string): Promise<void> {
  const action = findAction(id)
  if (action && (action.isEnabled?.() ?? true)) await action.run()
}
