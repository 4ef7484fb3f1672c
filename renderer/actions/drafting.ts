import { plural } from '../../shared/core/text.ts'
import { listTargets } from '../../shared/model/crossings.ts'
import { fileStem } from '../../shared/model/ids.ts'
import { titleOf } from '../../shared/model/queries.ts'
import { download } from '../platform/download.ts'
import { currentDocument, documentStore } from '../state/document.ts'
import { draftingStore, isRetryable } from '../state/llm/drafting.ts'
import { preparePlan } from '../state/llm/preview.ts'
import { readBundle, retryRun, stopRun } from '../state/llm/run.ts'
import { loadSetup, whatIsMissing } from '../state/llm/setup.ts'
import { analyseBoundary, crossingRefs } from '../state/threats/analysis.ts'
import { targetsOfSelection } from '../state/threats/threats.ts'
import { uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'
import { showDrawer } from './frame.ts'

const { getState } = draftingStore
const isRunning = () => getState().run?.state === 'running'
const canDraft = () => {
  const { path, readOnly } = documentStore.getState()
  return path !== null && !readOnly && !isRunning() && listTargets(currentDocument().model).length > 0
}

/** Shows what would be asked about these targets; null: about all. `over` names them. Sends nothing. */
export async function draftWithLlm(targets: readonly string[] | null, over: string): Promise<void> {
  // One run at a time: the one under way is shown instead.
  if (isRunning()) showDrawer('run')
  else await preparePlan({ kind: 'threats', targets: targets === null ? null : [...targets] }, over)
}

/** Runs the rules over a boundary's crossings at once, then offers the language model where it is set up. */
export async function analyseWithBoth(boundary: string): Promise<void> {
  analyseBoundary(boundary)
  const refs = crossingRefs(boundary)
  if (refs.length === 0 || isRunning() || !(await isSetUp())) return
  await draftWithLlm(
    refs,
    `the ${plural(refs.length, 'crossing')} of ${titleOf(currentDocument().model, boundary)}`,
  )
}

async function isSetUp(): Promise<boolean> {
  const llm = await loadSetup()
  return llm !== null && whatIsMissing(llm) === null
}

function selectedTargets(): readonly string[] {
  const { model } = currentDocument()
  const wanted = targetsOfSelection(model, uiStore.getState().selection)
  return listTargets(model).filter((target) => wanted.has(target))
}

/** Writes the run as a bundle that the command line replays. */
async function saveRecording(): Promise<void> {
  const text = await readBundle()
  if (text === null) return
  const { model } = currentDocument()
  download(
    `${fileStem(model.title, 'threat-model')}.llm-run.json`,
    new Blob([text], { type: 'application/json' }),
  )
}

/** Drafting with the language model. Each opens a preview; only its button sends something. */
export const draftingActions: readonly Action[] = [
  {
    id: 'llm.draft',
    label: 'Draft with the language model…',
    group: 'analyse',
    keys: ['Mod+Shift+Enter'],
    scope: 'app',
    isEnabled: canDraft,
    run: () => draftWithLlm(null, `all ${plural(listTargets(currentDocument().model).length, 'target')}`),
  },
  {
    id: 'llm.draft-selection',
    label: 'Draft the selection with the language model…',
    group: 'analyse',
    scope: 'app',
    isEnabled: () => canDraft() && selectedTargets().length > 0,
    run: () => {
      const targets = selectedTargets()
      const [first = ''] = targets
      const over =
        targets.length === 1 ? titleOf(currentDocument().model, first) : plural(targets.length, 'target')
      return draftWithLlm(targets, over)
    },
  },
  {
    id: 'llm.questions',
    label: 'Ask business-logic questions…',
    group: 'analyse',
    scope: 'app',
    isEnabled: canDraft,
    run: () => preparePlan({ kind: 'questions' }, 'the whole model'),
  },
  {
    id: 'llm.stop',
    label: 'Stop the language model',
    group: 'analyse',
    scope: 'app',
    isEnabled: isRunning,
    run: () => stopRun(),
  },
  {
    id: 'llm.retry',
    label: 'Ask again what failed or was stopped',
    group: 'analyse',
    scope: 'app',
    isEnabled: () =>
      !isRunning() && (getState().run?.items.some((item) => isRetryable(item, getState().late)) ?? false),
    run: () => retryRun(),
  },
  {
    id: 'llm.save-recording',
    label: 'Save the recording of the run',
    group: 'analyse',
    scope: 'app',
    isEnabled: () => getState().run !== null,
    run: saveRecording,
  },
]
