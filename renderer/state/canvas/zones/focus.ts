/** Looking at one zone alone. Nothing of it is saved or undone. */
import { withMembers } from '../../../../shared/model/arranging/members.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { flowRef } from '../../../../shared/model/ids.ts'
import { shownIn } from '../../../../shared/model/names/shown.ts'
import { indexOf, titleOf, zoneChain } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { currentDocument } from '../../document.ts'
import { announce } from '../../elements/elements.ts'
import { setUi, uiStore } from '../../ui.ts'

export interface Focused {
  /** Only with the flows that are shown. */
  readonly model: Model
  /** The zone, what is in it, the other ends of its flows, and the zones around all of them. */
  readonly shown: ReadonlySet<string>
}

const known = new WeakMap<Model, Map<string, Focused | null>>()

/** What is shown of a model while one zone is looked at; null when it has no such zone. */
export function focusedOn(model: Model, zone: string): Focused | null {
  const perZone = known.get(model) ?? new Map<string, Focused | null>()
  known.set(model, perZone)
  const found = perZone.get(zone)
  if (found !== undefined) return found
  const focused = indexOf(model).boundaries.get(zone)?.kind === 'zone' ? partOf(model, zone) : null
  perZone.set(zone, focused)
  return focused
}

function partOf(model: Model, zone: string): Focused {
  const { components } = indexOf(model)
  const own = withMembers(model, [zone])
  const flows = model.flows.filter(({ from, to }) => own.has(from) || own.has(to))
  const shown = new Set([...own, ...flows.flatMap(({ from, to }) => [from, to])])
  for (const id of [...shown]) {
    const holder = components.get(id)?.zone ?? null
    for (const around of zoneChain(model, holder)) shown.add(around)
  }
  for (const around of zoneChain(model, zone)) shown.add(around)
  return { model: { ...model, flows }, shown }
}

/** True when looking at one zone leaves this element out. */
function isLeftOut({ model }: Document, zone: string, ref: string): boolean {
  const focused = focusedOn(model, zone)
  if (!focused || focused.shown.has(ref) || ref.startsWith('note:')) return false
  const { flows, boundaries } = indexOf(focused.model)
  if (flows.has(ref)) return false
  const line = boundaries.get(ref)
  return line?.kind !== 'line' || !line.crossedBy.some((of) => flows.has(of))
}

/** Shows this zone with its flows alone; null shows everything. */
export function focusZone(zone: string | null): void {
  const { focusedZone } = uiStore.getState()
  if (zone === focusedZone) return
  setUi({ focusedZone: zone })
  const { model } = currentDocument()
  announce(zone === null ? 'Everything is shown' : `Only ${titleOf(model, zone)} is shown`)
}

/** Leaves the zone that is looked at when one of these elements is not shown with it. */
export function leaveFocusFor(refs: readonly string[]): void {
  const { focusedZone } = uiStore.getState()
  const document = currentDocument()
  if (focusedZone !== null && refs.some((ref) => isLeftOut(document, focusedZone, ref))) focusZone(null)
}

/** Refs of all that the canvas shows: what collapsed zones and looking at one zone hide is not among it. */
export function listShown({ model, layout }: Document, focusedZone: string | null): readonly string[] {
  const { rects, inside } = shownIn(model, layout)
  const focused = focusedZone === null ? null : focusedOn(model, focusedZone)
  const placed = [...model.boundaries, ...model.components].filter(({ id }) => {
    const isLine = indexOf(model).boundaries.get(id)?.kind === 'line'
    return isLine ? !focused : rects.has(id) && (focused?.shown.has(id) ?? true)
  })
  const flows = (focused?.model ?? model).flows.filter(({ from, to }) => {
    const hider = inside.get(from)
    return hider === undefined || hider !== inside.get(to)
  })
  const notes = focused ? [] : layout.notes.map(({ id }) => `note:${id}`)
  return [...placed.map(({ id }) => id), ...flows.map(flowRef), ...notes]
}
