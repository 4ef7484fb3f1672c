/**
 * Models that this page read before. Coming back to one whose files are the same shows what was read and derived
 * then: it is the same objects, so whatever is kept beside them is found again.
 */
import type { Document } from '../../../shared/model/document.ts'
import type { OpenedModel } from '../../../shared/protocol/contract.ts'
import { client } from '../../platform/client.ts'

/** What was read, and the document that it was shown as. */
export interface Read {
  readonly opened: OpenedModel
  readonly document?: Document
}

/** Going to and fro is between few models; of their texts no more is kept than of one large model. */
const MOST = { models: 4, characters: 4_000_000 } as const

/** The last one read stands last. */
const kept = new Map<string, Required<Read>>()

export function keepRead({ recovery: _, ...opened }: OpenedModel, document: Document): void {
  kept.delete(opened.path)
  if (opened.model === null) return
  kept.set(opened.path, { opened, document })
  let room = MOST.characters
  for (const [at, [path, read]] of [...kept].toReversed().entries()) {
    room -= read.opened.source?.length ?? 0
    if (at >= MOST.models || (at > 0 && room < 0)) kept.delete(path)
  }
}

/** The model as its files are now, and for this window what it left unsaved. Rejects as `model.open` does. */
export async function readAgain(path: string, window: string): Promise<Read> {
  const known = kept.get(path)
  if (known) {
    const { filesHash, recovery } = await client.call('model.look', { path, window })
    const { opened, document } = known
    if (filesHash === opened.filesHash)
      return { opened: recovery ? { ...opened, recovery } : opened, document }
  }
  return { opened: await client.call('model.open', { path, window }) }
}
