/**
 * A block map as lines that can change places: each entry with the comments above it and all that is nested in it.
 * Whatever is not moved keeps its text, so that comments and quoting survive.
 */
import { type Entry, entryEnd, type MapNode, type SourceNode } from '../../core/yaml/source-node.ts'

/** The keys of the map at a path of keys and indexes, in canonical order; undefined leaves the order as it is. */
export type OrderAt = (path: readonly (string | number)[]) => readonly string[] | undefined

/** How far a nested map or list stands in. */
const STEP = 2

interface Part {
  readonly key: string
  /** Comments and blank lines above it, up to the entry before. */
  readonly head: readonly string[]
  readonly body: readonly string[]
}

export class MapLines {
  private readonly lines: string[]
  private readonly starts: readonly number[]
  private readonly orderAt: OrderAt

  /** `text` has `\n` as its only line break. */
  constructor(text: string, orderAt: OrderAt) {
    this.lines = text.split('\n')
    this.orderAt = orderAt
    const starts = [0]
    for (const line of this.lines) starts.push((starts.at(-1) ?? 0) + line.length + 1)
    this.starts = starts
  }

  /** The lines from `from` to before `to` that hold the map, its entries in order and `indent` columns in. */
  format(
    map: MapNode,
    from: number,
    to: number,
    indent: number,
    path: readonly (string | number)[],
  ): string[] {
    const own = map.entries.filter(({ origin }) => origin !== 'inherited')
    const column = this.columnOf(own[0]?.start ?? 0)
    const parts: Part[] = []
    let at = from
    for (const [index, entry] of own.entries()) {
      const line = this.lineOf(entry.start)
      const next = own[index + 1]
      const end = next
        ? this.tailEnd(entry, this.lineOf(next.start), column)
        : this.tailEnd(entry, to, column)
      const head = this.lines.slice(at, line)
      parts.push({
        key: entry.key,
        head: this.shift(head, indent - column).filter((row, at, all) => row !== '' || all[at - 1] !== ''),
        body: this.formatEntry(entry, line, end, column, indent, [...path, entry.key]),
      })
      at = end
    }
    const [first, ...others] = parts
    // What stands above everything speaks of the whole: a licence, a list of owners.
    const opening = first ? first.head : []
    const ordered = inOrder(first ? [{ ...first, head: [] }, ...others] : [], this.orderAt(path))
    return [
      ...opening,
      ...ordered.flatMap(({ head, body }) => [...head, ...body]),
      ...this.shift(this.lines.slice(at, to), indent - column),
    ]
  }

  private formatEntry(
    entry: Entry,
    from: number,
    to: number,
    column: number,
    indent: number,
    path: readonly (string | number)[],
  ): string[] {
    const { value } = entry
    const opening = this.lineOf(value.start)
    if (opening > from && value.kind === 'map' && !value.flow && !value.aliasOf)
      return [
        ...this.shift(this.lines.slice(from, from + 1), indent - column),
        ...this.format(value, from + 1, to, indent + STEP, path),
      ]
    if (opening > from && value.kind === 'list' && !value.flow && !value.aliasOf)
      return [
        ...this.shift(this.lines.slice(from, from + 1), indent - column),
        ...this.formatList(value, from + 1, to, indent + STEP, path),
      ]
    if (value.kind === 'scalar' && opening < this.lineOf(value.end - 1))
      return [
        ...this.shift(this.lines.slice(from, opening + 1), indent - column),
        ...this.shift(this.lines.slice(opening + 1, to), this.inside(value, opening, indent, column), false),
      ]
    return this.shift(this.lines.slice(from, to), indent - column)
  }

  /** How far the further lines of a scalar move: a block without a stated indentation stands in as maps do. */
  private inside(value: SourceNode, opening: number, indent: number, column: number): number {
    const first = this.lines[opening + 1] ?? ''
    const isBlock = /[|>][+-]?\s*(?:#.*)?$/.test(this.lines[opening] ?? '')
    if (value.kind !== 'scalar' || !isBlock || first.trim() === '') return indent - column
    return indent + STEP - (first.length - first.trimStart().length)
  }

  private formatList(
    list: Extract<SourceNode, { kind: 'list' }>,
    from: number,
    to: number,
    indent: number,
    path: readonly (string | number)[],
  ): string[] {
    const column = this.columnOf(list.items[0]?.start ?? 0)
    const out: string[] = []
    let at = from
    for (const [index, item] of list.items.entries()) {
      const line = this.lineOf(item.start)
      const next = list.items[index + 1]
      const end = next ? this.lineOf(next.start) : to
      out.push(...this.shift(this.lines.slice(at, line), indent - column))
      const { value } = item
      const isMap = value.kind === 'map' && !value.flow && !value.aliasOf && this.lineOf(value.start) === line
      out.push(
        ...(isMap
          ? this.formatItem(value, item.start, line, end, indent, [...path, index])
          : this.shift(this.lines.slice(line, end), indent - column, value.kind !== 'scalar')),
      )
      at = end
    }
    return [...out, ...this.shift(this.lines.slice(at, to), indent - column)]
  }

  /** A map behind a dash: its first entry shares the dash's line, whichever is first. */
  private formatItem(
    map: MapNode,
    dash: number,
    line: number,
    to: number,
    indent: number,
    path: readonly (string | number)[],
  ): string[] {
    const at = this.columnOf(dash)
    const given = this.lines[line] ?? ''
    // Its entries are formatted as those of any map, and the dash put back before the first.
    this.lines[line] = `${given.slice(0, at)} ${given.slice(at + 1)}`
    const rows = this.format(map, line, to, indent + STEP, path)
    // A comment that came to the top stands above the dash.
    const first = rows.findIndex((row) => row.trim() !== '' && !row.trim().startsWith('#'))
    return rows.map((row, index) => {
      if (index < first) return row.slice(STEP)
      return index === first ? `${' '.repeat(indent)}- ${row.trimStart()}` : row
    })
  }

  /** The line behind an entry and the comments that stand further in than its key. */
  private tailEnd(entry: Entry, to: number, column: number): number {
    const last = this.lineOf(Math.max(entryEnd(entry) - 1, entry.start))
    let end = last + 1
    for (let line = end; line < to; line += 1) {
      const text = this.lines[line] ?? ''
      if (text.trim() === '') continue
      if (text.length - text.trimStart().length <= column) break
      end = line + 1
    }
    return Math.min(end, to)
  }

  /** `isLoose`: blanks at the ends of lines mean nothing there. */
  private shift(lines: readonly string[], by: number, isLoose = true): string[] {
    return lines.map((line) => {
      if (line.trim() === '') return isLoose ? '' : line
      const given = line.length - line.trimStart().length
      const moved = ' '.repeat(Math.max(0, given + by)) + line.trimStart()
      return isLoose ? moved.trimEnd() : moved
    })
  }

  private columnOf(offset: number): number {
    return offset - (this.starts[this.lineOf(offset)] ?? 0)
  }

  /** From 0. */
  private lineOf(offset: number): number {
    let [low, high] = [0, this.lines.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Known keys in their order, then the others as they stand. */
function inOrder(parts: readonly Part[], order: readonly string[] | undefined): readonly Part[] {
  if (!order) return parts
  const rank = new Map(order.map((key, at) => [key, at]))
  return parts.toSorted((a, b) => (rank.get(a.key) ?? order.length) - (rank.get(b.key) ?? order.length))
}
