/** One page of the file: which of its cells change, go, or come. */
import type { XmlEdit } from '../../../core/xml/edit.ts'
import type { Point } from '../../../model/layout.ts'
import type { Boundary, Component } from '../../../model/schema.ts'
import { isTurned } from '../file/places.ts'
import type { Cell } from '../file/types.ts'
import type { Trace } from '../mapping/collected.ts'
import { dataOfBoundary, dataOfComponent, TYPES } from '../writing/data.ts'
import { SHAPE_KEYS, SHAPE_STYLES } from '../writing/styles.ts'
import { ChangingCells, type Context, STILL } from './cells.ts'
import { FlowChanges } from './flows.ts'

export class PageChanges {
  private readonly cells: ChangingCells

  constructor(context: Context) {
    this.cells = new ChangingCells(context)
  }

  get edits(): readonly XmlEdit[] {
    this.findRemoved()
    const { kept, before, after } = this.cells.context
    for (const [key, trace] of kept) {
      if (trace.isStandIn) {
        this.checkStandIn(key)
        continue
      }
      const { cell } = trace
      if (key.includes('>')) continue
      if (key.startsWith('note:')) this.changeNote(key.slice('note:'.length), cell)
      else if (key.startsWith('boundary:')) {
        const id = key.slice('boundary:'.length)
        const [was, is] = [before.boundary(id), after.boundary(id)]
        if (was && is) this.changeBoundary(was, is, trace)
      } else {
        const [was, is] = [before.component(key), after.component(key)]
        if (was && is) this.changeComponent(was, is, trace)
      }
    }
    new FlowChanges(this.cells).change()
    const removals = this.cells.context.page.cells
      .filter(({ id }) => this.cells.removed.has(id))
      .map(({ element, wrapper }): XmlEdit => ({ remove: wrapper ?? element }))
    const edits = [...this.cells.changes.values()].filter(({ cell }) => !this.cells.removed.has(cell.id))
    return [...edits.flatMap((each) => each.edits), ...removals]
  }

  /** What goes takes along its labels, its icons and the edges at it; what stays of its children gets another parent. */
  private findRemoved(): void {
    const { gone, kept, page } = this.cells.context
    const stays = new Set<string>()
    for (const { cell, label } of kept.values()) {
      for (const each of [cell, ...(label ? [label] : [])]) {
        stays.add(each.id)
      }
    }
    for (const { cell, label, isStandIn } of gone.values()) {
      if (isStandIn) continue
      for (const each of [cell, ...(label ? [label] : [])])
        if (!stays.has(each.id)) this.cells.removed.add(each.id)
    }
    if (this.cells.removed.size === 0) return
    const holdsKept = new Set<string>()
    for (const cell of page.cells) {
      if (stays.has(cell.id)) for (const { id } of this.cells.places.ancestorsOf(cell)) holdsKept.add(id)
    }
    for (const cell of page.cells) {
      const isBelow = this.cells.places.ancestorsOf(cell).some(({ id }) => this.cells.removed.has(id))
      if (isBelow && !stays.has(cell.id) && !holdsKept.has(cell.id)) this.cells.removed.add(cell.id)
      const isLoose = [cell.source, cell.target].some(
        (end) => end !== undefined && this.cells.removed.has(end),
      )
      if (cell.kind === 'edge' && isLoose && !stays.has(cell.id)) this.cells.removed.add(cell.id)
    }
    // Labels of the edges that went.
    for (const cell of page.cells) {
      if (
        this.cells.places
          .ancestorsOf(cell)
          .some(({ id, kind }) => kind === 'edge' && this.cells.removed.has(id))
      )
        this.cells.removed.add(cell.id)
    }
    for (const cell of page.cells) {
      if (
        this.cells.removed.has(cell.id) ||
        cell.parent === undefined ||
        !this.cells.removed.has(cell.parent)
      )
        continue
      if (this.cells.elementOf.has(cell.id)) continue
      const { x, y } = this.cells.places.boundsOf(cell)
      const holder = this.cells.layerOf(cell)
      this.cells.of(cell).setAttribute('parent', holder)
      if (cell.kind === 'vertex') this.cells.of(cell).setRect({ x, y })
      else this.cells.movePoints(cell, { x: 0, y: 0 })
    }
  }

  private changeComponent(was: Component, is: Component, trace: Trace): void {
    const { cell } = trace
    this.changeTitle(was, is, trace)
    this.cells.changeData(cell, dataOfComponent(was), dataOfComponent(is))
    if (was.kind !== is.kind) {
      const changes = this.cells.of(cell)
      // A title that the old shape said has to be written now.
      if (!trace.label && was.title === is.title) changes.setLabel('', is.title)
      changes.setShape(SHAPE_KEYS, SHAPE_STYLES[is.kind])
      const stated = [...cell.properties.keys()].find((name) => /^(?:type|kind)$/iu.test(name)) ?? 'type'
      changes.setData(stated, TYPES[is.kind])
    } else if (this.cells.context.isStated(is.id)) this.cells.of(cell).setData('type', TYPES[is.kind])
    this.move(is.id, cell)
  }

  /** Nothing of its own is drawn, so nothing of it can change. */
  private checkStandIn(id: string): void {
    const { before, after, lose } = this.cells.context
    const [was, is] = [before.component(id), after.component(id)]
    const isSame =
      was && is && was.title === is.title && was.kind === is.kind && was.description === is.description
    if (is && !isSame)
      lose(`"${is.title}" stands for a zone at which flows end, so its changes are not in the drawing.`)
  }

  private changeBoundary(was: Boundary, is: Boundary, trace: Trace): void {
    const { cell } = trace
    this.changeTitle(was, is, trace)
    this.cells.changeData(cell, dataOfBoundary(was), dataOfBoundary(is))
    if (is.kind === 'zone') {
      this.move(is.id, cell)
      return
    }
    const { after, lose } = this.cells.context
    const left = was.crossedBy.filter((ref) => after.flow(ref))
    if (left.toSorted().join() !== is.crossedBy.toSorted().join()) {
      lose(
        `The line "${is.title}" stays where it is drawn, so it may cross other flows in draw.io than in the model.`,
      )
    }
  }

  private changeTitle(was: Named, is: Named, { cell, label }: Trace): void {
    if (was.title === is.title && was.note === is.note) return
    const said = label ?? cell
    const lines = said.label.split('\n')
    const last = was.note === undefined ? undefined : lines.at(-1)
    const note = is.note === undefined ? undefined : is.note === was.note ? last : `(${is.note})`
    if (was.note === is.note)
      this.cells.of(said).setLabel(lines.slice(0, last === undefined ? undefined : -1).join('\n'), is.title)
    else this.cells.of(said).setLabel(said.label, note === undefined ? is.title : `${is.title}\n${note}`)
    if (was.note === is.note && last !== undefined && !said.label.includes(was.title)) {
      this.cells.of(said).setLabel(said.label, `${is.title}\n${last}`)
    }
  }

  /** Takes a shape to its place in the layout, and into the cell of its zone where that is another. */
  private move(id: string, cell: Cell): void {
    const { before, after, cellIdOf, lose } = this.cells.context
    const [was, is] = [before.rectOf(id), after.rectOf(id)]
    if (!was || !is || !cell.geometry) return
    const holder = this.cells.places.find(cell.parent)
    const zone = after.zoneOf(id)
    const isOther = before.zoneOf(id) !== zone
    const isOrphan = cell.parent !== undefined && this.cells.removed.has(cell.parent)
    const parent =
      isOther || isOrphan
        ? ((zone === null ? undefined : cellIdOf(zone)) ?? this.cells.layerOf(cell))
        : undefined
    const own = { x: is.x - was.x, y: is.y - was.y }
    const bounds = this.cells.places.boundsOf(cell)
    const origin = parent === undefined ? this.cells.newOrigin(holder) : this.originOf(parent, zone)
    const [x, y] = [bounds.x + own.x - origin.x, bounds.y + own.y - origin.y]
    const { rect, isRelative } = cell.geometry
    if (parent !== undefined && parent !== cell.parent) this.cells.of(cell).setAttribute('parent', parent)
    if (isRelative && holder?.kind === 'vertex') {
      const isStill =
        Math.hypot(own.x - this.cells.delta(holder).x, own.y - this.cells.delta(holder).y) < STILL
      if (!isStill) lose(`"${cell.label || id}" stays where its parent puts it.`)
      return
    }
    if (Math.abs(x - rect.x) >= STILL) this.cells.of(cell).setRect({ x })
    if (Math.abs(y - rect.y) >= STILL) this.cells.of(cell).setRect({ y })
    const [wider, higher] = [is.width - was.width, is.height - was.height]
    if (Math.abs(wider) < STILL && Math.abs(higher) < STILL) return
    if (isTurned(cell) || cell.isCollapsed)
      lose(`"${cell.label || id}" keeps its size, as it is turned or collapsed.`)
    else this.cells.of(cell).setRect({ width: rect.width + wider, height: rect.height + higher })
  }

  private changeNote(id: string, cell: Cell): void {
    const { before, after } = this.cells.context
    const [was, is] = [before.note(id), after.note(id)]
    if (!was || !is) return
    if (was.text !== is.text) this.cells.of(cell).setLabel(cell.label, is.text)
    const still = this.cells.delta(this.cells.places.find(cell.parent))
    const { rect } = cell.geometry ?? { rect: { x: 0, y: 0 } }
    const [dx, dy] = [is.x - was.x - still.x, is.y - was.y - still.y]
    if (Math.abs(dx) >= STILL) this.cells.of(cell).setRect({ x: rect.x + dx })
    if (Math.abs(dy) >= STILL) this.cells.of(cell).setRect({ y: rect.y + dy })
    if (is.width !== undefined && is.width !== was.width) this.cells.of(cell).setRect({ width: is.width })
    if (is.height !== undefined && is.height !== was.height)
      this.cells.of(cell).setRect({ height: is.height })
  }

  /** Of a cell that may be new: then its zone's place. */
  private originOf(cellId: string, zone: string | null): Point {
    const cell = this.cells.places.find(cellId)
    if (cell) return this.cells.newOrigin(cell)
    return (zone === null ? undefined : this.cells.context.after.rectOf(zone)) ?? { x: 0, y: 0 }
  }
}

interface Named {
  readonly title: string
  readonly note?: string | undefined
}
