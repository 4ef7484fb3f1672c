/**
 * What an arrow starts from, and which zone a line stands in. With indentation the source is the
 * nearest component further left. Without, it is the component that opened a line of its own or the
 * last process, whichever came later: externals and data stores that an arrow reached are leaves.
 */
import type { ComponentEntry, ZoneEntry } from './entries.ts'

interface Level {
  readonly indent: number
  readonly zone?: ZoneEntry
  readonly component?: ComponentEntry
}

export class Scope {
  /** Levels further left than the line, outermost first. */
  private readonly levels: Level[] = []
  private readonly zones: ZoneEntry[] = []
  private opener: { readonly component: ComponentEntry; readonly indent: number } | undefined
  private process: ComponentEntry | undefined
  private last: ComponentEntry | undefined

  /** Starts a line: what is not further left than it no longer holds it. */
  enter(indent: number): void {
    for (let top = this.levels.at(-1); top && top.indent >= indent; top = this.levels.at(-1)) {
      this.levels.pop()
      if (top.zone) this.zones.pop()
    }
    if (this.opener && indent < this.opener.indent) this.opener = undefined
  }

  zone(): ZoneEntry | null {
    return this.zones.at(-1) ?? null
  }

  isInsideComponent(): boolean {
    return this.levels.at(-1)?.component !== undefined
  }

  source(): ComponentEntry | undefined {
    return this.levels.at(-1)?.component ?? this.opener?.component ?? this.process ?? this.last
  }

  openZone(zone: ZoneEntry, indent: number): void {
    this.levels.push({ indent, zone })
    this.zones.push(zone)
  }

  /** The first component of a line. */
  open(component: ComponentEntry, indent: number): void {
    this.opener = { component, indent }
    this.mention(component)
  }

  /** A component that an arrow reached. */
  reach(component: ComponentEntry): void {
    if (component.kind === 'process') this.opener = undefined
    this.mention(component)
  }

  /** The component that lines indented below this one start from. */
  hold(component: ComponentEntry, indent: number): void {
    this.levels.push({ indent, component })
  }

  private mention(component: ComponentEntry): void {
    if (component.kind === 'process') this.process = component
    this.last = component
  }
}
