import { crossingsOf } from '../../../../shared/model/crossings.ts'
import { indexOf, titleOf, zoneChain } from '../../../../shared/model/queries.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import { encryptionOf } from '../../../../shared/model/technology.ts'
import { KIND_NAMES } from '../../../state/elements/labels.ts'

const ENCRYPTION = {
  encrypted: 'encrypted',
  plain: 'not encrypted',
  local: 'local',
  unknown: 'encryption not stated',
}

/** What a reviewer must know of a target at a glance, most telling first. */
export function targetFacts(model: Model, target: string): readonly string[] {
  const { components, flows } = indexOf(model)
  const component = components.get(target)
  if (component) {
    const zones = zoneChain(model, component.zone).map((zone) => titleOf(model, zone))
    return [
      KIND_NAMES[component.kind],
      zones.length > 0 ? `in ${zones.join(', in ')}` : 'outside',
      ...(component.note && !zones.some((zone) => isSame(zone, component.note)) ? [component.note] : []),
      ...component.technologies,
      ...titlesOfData(model, [...component.dataStored, ...component.dataProcessed]),
    ]
  }
  const flow = flows.get(target)
  if (!flow) return ['Boundary']
  const boundaries = crossingsOf(model).get(target)?.boundaries ?? []
  return [
    `crosses ${boundaries.map((id) => titleOf(model, id)).join(', ')}`,
    flow.protocol ? `${flow.protocol} (${ENCRYPTION[encryptionOf(flow)]})` : 'protocol not stated',
    flow.authentication ? `authentication ${flow.authentication}` : 'authentication not stated',
    ...titlesOfData(model, [...flow.dataSent, ...flow.dataReceived]),
  ]
}

/** A pasted DFD gives the zone as the note, too. */
function isSame(zone: string, note: string | undefined): boolean {
  return zone.toLowerCase() === note?.toLowerCase()
}

function titlesOfData(model: Model, ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].map((id) => indexOf(model).dataAssets.get(id)?.title ?? id)
}
