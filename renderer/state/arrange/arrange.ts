/** Runs the automatic layout in a worker and applies its result as one step. */
import ELK from 'elkjs/lib/elk-api.js'
import { tasksFor, withArranged } from '../../../shared/model/arranging/graph.ts'
import { startLayoutWorker } from '../../platform/worker.ts'
import { apply, currentDocument } from '../document.ts'
import { notify, setUi, uiStore } from '../ui.ts'

const STOPPED = Symbol('stopped')

/**
 * Arranges these elements, each with what is inside it. `isAll` says that they are everything on
 * their page. Resolves when the step "Arrange" is applied, or nothing was done.
 */
export async function arrange(ids: readonly string[], isAll: boolean): Promise<void> {
  uiStore.getState().stopArranging?.()
  const before = currentDocument()
  const tasks = tasksFor(before, ids, isAll)
  if (tasks.length === 0) return
  const worker = startLayoutWorker()
  let onStop = () => {}
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    onStop = () => resolve(STOPPED)
  })
  setUi({ stopArranging: onStop })
  try {
    const elk = new ELK({ workerFactory: () => worker })
    let document = before
    for (const task of tasks) {
      const result = await Promise.race([elk.layout(task.graph), stopped, failureOf(worker)])
      if (result === STOPPED) return
      document = { ...document, layout: withArranged(document, task, result, isAll) }
    }
    const now = currentDocument()
    if (now.model !== before.model || now.layout !== before.layout) {
      notify('info', 'The diagram changed while it was being arranged', 'Arrange again when you are done')
      return
    }
    // Threats may have been drafted meanwhile.
    apply((present) => ({ ...present, layout: document.layout }), 'Arrange')
  } catch (error) {
    notify(
      'error',
      'The diagram could not be arranged',
      error instanceof Error ? error.message : String(error),
    )
  } finally {
    worker.terminate()
    if (uiStore.getState().stopArranging === onStop) setUi({ stopArranging: null })
  }
}

function failureOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'The layout worker failed')),
    )
  })
}
