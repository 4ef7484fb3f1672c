/** Ids that are given out once; written ids are claimed first, so that they never change. */
export class FreeIds {
  private readonly taken = new Set<string>()
  private readonly next = new Map<string, number>()

  /** False when it was taken. */
  claim(id: string): boolean {
    if (this.taken.has(id)) return false
    this.taken.add(id)
    return true
  }

  /** `wanted` or the first free of `wanted-2`, `wanted-3` ...; remembers where it stopped, so that many clashes stay cheap. */
  take(wanted: string): string {
    if (this.claim(wanted)) return wanted
    let suffix = this.next.get(wanted) ?? 2
    while (!this.claim(`${wanted}-${suffix}`)) suffix += 1
    this.next.set(wanted, suffix + 1)
    return `${wanted}-${suffix}`
  }
}
