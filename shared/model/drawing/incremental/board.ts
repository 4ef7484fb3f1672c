/**
 * What is known of a drawing while it changes. One step follows from the one before, each with an index of what it
 * looked at, so that a change finds the flows that it concerns: parts, flows, ways, lines, marks, names, labels.
 */

import { Obstacles } from '../routing/obstacles.ts'
import type { Drawing, DrawingInput, FlowShape } from '../shapes.ts'
import { Labels } from './flows/labels-of-flows.ts'
import type { Strand } from './flows/strands.ts'
import { Ways } from './flows/ways.ts'
import { Groups } from './groups.ts'
import { Inks } from './inks.ts'
import { Marks } from './marks.ts'
import { Names } from './names.ts'
import { Parts } from './parts.ts'
import { Taken } from './taken.ts'

export class Board {
  readonly #obstacles = new Obstacles()
  readonly #taken = new Taken()
  readonly #parts = new Parts(this.#obstacles, this.#taken)
  readonly #groups = new Groups()
  readonly #ways = new Ways(this.#parts, this.#groups, this.#obstacles)
  readonly #inks = new Inks(this.#taken)
  readonly #marks = new Marks(this.#parts, this.#groups, this.#taken)
  readonly #names = new Names(this.#parts, this.#groups, this.#inks, this.#taken)
  readonly #labels = new Labels(this.#inks, this.#taken)
  #drawing: Drawing | null = null
  #strands: readonly Strand[] | null = null

  isOf(drawing: Drawing | undefined): boolean {
    return this.#drawing === drawing
  }

  draw(input: DrawingInput): Drawing {
    const parts = this.#parts.update(input)
    const regrouped = this.#groups.update(input, this.#parts, parts)
    const rerun = this.#ways.update(regrouped, parts, input)
    const changed = new Set([...rerun, ...regrouped.strands])
    for (const bundle of regrouped.bundles) for (const strand of bundle.strands) changed.add(strand)
    const inked = this.#inks.update(rerun, regrouped.goneStrands)
    const marks = this.#marks.update(input, rerun, regrouped, parts, changed)
    const places = [...parts.solid, ...inked.heads, ...marks]
    const names = this.#names.update(input, places, inked, changed)
    this.#labels.update(new Set(changed), regrouped, [...places, ...names], inked, changed)
    const pending = input.searches === 0 ? this.#ways.pending.size : this.#ways.waiting
    return this.#drawingOf(changed, regrouped.goneStrands.length > 0, pending)
  }

  /** The known drawing where nothing differs. */
  #drawingOf(changed: ReadonlySet<Strand>, isSmaller: boolean, pending: number): Drawing {
    const { strands } = this.#groups
    const { lines } = this.#names
    const known = this.#drawing
    let isSame = !isSmaller && this.#strands === strands
    for (const strand of changed) {
      const shape = shapeOf(strand)
      if (shape !== strand.shape) isSame = false
      strand.shape = shape
    }
    if (known && isSame && known.lines === lines && known.pending === pending) return known
    const flows = known && this.#strands === strands ? new Map(known.flows) : new Map<string, FlowShape>()
    for (const strand of this.#strands === strands ? changed : strands)
      if (strand.shape) flows.set(strand.ref, strand.shape)
    this.#strands = strands
    this.#drawing = { flows: known && isSame ? known.flows : flows, lines, pending }
    return this.#drawing
  }
}

function shapeOf({ ref, ends, path, waypoints, spots, label, labelAt, shape }: Strand): FlowShape {
  const isLabelled = label && labelAt
  const isSame =
    shape !== null &&
    shape.ends === ends &&
    shape.path === path &&
    shape.waypoints === waypoints &&
    shape.spots === spots &&
    shape.label?.at === (isLabelled ? labelAt : undefined) &&
    shape.label?.text === label?.text &&
    shape.label?.lock === label?.lock
  if (isSame) return shape
  return { ref, ends, path, waypoints, spots, label: isLabelled ? { ...label, at: labelAt } : null }
}
