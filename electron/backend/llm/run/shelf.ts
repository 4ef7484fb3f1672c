/** The last few of something, by id: what is older is forgotten. */
import { AppError } from '../../../../shared/core/errors.ts'

export interface Shelf<T> {
  put(id: string, value: T): void
  /** Throws `not-found` for one that never was and for one that is forgotten. */
  get(id: string): T
  all(): readonly T[]
}

/** `what` names one in errors; one that `isBusy` is never forgotten. */
export function createShelf<T>(
  most: number,
  what: string,
  hint: string,
  isBusy: (value: T) => boolean = () => false,
): Shelf<T> {
  const held = new Map<string, T>()
  return {
    put(id, value) {
      held.set(id, value)
      for (const [old, candidate] of held) {
        if (held.size <= most) break
        if (old !== id && !isBusy(candidate)) held.delete(old)
      }
    },
    get(id) {
      const found = held.get(id)
      if (found !== undefined) return found
      throw new AppError('not-found', `This ${what} is not kept any more.`, { hint })
    },
    all: () => [...held.values()],
  }
}
