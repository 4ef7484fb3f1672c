/** Which rules draft for a model. */
import type { Model } from '../schema.ts'

/** Switches a rule or pack off with a reason, or with null on again. */
export function switchRule(model: Model, id: string, reason: string | null): Model {
  const { rulesOff = {}, ...rest } = model
  if (reason === null ? !Object.hasOwn(rulesOff, id) : rulesOff[id] === reason) return model
  const { [id]: _, ...others } = rulesOff
  const next = reason === null ? others : { ...rulesOff, [id]: reason }
  return Object.keys(next).length === 0 ? rest : { ...rest, rulesOff: next }
}

/** Adds a pack that is not used by itself, or takes it away. */
export function switchPack(model: Model, id: string, isOn: boolean): Model {
  const { rulePacks = [], ...rest } = model
  if (rulePacks.includes(id) === isOn) return model
  const next = isOn ? [...rulePacks, id] : rulePacks.filter((pack) => pack !== id)
  return next.length === 0 ? rest : { ...rest, rulePacks: next }
}
