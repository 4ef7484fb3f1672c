/** Risks as threats of the cells of their targets: changed, added, removed, and counted as the tool counts them. */
import { groupBy } from '../../../core/group.ts'
import { type Json, numberOf } from '../../../core/json/look.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import type { Model, Risk } from '../../../model/schema.ts'
import type { Cell, Dialect } from '../file/types.ts'
import { valueAt } from '../file/values.ts'
import type { Reading } from '../read.ts'
import type { CellChanges } from './cell-changes.ts'
import type { Matches } from './match.ts'
import { isOpen, newThreat, threatEdits } from './threat-edits.ts'

export class RiskSplicing {
  private readonly reading: Reading
  private readonly matches: Matches
  private readonly byTarget: ReadonlyMap<string, readonly Risk[]>
  private readonly risks: readonly Risk[]
  private readonly isCounted: boolean
  private readonly top: number
  private number: number

  constructor(reading: Reading, { risks }: Model, matches: Matches) {
    this.reading = reading
    this.matches = matches
    this.risks = risks
    this.byTarget = groupBy(risks, ({ target }) => target)
    const top = numberOf(valueAt(reading.file.root, ['detail']), 'threatTop')
    const numbers = [...reading.threats.values()].map(({ number }) => Number(number) || 0)
    this.isCounted = top !== undefined
    this.top = numbers.reduce((most, each) => Math.max(most, each), top ?? 0)
    this.number = this.top
  }

  of(target: string): readonly Risk[] {
    return this.byTarget.get(target) ?? []
  }

  /** New threats, each with the next number. */
  fresh(risks: readonly Risk[], dialect: Dialect): readonly Json[] {
    return risks.map((risk) => {
      this.number += 1
      return newThreat(risk, dialect, this.number)
    })
  }

  /** The last number, for files that remember it, where any was given. */
  topEdits(): readonly JsonEdit[] {
    const isGiven = this.isCounted && this.number > this.top
    return isGiven ? [{ set: ['detail', 'threatTop'], to: this.number }] : []
  }

  /** Threats of cells that stay. */
  splice(changes: CellChanges): void {
    const known = new Map(this.reading.model.risks.map((risk) => [risk.id, risk]))
    const gone = new Set(known.keys())
    const held = new Map<Cell, { readonly all: Risk[]; readonly fresh: Risk[] }>()
    const touched = new Set<Cell>()
    for (const risk of this.risks) {
      const cell = this.cellOf(this.baseRef(risk.target))
      if (!cell || !changes.isKept(cell)) continue
      const own = held.get(cell) ?? { all: [], fresh: [] }
      held.set(cell, own)
      own.all.push(risk)
      const base = this.matches.risks.get(risk.id) ?? ''
      const [before, threat] = [known.get(base), this.reading.threats.get(base)]
      if (before && threat && this.cellOf(before.target) === cell) {
        gone.delete(base)
        const edits = threatEdits(before, risk)
        if (edits.length > 0) touched.add(cell)
        changes.change(
          cell,
          edits.map(({ name, to }) => ({ set: [...threat.path.slice(cell.path.length), name], to })),
        )
      } else own.fresh.push(risk)
    }
    for (const id of gone) {
      const cell = this.cellOf(known.get(id)?.target)
      const path = this.reading.threats.get(id)?.path
      if (!cell || !path || !changes.isKept(cell)) continue
      touched.add(cell)
      changes.change(cell, [{ remove: path.slice(cell.path.length) }])
    }
    for (const [cell, { fresh }] of held) {
      if (fresh.length === 0) continue
      touched.add(cell)
      changes.change(cell, this.added(cell, fresh))
    }
    for (const cell of touched) {
      const isMarked = held.get(cell)?.all.some(isOpen) ?? false
      changes.change(cell, [{ set: [...cell.attributesPath, 'hasOpenThreats'], to: isMarked }])
    }
  }

  private added(cell: Cell, risks: readonly Risk[]): readonly JsonEdit[] {
    const path = cell.threatsPath.slice(cell.path.length)
    const list = valueAt(cell.value, path)
    const values = this.fresh(risks, cell.dialect)
    if (list?.kind !== 'array') return [{ set: path, to: values }]
    return values.map((value) => ({ insert: [...path, list.items.length], value }))
  }

  private cellOf(ref: string | undefined): Cell | undefined {
    return ref === undefined ? undefined : this.reading.elements.cells.get(ref)
  }

  private baseRef(ref: string): string | undefined {
    const { boundaries, components, flows } = this.matches
    if (!ref.startsWith('boundary:')) return components.get(ref) ?? flows.get(ref)
    const base = boundaries.get(ref.slice('boundary:'.length))
    return base && `boundary:${base}`
  }
}
