/** Kept edits of a model that is no longer there become a new model. */
import { AppError } from '../../../shared/core/errors.ts'
import type { MethodInput } from '../../../shared/protocol/contract.ts'
import { saveModel } from '../model-files/save-model.ts'
import type { RecoveryStore } from './recovery.ts'

/** Writes them as `to`, which must not exist, and drops them. Throws `not-found` when they are gone. */
export async function restoreAsNew(
  root: string,
  recovery: RecoveryStore,
  { path, window, to }: MethodInput<'recovery.restore'>,
): Promise<void> {
  const kept = (await recovery.list()).find((file) => file.path === path && file.window === window)
  if (!kept) {
    throw new AppError('not-found', `The unsaved edits of ${path} are no longer there.`, {
      hint: 'Another window restored or discarded them.',
    })
  }
  const { model, layout, drafts, remarks, source } = kept.document
  await saveModel(root, {
    path: to,
    model,
    layout,
    drafts: [...drafts],
    ...(remarks ? { remarks } : {}),
    source: source ?? kept.source,
    modelHash: null,
    layoutHash: null,
    overwriteDerived: [],
  })
  await recovery.drop({ path, window })
}
