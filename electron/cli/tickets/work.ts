/** The tickets that the models of a command line need. */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { riskKeys } from '../../../shared/triage/tickets/keys.ts'
import { planTickets } from '../../../shared/triage/tickets/plan.ts'
import { isModelPath } from '../../backend/model-files/names.ts'
import { isNewer } from '../../backend/model-files/open-model.ts'
import { nameModel } from '../../backend/tickets/name-model.ts'
import type { TicketJob } from '../../backend/tickets/run/create-tickets.ts'
import type { LoadedModel } from '../models.ts'

export interface TicketWork {
  readonly file: LoadedModel
  readonly jobs: readonly TicketJob[]
}

export async function planWork(
  files: readonly LoadedModel[],
  isGrouped: boolean,
): Promise<readonly TicketWork[]> {
  const works: TicketWork[] = []
  for (const file of files) {
    const { model, root, disk } = file
    const name = await nameModel(root, disk.files.model, model.title)
    const planned = planTickets(model, { risks: null, isGrouped })
    const jobs = planned.map(({ riskIds, title, body }, at) => ({
      id: String(at + 1),
      title,
      body,
      risks: riskIds.map((id) => ({ id, keys: riskKeys(name, id) })),
    }))
    works.push({ file, jobs })
  }
  return works
}

/** Before anything is made: an id that cannot be written down would be lost. */
export function checkWritable(works: readonly TicketWork[]): void {
  for (const { file, jobs } of works) {
    if (jobs.length === 0) continue
    if (!isModelPath(path.basename(file.shown)))
      throw new AppError('bad-request', `${file.shown} is not a model that ids can be written into.`, {
        hint: 'Import it first, or use --to csv.',
      })
    if (isNewer(file.diagnostics))
      throw new AppError(
        'read-only',
        `${file.shown} was written by a newer Fenceline, so nothing is written into it.`,
        {
          hint: 'Update Fenceline, or use --to csv.',
        },
      )
  }
}
