/** What collapsed zones hide, and documents in which they hide more or less. */
import { pinned } from '../../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { collapsedAround, shownIn, withCollapsedZone } from '../../../../shared/model/names/shown.ts'
import { indexOf } from '../../../../shared/model/queries.ts'

/** The document with these zones collapsed or open. */
export function withZones(document: Document, zones: readonly string[], isCollapsed: boolean): Document {
  // What is put on the page later must not move what is hidden.
  const start = isCollapsed ? pinned(document.model, document.layout) : document.layout
  const layout = zones.reduce((now, zone) => withCollapsedZone(now, zone, isCollapsed), start)
  return layout === document.layout ? document : { ...document, layout }
}

/** The zones to open for these elements to be seen; a flow is seen when its ends are apart. */
export function hidersOf({ model, layout }: Document, refs: readonly string[]): readonly string[] {
  const { flows, boundaries } = indexOf(model)
  const { inside } = shownIn(model, layout)
  if (inside.size === 0) return []
  const around = (id: string) => collapsedAround(model, layout, id)
  const opened = new Set<string>()
  const openFor = (ref: string): void => {
    const flow = flows.get(ref)
    const line = boundaries.get(ref)?.kind === 'line' ? boundaries.get(ref) : undefined
    if (line) {
      const isDrawn = line.crossedBy.some((of) => !isHidden(inside, flows.get(of)))
      if (!isDrawn && line.crossedBy[0] !== undefined) openFor(line.crossedBy[0])
    } else if (!flow) for (const zone of around(ref)) opened.add(zone)
    else if (isHidden(inside, flow)) {
      const to = new Set(around(flow.to))
      for (const zone of around(flow.from)) if (to.has(zone)) opened.add(zone)
    }
  }
  for (const ref of refs) openFor(ref)
  return [...opened]
}

function isHidden(
  inside: ReadonlyMap<string, string>,
  flow: { readonly from: string; readonly to: string } | undefined,
): boolean {
  const from = flow && inside.get(flow.from)
  return from !== undefined && from === inside.get(flow?.to ?? '')
}
