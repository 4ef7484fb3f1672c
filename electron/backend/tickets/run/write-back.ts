/** Puts the ids of tickets into a model's file by the way in which everything is saved: only their lines change. */
import { AppError } from '../../../../shared/core/errors.ts'
import { type Filed, recordTickets } from '../../../../shared/triage/tickets/record.ts'
import { isNewer, understand } from '../../model-files/open-model.ts'
import { hashSources, readModelFiles } from '../../model-files/read-model.ts'
import { saveModel } from '../../model-files/save-model.ts'

const MOST_TRIES = 5

/** Starts from what is on disk, whoever wrote it meanwhile. True when anything was written. */
export async function writeTickets(root: string, file: string, filed: readonly Filed[]): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    const disk = await readModelFiles(root, file)
    const { model, layout, drafts, remarks, diagnostics } = understand(disk)
    if (!model || isNewer(diagnostics)) {
      throw new AppError('invalid-file', `${file} is not a whole model any more.`, {
        hint: 'Correct it and run this again: tickets that were made are found and not made twice.',
      })
    }
    const recorded = recordTickets(model, filed)
    if (recorded === model) return false
    try {
      await saveModel(root, {
        path: file,
        model: recorded,
        layout,
        drafts: [...(drafts ?? [])],
        ...(remarks.length > 0 ? { remarks } : {}),
        source: null,
        modelHash: hashSources(disk),
        layoutHash: disk.layout?.hash ?? null,
        overwriteDerived: [],
      })
      return true
    } catch (error) {
      const isOvertaken = error instanceof AppError && error.code === 'conflict'
      if (!isOvertaken || tries >= MOST_TRIES) throw error
    }
  }
}
