/** Completion in the model file: keys by the map that the cursor is in, values by their key. */
import type { Model } from '../../model/schema.ts'
import type { Completion, CompletionOption } from '../suggesting/completion.ts'
import { placeAt, type YamlPlace } from './place.ts'
import { isHolder, listIds, listKeys, listValues, type MapKind, mapAt } from './vocabulary.ts'

export function completeYaml(text: string, offset: number, model: Model): Completion | null {
  const place = placeAt(text, offset)
  if (!place) return null
  const options = optionsAt(place, model)
  return options && { from: place.from, to: place.to, options }
}

function optionsAt(place: YamlPlace, model: Model): readonly CompletionOption[] | null {
  const { path, key, siblings } = place
  if (key !== undefined) {
    const kind = mapAt(path)
    // A list is written in brackets or below its key.
    if (!kind || isHolder(kind, key)) return null
    return listValues(kind, key, model) ?? null
  }
  const isNew = ({ label }: CompletionOption) => !siblings.includes(label)
  if (path.at(-1) === '-') {
    const kind = mapAt(path.slice(0, -2))
    const items = kind && listValues(kind, path.at(-2) ?? '', model)
    if (items) return items.filter(isNew).filter(({ label }) => label !== path[1])
  }
  const kind = mapAt(path)
  if (kind) return keysFor(kind, place).filter(isNew)
  const ids = listIds(path, model).filter(isNew)
  return ids.map((option) => ({ ...option, ...(place.hasColon ? {} : { insert: `${option.label}:` }) }))
}

function keysFor(kind: MapKind, { hasColon, isInline }: YamlPlace): readonly CompletionOption[] {
  return listKeys(kind).map((label): CompletionOption => {
    const colon = isHolder(kind, label) && !isInline ? ':' : ': '
    return { label, kind: 'key', ...(hasColon ? {} : { insert: label + colon }) }
  })
}
