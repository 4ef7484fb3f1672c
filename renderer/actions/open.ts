/** Opening and creating, with a first layout for what has none. */

import { startHistory } from '../../shared/core/history.ts'
import { pinned } from '../../shared/model/arranging/pinned.ts'
import type { MethodInput } from '../../shared/protocol/contract.ts'
import { documentStore } from '../state/document.ts'
import { proposeFile } from '../state/elements/model-names.ts'
import { saveModel } from '../state/saving.ts'
import { createModel, createModels, openModel, showExample } from '../state/session.ts'
import { setUi, uiStore } from '../state/ui.ts'
import { arrangeActions } from './canvas/arrange.ts'

/** As many components are arranged before anybody looks at them. */
const ARRANGED_AT_ONCE = 300

/** Opens a model and, when nothing in it was ever placed, arranges it without asking to be saved. */
export async function openArranged(path: string): Promise<void> {
  if (!(await openModel(path)) || !(await arrangeFresh())) return
  const { history, saved } = documentStore.getState()
  documentStore.setState({ saved: { ...saved, layout: history.present.layout } })
}

/** Creates, arranges and saves the arrangement: a new model starts without unsaved edits. */
export async function createArranged(input: MethodInput<'model.create'>): Promise<boolean> {
  if (!(await createModel(input))) return false
  if (await arrangeFresh()) await saveModel()
  return true
}

/** As `createArranged`, for several: the first is opened, the others are arranged when they are. */
export async function createSeveralArranged(
  inputs: readonly MethodInput<'model.create'>[],
  onWritten: (path: string) => void,
): Promise<boolean> {
  if (!(await createModels(inputs, onWritten))) return false
  if (await arrangeFresh()) await saveModel()
  return true
}

/** Opens the Orders example in the folder's place of a new model, without a file: whoever likes it saves it. */
export async function tryExample(): Promise<void> {
  const { workspace } = uiStore.getState()
  const { readModel, TEMPLATES } = await import('../../shared/formats/fenceline/index.ts')
  const text = TEMPLATES.find(({ id }) => id === 'orders')?.text ?? ''
  const { model } = readModel(text)
  if (!workspace || !model) return
  if (!(await showExample(proposeFile(workspace, model.title), model, text)) || !(await arrangeFresh()))
    return
  const { history, saved } = documentStore.getState()
  documentStore.setState({ saved: { ...saved, layout: history.present.layout } })
}

/**
 * Gives a first layout to what has none, outside of the history; false when there was nothing to
 * place. A large model is placed at once by the plain rule, and arranging it is offered.
 */
async function arrangeFresh(): Promise<boolean> {
  const before = documentStore.getState()
  const { model, layout } = before.history.present
  const arrange = arrangeActions.find((action) => action.id === 'arrange.layout')
  if (layout.boxes.length > 0 || model.components.length === 0 || !arrange) return false
  const isLarge = model.components.length > ARRANGED_AT_ONCE
  if (isLarge) {
    const present = { ...before.history.present, layout: pinned(model, layout) }
    documentStore.setState({ history: startHistory(present) })
    setUi({ offersArranging: true })
    return true
  }
  // What is drawn without a layout is placed by a plain rule, so a failure loses nothing.
  await Promise.resolve(arrange.run()).catch(() => {})
  const { path, history } = documentStore.getState()
  if (path !== before.path || history.present.model !== model) return false
  documentStore.setState({ history: startHistory(history.present) })
  return history.present.layout !== layout
}
