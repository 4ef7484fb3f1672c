import type { Model } from '../../../shared/model/schema.ts'

/** A model as a file says it: flows with the component they leave; the order of names in a list is the file's own business. */
export function comparable(model: Model): unknown {
  const flows = model.components.flatMap(({ id }) => model.flows.filter(({ from }) => from === id))
  const isNames = (key: string) => /^(tags|technologies|data|formats|crossedBy|mitigations)/.test(key)
  return JSON.parse(
    JSON.stringify({ ...model, flows }, (key, value) =>
      isNames(key) && Array.isArray(value) && typeof value[0] === 'string' ? [...value].sort() : value,
    ),
  )
}
