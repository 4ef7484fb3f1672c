/** What becomes of the cells that a file has: changed where they are, taken to another diagram, or removed. */
import { editJson } from '../../../core/json/edit.ts'
import { type Json, plainOf } from '../../../core/json/look.ts'
import type { JsonEdit, JsonPath } from '../../../core/json/plan.ts'
import type { Cell, ThreatDragonFile } from '../file/types.ts'

export class CellChanges {
  /** From each cell on. A cell without an entry is none of the model's. */
  private readonly edits = new Map<Cell, JsonEdit[]>()
  private readonly moved = new Map<Cell, number>()

  /** Keeps the cell, also where there are no edits. */
  change(cell: Cell, edits: readonly JsonEdit[]): void {
    const list = this.edits.get(cell)
    if (list) list.push(...edits)
    else this.edits.set(cell, [...edits])
  }

  /** To the diagram with this index. */
  move(cell: Cell, index: number): void {
    if (cell.path[2] !== index) this.moved.set(cell, index)
  }

  isKept(cell: Cell): boolean {
    return this.edits.has(cell)
  }

  /** The index of the diagram that the cell will be in. */
  diagramOf(cell: Cell): number {
    return this.moved.get(cell) ?? Number(cell.path[2])
  }

  /** Its id; a cell that has none is given `fresh`. */
  idOf(cell: Cell, fresh: string): string {
    if (cell.id !== '') return cell.id
    const isGiven = this.edits.get(cell)?.some((edit) => 'set' in edit && edit.set.join() === 'id')
    if (!isGiven) this.change(cell, [{ set: ['id'], to: fresh }])
    return fresh
  }

  /** Edits from the root on; `add` gets what goes to another diagram. */
  done(
    known: Iterable<Cell>,
    { diagrams }: ThreatDragonFile,
    add: (index: number, value: Json) => void,
  ): readonly JsonEdit[] {
    const out: JsonEdit[] = []
    for (const [cell, edits] of this.edits) {
      const index = this.moved.get(cell)
      if (index === undefined) out.push(...edits.map((edit) => under(edit, cell.path)))
      else {
        add(index, JSON.parse(editJson(JSON.stringify(plainOf(cell.value)), edits)) as Json)
        out.push({ remove: cell.path })
      }
    }
    const removed = new Set([...known].filter((cell) => !this.isKept(cell)))
    for (const { cells } of diagrams) this.addHanging(cells, removed)
    for (const cell of removed) out.push({ remove: cell.path })
    return out
  }

  /** Edges that the model never had go with the component that they hang on. */
  private addHanging(cells: readonly Cell[], removed: Set<Cell>): void {
    const ids = new Set(cells.filter((cell) => removed.has(cell)).map(({ id }) => id))
    ids.delete('')
    for (const cell of cells) {
      const hangs = [cell.source.cell, cell.target.cell].some((id) => id !== undefined && ids.has(id))
      const isEdge = cell.kind === 'flow' || cell.kind === 'curve'
      if (hangs && isEdge && !this.isKept(cell)) removed.add(cell)
    }
  }
}

function under(edit: JsonEdit, path: JsonPath): JsonEdit {
  if ('set' in edit) return { ...edit, set: [...path, ...edit.set] }
  if ('remove' in edit) return { remove: [...path, ...edit.remove] }
  return { ...edit, insert: [...path, ...edit.insert] }
}
