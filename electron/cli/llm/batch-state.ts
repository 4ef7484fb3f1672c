/** Batches that were sent and not fetched yet, in the person's own settings folder; the key is in none of it. */
import path from 'node:path'
import { z } from 'zod'
import { TIERS } from '../../../shared/llm/types.ts'
import { withLock } from '../../backend/files/lock.ts'
import { createStored } from '../../backend/settings/stored.ts'

const batchSchema = z.object({
  id: z.string(),
  origin: z.string(),
  /** The language model. */
  model: z.string(),
  /** Real paths of the threat models, sorted. */
  files: z.array(z.string()),
  // Requests are built from these again, so that replies find theirs.
  tier: z.enum(TIERS),
  maxTokens: z.number().int(),
  date: z.string(),
  requests: z.array(z.object({ id: z.string(), file: z.string(), target: z.string() })),
})
export type SentBatch = z.infer<typeof batchSchema>

export interface SentBatches {
  find(batch: Pick<SentBatch, 'origin' | 'model' | 'files'>): Promise<SentBatch | undefined>
  keep(batch: SentBatch): Promise<void>
  forget(id: string): Promise<void>
}

export function createSentBatches(settingsFolder: string): SentBatches {
  const stored = createStored(settingsFolder, 'llm-batches', z.object({ batches: z.array(batchSchema) }))
  const read = async () => (await stored.read())?.batches ?? []
  // Another command may keep or forget one meanwhile.
  const change = (edit: (batches: readonly SentBatch[]) => SentBatch[]) =>
    withLock(path.join(settingsFolder, 'llm-batches'), async () =>
      stored.write({ batches: edit(await read()) }),
    )
  return {
    async find({ origin, model, files }) {
      const paths = JSON.stringify(files)
      return (await read()).find(
        (each) => each.origin === origin && each.model === model && JSON.stringify(each.files) === paths,
      )
    },
    keep: (batch) => change((batches) => [...batches, batch]),
    forget: (id) => change((batches) => batches.filter((each) => each.id !== id)),
  }
}
