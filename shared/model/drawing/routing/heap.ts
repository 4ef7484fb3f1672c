/** A queue that gives the least first. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #isBefore: (a: T, b: T) => boolean

  /** `isBefore` orders any two items: what comes out must not depend on when it was put in. */
  constructor(isBefore: (a: T, b: T) => boolean) {
    this.#isBefore = isBefore
  }

  add(item: T): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above]
      if (parent === undefined || this.#isBefore(parent, item)) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  take(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      const [left, right] = [items[below], items[below + 1]]
      if (left === undefined) break
      let least = left
      if (right !== undefined && this.#isBefore(right, left)) {
        least = right
        below += 1
      }
      if (this.#isBefore(last, least)) break
      items[at] = least
      at = below
    }
    items[at] = last
    return first
  }
}
