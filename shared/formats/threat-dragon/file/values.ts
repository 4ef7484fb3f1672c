/** Values that authors and generators of files write in more than one way. */
import { fieldOf, numberOf, textOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import type { Point } from '../../../model/layout.ts'

/** Places farther off than this are not drawn by anybody. */
const FAR = 10_000_000

/** What stands at a path; undefined where there is nothing. */
export function valueAt(value: JsonValue, path: JsonPath): JsonValue | undefined {
  let at: JsonValue | undefined = value
  for (const step of path) {
    at = typeof step === 'string' ? fieldOf(at, step) : at?.kind === 'array' ? at.items[step] : undefined
  }
  return at
}

/** A number, also one that stands in quotes. */
export function numeric(value: JsonValue | undefined, key: string): number | undefined {
  const text = textOf(value, key)
  const number = numberOf(value, key) ?? (text?.trim() ? Number(text) : undefined)
  return number !== undefined && Math.abs(number) <= FAR ? number : undefined
}

/** A point with both its coordinates. */
export function pointOf(value: JsonValue | undefined): Point | undefined {
  const [x, y] = [numeric(value, 'x'), numeric(value, 'y')]
  return x === undefined || y === undefined ? undefined : { x, y }
}

/** True also for the word in quotes, as some generators write it. */
export function isTrue(value: JsonValue | undefined, key: string): boolean {
  const field = fieldOf(value, key)
  return field?.kind === 'boolean' ? field.value : field?.kind === 'string' && /^true$/iu.test(field.value)
}

/** A text or number as a text. */
export function wordOf(value: JsonValue | undefined, key: string): string {
  const field = fieldOf(value, key)
  return field?.kind === 'string' || field?.kind === 'number' ? String(field.value) : ''
}

/** A title as the model has it. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
