/** Trees as YAML text in the canonical style: two-space indentation, short lists of words on one line. */
import { LINE_WIDTH, MAX_KEY, printKey, printScalar, type ScalarPlace } from './scalar.ts'
import { isTreeList, isTreeMap, type Tree, type TreeMap } from './tree.ts'

/** What a splice tells about its surroundings. */
export interface PrintPlace {
  readonly indent: number
  readonly isUnterminated?: boolean
}

/** `key: value` with its further lines, each ending in a line break. */
export function printEntry(key: string, value: Tree, place: PrintPlace): string {
  const pad = ' '.repeat(place.indent)
  const name = printKey(key, false)
  if (name.length > MAX_KEY)
    return `${pad}? ${name}\n${pad}:${printValue(value, { ...place, indent: place.indent }, 2)}\n`
  return `${pad}${name}:${printValue(value, place, name.length + 2)}\n`
}

/** `- value` with its further lines, each ending in a line break. */
export function printItem(value: Tree, place: PrintPlace): string {
  const pad = ' '.repeat(place.indent)
  if (isTreeMap(value) && value.entries.size > 0 && !fitsInline(value, LINE_WIDTH - place.indent - 2)) {
    const block = printEntries(value, { ...place, indent: place.indent + 2 })
    return `${pad}- ${block.slice(place.indent + 2)}`
  }
  return `${pad}-${printValue(value, place, 2)}\n`
}

/** The entries of a map, one below the other. */
export function printEntries(map: TreeMap, place: PrintPlace): string {
  return [...map.entries].map(([key, value]) => printEntry(key, value, place)).join('')
}

/** What follows a colon or dash: a space and the rest of the line, or a line break and a block. No final break. */
export function printValue(value: Tree, place: PrintPlace, taken = 0): string {
  const room = LINE_WIDTH - place.indent - taken
  const inner = { ...place, indent: place.indent + 2 }
  if (isTreeMap(value) && value.entries.size > 0 && !fitsInline(value, room)) {
    return `\n${printEntries(value, inner).slice(0, -1)}`
  }
  if (isTreeList(value) && value.items.length > 0 && !fitsInline(value, room)) {
    return `\n${value.items
      .map((item) => printItem(item, inner))
      .join('')
      .slice(0, -1)}`
  }
  return ` ${typeof value === 'string' ? printScalar(value, scalarPlace(place, room)) : printInline(value)}`
}

/** True when the value belongs on the line of its key. */
export function isOneLine(value: Tree, place: PrintPlace): boolean {
  return !printValue(value, place).startsWith('\n')
}

/** The value in flow style, on one line. */
export function printInline(value: Tree): string {
  if (typeof value === 'string') {
    return printScalar(value, {
      inFlow: true,
      indent: 0,
      room: Number.POSITIVE_INFINITY,
      isUnterminated: false,
    })
  }
  if (typeof value !== 'object') return String(value)
  if (value.kind === 'raw') return value.text
  if (value.kind === 'list') return `[${value.items.map(printInline).join(', ')}]`
  return `{${[...value.entries].map(([key, member]) => printInlineEntry(key, member)).join(', ')}}`
}

export function printInlineEntry(key: string, value: Tree): string {
  return `${printKey(key, true)}: ${printInline(value)}`
}

export function scalarPlace(place: PrintPlace, room: number): ScalarPlace {
  return { inFlow: false, indent: place.indent, room, isUnterminated: place.isUnterminated === true }
}

function fitsInline(value: Tree, room: number): boolean {
  const mayBe = isTreeMap(value)
    ? value.isInline
    : isTreeList(value) &&
      !value.isBlock &&
      value.items.every((item) => !isTreeMap(item) && !isTreeList(item))
  return mayBe && printInline(value).length <= room
}
