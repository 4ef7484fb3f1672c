import { indexOf, zoneChain } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { Option } from '../../ui/fields/Fields.tsx'

/** Outside and every zone, nested ones below their parent; `without` leaves out a zone and what is in it. */
export function zoneOptions(model: Model, without?: string): readonly Option[] {
  const options: Option[] = [{ value: '', label: 'Outside' }]
  const visit = (parent: string | null, depth: number): void => {
    for (const zone of indexOf(model).zonesIn.get(parent) ?? []) {
      if (zone.id === without || depth > zoneChain(model, zone.id).length) continue
      options.push({ value: zone.id, label: `${'\u2003'.repeat(depth)}${zone.title}` })
      visit(zone.id, depth + 1)
    }
  }
  visit(null, 0)
  return options
}
