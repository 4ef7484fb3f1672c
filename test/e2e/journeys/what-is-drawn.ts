// A model as a person would compare two drawings: by titles, wherever ids and order come from.
import { readModel, TEMPLATES } from '../../../shared/formats/fenceline/index.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { titleOf } from '../../../shared/model/queries.ts'

export interface Drawn {
  readonly components: readonly string[]
  readonly flows: readonly string[]
  readonly boundaries: readonly string[]
  readonly crossings: readonly string[]
}

/** What a model file draws. Throws when it is no model. */
export const whatIsDrawn = (text: string): Drawn => {
  const { model } = readModel(text)
  if (!model) throw new Error('not a model')
  const name = (id: string | null) => (id === null ? 'outside' : titleOf(model, id).toLowerCase())
  const where = (zone: string | null) => `in ${name(zone)}`
  return {
    components: model.components.map(({ title, kind, zone }) => `${title}, ${kind}, ${where(zone)}`).sort(),
    flows: model.flows.map(({ from, to }) => `${name(from)} to ${name(to)}`).sort(),
    boundaries: model.boundaries
      .map(({ id, kind, parent, crossedBy }) => {
        const over = crossedBy.map(name).sort().join(', ')
        return `${name(id)}, ${kind}, ${kind === 'zone' ? where(parent) : `across ${over}`}`
      })
      .sort(),
    crossings: [...crossingsOf(model)]
      .map(([ref, { boundaries }]) => `${name(ref)}: ${boundaries.map(name).join(', ')}`)
      .sort(),
  }
}

/** The Orders Platform, as the template has it. */
export const ORDERS: Drawn = whatIsDrawn(TEMPLATES.find(({ id }) => id === 'orders')?.text ?? '')
