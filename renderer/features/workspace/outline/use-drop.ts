/** Rows dragged into a zone, or below all rows to the outside. */
import { type DragEvent, useState } from 'react'
import { indexOf } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { canMove, moveSelection } from '../../../actions/canvas/outline.ts'

const TYPE = 'application/x-fenceline-rows'

export function useDropIntoZone(model: Model) {
  /** Where what is dragged would go; null: outside; undefined: nowhere. */
  const [zone, setZone] = useState<string | null>()
  const zoneAt = (event: DragEvent): string | null | undefined => {
    if (!event.dataTransfer.types.includes(TYPE)) return undefined
    const { target } = event
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null
    const wanted = row ? zoneOf(model, row.dataset.key ?? '') : null
    return canMove(wanted) ? wanted : undefined
  }
  const end = () => setZone(undefined)
  return {
    zone,
    start: (event: DragEvent) => {
      event.dataTransfer.setData(TYPE, '')
      event.dataTransfer.effectAllowed = 'move'
    },
    handlers: {
      onDragOver: (event: DragEvent) => {
        const wanted = zoneAt(event)
        setZone(wanted)
        if (wanted !== undefined) event.preventDefault()
      },
      onDragLeave: end,
      onDragEnd: end,
      onDrop: (event: DragEvent) => {
        const wanted = zoneAt(event)
        end()
        if (wanted === undefined) return
        event.preventDefault()
        moveSelection(wanted)
      },
    },
  }
}

/** A zone itself, else the zone that holds what the row shows. */
function zoneOf(model: Model, ref: string): string | null {
  const { components, boundaries, flows } = indexOf(model)
  const boundary = boundaries.get(ref)
  if (boundary) return boundary.kind === 'zone' ? ref : null
  return components.get(flows.get(ref)?.from ?? ref)?.zone ?? null
}
