/** What a drawing says otherwise than its model: a page has only places, and places can say too much. */
import { crossingsOf } from '../../../model/crossings.ts'
import { flowRef } from '../../../model/ids.ts'
import { titleOf } from '../../../model/queries.ts'
import type { Model } from '../../../model/schema.ts'
import { shorten } from '../../reporting.ts'

/** A sentence for each crossing that the drawing, read again, does not show as the model has it. */
export function redrawnIn(model: Model, drawn: Model): readonly string[] {
  const shown = crossingWords(drawn)
  const told: string[] = []
  for (const [flow, wanted] of crossingWords(model)) {
    const seen = shown.get(flow) ?? []
    const [missing, more] = [without(wanted, seen), without(seen, wanted)]
    if (missing.length > 0)
      told.push(
        `${flow} crosses ${missing.join(', ')}, and the drawing does not show it. Move what it joins.`,
      )
    if (more.length > 0)
      told.push(`${flow} does not cross ${more.join(', ')}, and is drawn across. Move what it joins.`)
  }
  return told
}

/** Titles of the boundaries that the flows of each name cross. */
function crossingWords(model: Model): ReadonlyMap<string, readonly string[]> {
  const crossings = crossingsOf(model)
  const words = new Map<string, string[]>()
  for (const flow of model.flows) {
    const name = `The flow "${shorten(titleOf(model, flow.from))}" → "${shorten(titleOf(model, flow.to))}"`
    const crossed = crossings.get(flowRef(flow))?.boundaries ?? []
    const titles = crossed.map((id) => `"${shorten(titleOf(model, `boundary:${id}`))}"`)
    words.set(name, [...(words.get(name) ?? []), ...titles])
  }
  return words
}

function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others]
  return some.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
