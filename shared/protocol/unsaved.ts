/** Unsaved edits on their way: the files' state goes once, and then only what differs from it. */
import { applyDelta, type Delta, findDelta } from '../core/delta/delta.ts'
import { AppError } from '../core/errors.ts'
import type { Document } from '../model/document.ts'
import { documentSchema, type Unsaved } from './contract.ts'

/** What unsaved edits were made on. */
export type Base = Pick<Unsaved, 'base' | 'source' | 'modelHash' | 'layoutHash'>

/** How `document` differs from its base; undefined where it does not. */
export function changesOf(base: Pick<Base, 'base' | 'source'>, document: Document): Delta | undefined {
  return findDelta(comparable(base), document)
}

/** The edits again. Throws `bad-request` for changes that are not of this base. */
export function unsavedFrom(base: Base, changes: Delta | undefined): Unsaved {
  const document = documentSchema.safeParse(changed(base, changes))
  if (!document.success) throw new AppError('bad-request', 'These edits are not of the files they name.')
  return { ...base, document: document.data }
}

function changed(base: Base, changes: Delta | undefined): unknown {
  try {
    return applyDelta(comparable(base), changes)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** A text that is typed differs little from the file's, which is where it began. */
function comparable({ base, source }: Pick<Base, 'base' | 'source'>): Document {
  return base.source === undefined && source !== null ? { ...base, source } : base
}
