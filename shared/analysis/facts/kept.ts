/** What two lists, most often of a model before and after an edit, have in common. */

/** The position of what a list does not have. */
export const NOWHERE = -1

/** For each element its position in the model before; NOWHERE for one that is new or reads otherwise now. */
export interface Kept {
  readonly components: Int32Array
  readonly flows: Int32Array
}

/** Further away than this, two lists have little in common. */
const WINDOW = 256
/** After so many items that are new, nothing but the very next item is looked at: it is another model. */
const STRANGERS = 128

/**
 * For each item its position in `then`, or NOWHERE for one that is new. Positions only grow, so that what is
 * kept stands in the same order in both.
 */
export function alignmentOf<T>(now: readonly T[], then: readonly T[]): Int32Array {
  const was = new Int32Array(now.length)
  if (now === then) {
    for (let at = 0; at < was.length; at += 1) was[at] = at
    return was
  }
  let next = 0
  let strangers = 0
  for (let at = 0; at < now.length; at += 1) {
    const item = now[at]
    const end = Math.min(next + (strangers < STRANGERS ? WINDOW : 1), then.length)
    let found = next
    while (found < end && then[found] !== item) found += 1
    was[at] = found < end ? found : NOWHERE
    if (found < end) next = found + 1
    else strangers += 1
  }
  return was
}

/** The item at a place, if there is one. */
export function itemAt<T>(items: readonly T[] | undefined, place: number | undefined): T | undefined {
  // Reading at -1 would be right and slow.
  return items && place !== undefined && place !== NOWHERE ? items[place] : undefined
}

export function isSameList<T>(some: readonly T[], others: readonly T[]): boolean {
  return some === others || (some.length === others.length && some.every((item, at) => item === others[at]))
}

const MANY = 1000

/**
 * A list that has an item for each of `from`: what `make` gives for those whose position in `was` is NOWHERE, and
 * what `then` has for all others; `then` itself where that is all. Copied run by run: many times as fast as item
 * by item, and after an edit there are few runs.
 */
export function carriedOver<From extends object, T>(
  then: readonly T[],
  was: Int32Array,
  from: readonly From[],
  make: (item: From, at: number) => T,
): readonly T[] {
  if (isInPlace(was, then.length)) return withMade(then, was, from, make)
  const runs: (readonly T[])[] = []
  let at = 0
  while (at < was.length) {
    const start = at
    const place = was[at] ?? NOWHERE
    if (place === NOWHERE) {
      while (at < was.length && was[at] === NOWHERE) at += 1
      runs.push(from.slice(start, at).map((item, offset) => make(item, start + offset)))
    } else {
      while (at < was.length && was[at] === place + at - start) at += 1
      runs.push(then.slice(place, place + at - start))
    }
  }
  if (runs.length > MANY) return runs.flat()
  return then.slice(0, 0).concat(...runs)
}

/** The positions of `was` without those that are marked. */
export function without(was: Int32Array, isMarked: Uint8Array): Int32Array {
  const left = was.slice()
  for (let at = 0; at < left.length; at += 1) if (isMarked[at] === 1) left[at] = NOWHERE
  return left
}

/** Whether each of so many items is where it was, or made anew in its place. */
function isInPlace(was: Int32Array, count: number): boolean {
  if (was.length !== count) return false
  for (let at = 0; at < count; at += 1) if (was[at] !== at && was[at] !== NOWHERE) return false
  return true
}

function withMade<From extends object, T>(
  then: readonly T[],
  was: Int32Array,
  from: readonly From[],
  make: (item: From, at: number) => T,
): readonly T[] {
  let list: T[] | undefined
  for (let at = 0; at < was.length; at += 1) {
    const item = was[at] === NOWHERE ? from[at] : undefined
    if (!item) continue
    list ??= then.slice()
    list[at] = make(item, at)
  }
  return list ?? then
}
