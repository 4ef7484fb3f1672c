/** What stands in Threagile's places for risks and is none: Threagile refuses such a file, and so is it here. */
import { isNull, type MapNode, type SourceNode, type Span } from '../../../../core/yaml/source-node.ts'
import type { Reading } from '../../model/reading.ts'
import { idInside } from '../entry-ids.ts'

/** Tells each once, with its place. */
export function tellOddRisks(reading: Reading, root: MapNode): void {
  mapsIn(reading, reading.map(root, 'risk_tracking'))
  const titled = mapsIn(reading, reading.map(root, 'individual_risk_categories'))
  const listed = (reading.list(root, 'custom_risk_categories')?.items ?? []).flatMap(({ value }) => {
    const map = mapOf(reading, value, 'Each item of "custom_risk_categories"', value)
    if (map && idInside(map) === undefined) {
      const message = 'An item of "custom_risk_categories" has no id, so its risks are left out. Add an id.'
      reading.report('warning', 'not-carried', message, value)
    }
    return map ? [map] : []
  })
  for (const category of [...titled, ...listed]) mapsIn(reading, reading.map(category, 'risks_identified'))
}

function mapsIn(reading: Reading, map: MapNode | undefined): readonly MapNode[] {
  return [...(map?.byKey.values() ?? [])].flatMap(
    ({ key, keySpan, value }) => mapOf(reading, value, `"${key}"`, keySpan) ?? [],
  )
}

function mapOf(reading: Reading, value: SourceNode, what: string, at: Span): MapNode | undefined {
  if (value.kind === 'map') return value
  if (!isNull(value)) reading.error('wrong-type', `${what} must be a map of attributes.`, at)
  return undefined
}
