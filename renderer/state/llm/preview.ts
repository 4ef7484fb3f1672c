/** Preparing a plan and starting exactly what it shows. Putting it away opens no connection to a server. */
import { plural } from '../../../shared/core/text.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { LlmTask } from '../../../shared/protocol/llm.ts'
import { client } from '../../platform/client.ts'
import { currentDocument, documentStore } from '../document.ts'
import { problemOf } from '../problem.ts'
import { settleText } from '../text.ts'
import { notify } from '../ui.ts'
import { draftingStore, type Preview, setDrafting } from './drafting.ts'
import { beginRun } from './run.ts'

/** Builds every request for the document in hand and shows them; `over` says in words what it is about. */
export async function preparePlan(task: LlmTask, over: string): Promise<void> {
  settleText()
  const { path } = documentStore.getState()
  if (path === null) return
  const { model, drafts } = currentDocument()
  const preview: Preview = { task, path, over, model, plan: null, problem: null, starting: false }
  setDrafting({ preview })
  const answer = await client.call('llm.prepare', { path, model, drafts, task }).then(
    (plan) => ({ plan }),
    (error: unknown) => ({ problem: problemOf(error) }),
  )
  // It may have been put away, or another one asked for.
  if (draftingStore.getState().preview === preview) setDrafting({ preview: { ...preview, ...answer } })
}

/** A new plan over targets that changed after they were asked about; those that are gone are left out. */
export async function draftChanged(ids: readonly string[]): Promise<void> {
  const { model } = currentDocument()
  const targets = ids.filter((id) => fingerprintOf(model, id) !== undefined)
  const [first] = targets
  if (first === undefined || draftingStore.getState().run?.path !== documentStore.getState().path) {
    notify('warning', 'What changed is not in the model that is open.')
    return
  }
  const over =
    targets.length === 1 ? titleOf(model, first) : `${plural(targets.length, 'target')} that changed`
  await preparePlan({ kind: 'threats', targets }, over)
}

/** The exact bytes of one request of the plan that is shown. */
export async function readBody(plan: string, item: string): Promise<string> {
  return (await client.call('llm.preview', { plan, item })).body
}

export function cancelPreview(): void {
  setDrafting({ preview: null })
}

/** Starts what is shown. A plan that cannot be started stays on screen with the reason. */
export async function sendPlan(): Promise<void> {
  const { preview } = draftingStore.getState()
  if (!preview?.plan || preview.starting) return
  const sending: Preview = { ...preview, starting: true, problem: null }
  setDrafting({ preview: sending })
  const { plan, hash } = preview.plan
  try {
    await beginRun(() => client.call('llm.start', { plan, hash }), preview.model)
    setDrafting({ preview: null })
  } catch (error) {
    setDrafting({ preview: { ...sending, starting: false, problem: problemOf(error) } })
  }
}

/** The same task again over the document as it is now, for a plan that went out of date. */
export function prepareAgain(): void {
  const { preview } = draftingStore.getState()
  if (preview) void preparePlan(preview.task, preview.over)
}
