/** Connectors that stay: their words, data, heads, ends and bends. */
import type { Point } from '../../../model/layout.ts'
import type { Flow } from '../../../model/schema.ts'
import type { Cell } from '../file/types.ts'
import type { Trace } from '../mapping/collected.ts'
import { AUTOMATIC_ROUTE } from '../mapping/flows.ts'
import { dataOfFlow } from '../writing/data.ts'
import { flowLabel } from '../writing/pages.ts'
import { type ChangingCells, STILL } from './cells.ts'

const ENDS = ['X', 'Y', 'Dx', 'Dy', 'Perimeter'] as const

export class FlowChanges {
  private readonly cells: ChangingCells
  private readonly goneCells: ReadonlySet<Cell>

  constructor(cells: ChangingCells) {
    this.cells = cells
    this.goneCells = new Set([...cells.context.gone.values()].map(({ cell }) => cell))
  }

  change(): void {
    const byCell = new Map<Cell, string[]>()
    for (const [key, { cell }] of this.cells.context.kept) {
      if (key.includes('>')) byCell.set(cell, [...(byCell.get(cell) ?? []), key])
    }
    for (const [cell, refs] of byCell) this.changeFlow(cell, refs)
    for (const cell of this.cells.context.page.cells) {
      // Free ends and bends count from a parent that may have moved.
      if (cell.kind === 'edge' && !byCell.has(cell))
        this.cells.movePoints(cell, this.cells.delta(this.cells.places.find(cell.parent)))
    }
  }

  private changeFlow(cell: Cell, refs: readonly string[]): void {
    const { before, after, kept, cellIdOf, lose } = this.cells.context
    const [ref = ''] = refs
    const [was, is, trace] = [before.flow(ref), after.flow(ref), kept.get(ref)]
    if (!was || !is || !trace) return
    const changes = () => this.cells.of(cell)
    this.cells.changeData(cell, dataOfFlow(was), dataOfFlow(is))
    this.changeFlowLabel(was, is, trace)
    const isHalf = this.goneCells.has(cell)
    const isBack =
      trace.direction === 'back' ||
      (trace.direction === 'both' && before.flow(ref)?.from === this.targetOf(cell))
    if (trace.direction === 'both' && isHalf) {
      changes().setStyle(isBack ? 'endArrow' : 'startArrow', 'none')
    }
    for (const end of ['from', 'to'] as const) {
      if (was[end] === is[end]) continue
      const held = cellIdOf(is[end])
      if (held === undefined)
        lose(`The flow "${flowLabel(is)}" keeps its end, as the other one is on another page.`)
      const side = (end === 'from') === !isBack ? 'source' : 'target'
      if (held !== undefined) changes().setAttribute(side, held)
      for (const key of ENDS) changes().setStyle(`${side === 'source' ? 'exit' : 'entry'}${key}`, undefined)
    }
    this.changeRoute(cell, ref, isBack)
  }

  private changeFlowLabel(was: Flow, is: Flow, { cell, labels = [] }: Trace): void {
    if (flowLabel(was) === flowLabel(is)) return
    const [first = cell, ...others] = labels
    this.cells.of(first).setLabel(first.label, flowLabel(is))
    for (const label of others) this.cells.of(label).setLabel(label.label, '')
  }

  private changeRoute(cell: Cell, ref: string, isBack: boolean): void {
    const { before, after } = this.cells.context
    const [was, is] = [before.routeOf(ref), after.routeOf(ref)]
    const delta = this.cells.delta(this.cells.places.find(cell.parent))
    if (samePoints(was, is)) {
      this.cells.movePoints(cell, delta)
      return
    }
    const origin = this.cells.newOrigin(this.cells.places.find(cell.parent))
    const points = (isBack ? is.toReversed() : is).map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }))
    this.cells.of(cell).setPoints(points)
    if (cell.style.settings.has(AUTOMATIC_ROUTE)) this.cells.of(cell).setStyle(AUTOMATIC_ROUTE, undefined)
  }

  private targetOf(cell: Cell): string | undefined {
    return cell.target === undefined ? undefined : this.cells.elementOf.get(cell.target)
  }
}

function samePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ x, y }, index) =>
        Math.abs(x - (b[index]?.x ?? 0)) < STILL && Math.abs(y - (b[index]?.y ?? 0)) < STILL,
    )
  )
}
