/** The file ties everything together by name, and nothing keeps a name from being given twice. */
import type { Entry } from '../file/types.ts'

export class Names {
  private readonly ids = new Map<string, string[]>()
  private readonly byEntry = new Map<unknown, string>()

  add(entry: Entry, id: string): void {
    this.byEntry.set(entry.value, id)
    this.addName(entry.name, id)
  }

  addName(name: string, id: string): void {
    const known = this.ids.get(name)
    if (known) known.push(id)
    else this.ids.set(name, [id])
  }

  /** In the order of the file. */
  idsOf(name: string): readonly string[] {
    return this.ids.get(name) ?? []
  }

  idOf(entry: Entry): string | undefined {
    return this.byEntry.get(entry.value)
  }

  get size(): number {
    return this.ids.size
  }

  all(): readonly string[] {
    return [...this.ids.keys()]
  }
}
