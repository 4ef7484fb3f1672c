/** Collapsing zones and opening them. It is part of the layout: saved with it and undone. */
import type { Document } from '../../../../shared/model/document.ts'
import { shownIn } from '../../../../shared/model/names/shown.ts'
import { titleOf } from '../../../../shared/model/queries.ts'
import { apply, currentDocument } from '../../document.ts'
import { announce, canEdit } from '../../elements/elements.ts'
import { select, uiStore } from '../../ui.ts'
import { hidersOf, withZones } from './hidden.ts'

/** Collapses or opens zones as one step; what is selected inside gives way to the zone. */
export function setCollapsed(zones: readonly string[], isCollapsed: boolean): void {
  const [first] = zones
  if (first === undefined || !canEdit()) return
  const { model } = currentDocument()
  const what = zones.length === 1 ? titleOf(model, first) : `${zones.length} zones`
  const label = `${isCollapsed ? 'Collapse' : 'Open'} ${what}`
  apply((document) => withZones(document, zones, isCollapsed), label)
  const { inside } = shownIn(model, currentDocument().layout)
  const { selection } = uiStore.getState()
  select([...new Set(selection.map((ref) => inside.get(ref) ?? ref))])
  announce(label)
}

export function isCollapsed(document: Document, zone: string): boolean {
  return shownIn(document.model, document.layout).zones.has(zone)
}

/** Collapses an open zone and opens a collapsed one. */
export function toggleCollapsed(zone: string): void {
  setCollapsed([zone], !isCollapsed(currentDocument(), zone))
}

/** Opens the zones that hide these elements, as one step; nothing when all are seen. */
export function openAround(refs: readonly string[]): void {
  const hiders = hidersOf(currentDocument(), refs)
  if (hiders.length > 0) setCollapsed(hiders, false)
}
