/** Runs the automatic layout in a worker, zone by zone, and applies its result as one step. */
import ELK from 'elkjs/lib/elk-api.js'
import { plural } from '../../../shared/core/text.ts'
import { answerTo } from '../../../shared/model/arranging/answer.ts'
import { withArranged } from '../../../shared/model/arranging/finish.ts'
import { Arranged, type Task, tasksFor } from '../../../shared/model/arranging/plan.ts'
import { startLayoutWorker } from '../../platform/worker.ts'
import { apply, currentDocument } from '../document.ts'
import { notify, setUi, uiStore } from '../ui.ts'

const STOPPED: unique symbol = Symbol('stopped')
const FAILED: unique symbol = Symbol('failed')

/**
 * Arranges these elements, each with what is inside it. `isAll` says that they are everything on
 * their page. Resolves when the step "Arrange" is applied, or nothing was done. Stopping keeps the
 * zones that are arranged by then.
 */
export async function arrange(ids: readonly string[], isAll: boolean): Promise<void> {
  uiStore.getState().arranging?.stop()
  const before = currentDocument()
  const tasks = tasksFor(before.model, ids, isAll)
  if (tasks.length === 0) return
  let onStop = () => {}
  const stopped = new Promise<typeof STOPPED>((resolve) => {
    onStop = () => resolve(STOPPED)
  })
  const isOurs = () => uiStore.getState().arranging?.stop === onStop
  setUi({ offersArranging: false })
  const arranged = new Arranged(before)
  const worker = startLayoutWorker()
  const failed: Task[] = []
  try {
    const elk = new ELK({ workerFactory: () => worker })
    const broken = failureOf(worker)
    for (const [at, task] of tasks.entries()) {
      setUi({ arranging: { stop: onStop, at, of: tasks.length } })
      const answer = answerTo(arranged, task, (graph) => elk.layout(graph)).catch((): typeof FAILED => FAILED)
      const result = await Promise.race([answer, stopped, broken])
      if (result === STOPPED) break
      // A zone that cannot be arranged stays as it is.
      if (result === FAILED) failed.push(task)
      else arranged.add(task, result)
    }
    if (isOurs()) finish(arranged, tasks, failed, isAll)
  } catch (error) {
    notify(
      'error',
      'The diagram could not be arranged.',
      error instanceof Error ? error.message : String(error),
    )
  } finally {
    worker.terminate()
    if (isOurs()) setUi({ arranging: null })
  }
}

function finish(arranged: Arranged, tasks: readonly Task[], failed: readonly Task[], isAll: boolean): void {
  const { document, done } = arranged
  if (done.size === 0) {
    if (failed.length > 0)
      notify('error', 'The diagram could not be arranged.', 'Everything stays where it was.')
    else notify('info', 'Stopped: nothing was moved.')
    return
  }
  const now = currentDocument()
  if (now.model !== document.model || now.layout !== document.layout) {
    notify('info', 'The diagram changed while it was being arranged.', 'Arrange again when you are done.')
    return
  }
  const layout = withArranged(arranged, isAll)
  const kept = new Set(layout.routes)
  const cleared = document.layout.routes.filter((route) => !kept.has(route)).length
  // Threats may have been drafted meanwhile.
  apply(
    (present) => ({ ...present, layout }),
    cleared > 0 ? `Arrange and clear ${plural(cleared, 'route')}` : 'Arrange',
  )
  if (failed.length > 0) {
    const zones = failed.length === 1 ? 'One zone' : `${failed.length} zones`
    notify('warning', `${zones} could not be arranged.`, 'What is in it stays where it was.')
  } else if (done.size < tasks.length) {
    const zones = `${done.size} of ${plural(tasks.length, 'zone')}`
    notify('info', `Stopped: ${zones} arranged.`, 'The rest is where it was; undo brings everything back.')
  } else if ([...done.values()].includes(null)) {
    notify(
      'info',
      'Arranged, the largest parts in rows.',
      'They are too large to be laid out along their flows.',
    )
  }
}

function failureOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(new Error(event.message || 'The layout worker failed')),
    )
  })
}
