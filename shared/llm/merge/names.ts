import { indexOf, titleOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'

/** Titles that a text about the target may name it by: its own, or those of both ends of a flow. */
export function namesOf(model: Model, target: string): readonly string[] {
  const flow = indexOf(model).flows.get(target)
  if (!flow) return [titleOf(model, target)]
  return [titleOf(model, flow.from), titleOf(model, flow.to), flow.title]
}
