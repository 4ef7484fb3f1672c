/** What each window's unsaved edits were made on, so that a page sends it once and not with each edit. */
import type { MethodInput, Unsaved } from '../../../shared/protocol/contract.ts'
import { type Base, unsavedFrom } from '../../../shared/protocol/unsaved.ts'
import type { Owner } from './recovery-file.ts'

export interface Bases {
  /** The edits as a whole; null when what they are based on is not known and has to be sent along. */
  complete(input: MethodInput<'recovery.store'>): Unsaved | null
  /** A window that is gone, or has nothing unsaved, needs none. */
  forget(owner: Owner): void
}

export function createBases(): Bases {
  const known = new Map<string, { readonly id: string; readonly base: Base }>()
  return {
    complete({ baseId, base, changes, ...owner }) {
      if (base) known.set(keyOf(owner), { id: baseId, base })
      const found = known.get(keyOf(owner))
      return found?.id === baseId ? unsavedFrom(found.base, changes) : null
    },
    forget: (owner) => void known.delete(keyOf(owner)),
  }
}

function keyOf({ path, window }: Owner): string {
  return `${window} ${path}`
}
