/**
 * Changes values of a JSON text by splicing it, so that what is not named keeps its bytes: order, indentation, line
 * ends, digits of numbers, escapes.
 *
 *     editJson(text, [
 *       { set: ['detail', 'cells', 3, 'data', 'name'], to: 'Gateway' },      // replaces, or adds a last member
 *       { set: ['detail', 'cells', 3, 'data', 'threats'], to: threats },     // only what differs is written
 *       { insert: ['detail', 'cells', 7], value: cell },                     // before the item that is 7 now
 *       { remove: ['detail', 'cells', 2] },                                  // a member or an item
 *     ])
 *
 * Every path is one of the text as it is given, whatever else is edited: indexes do not move. Members of objects on
 * the way that are absent are made. New values are written as those beside them are: on lines of their own with the
 * text's indentation, or in one line.
 */
import { parseJson } from './parse.ts'
import { type JsonEdit, planEdits } from './plan.ts'
import { applyPlan } from './splices.ts'

/**
 * The text with the edits made; the same text when they change no value. Several inserts at one index keep their
 * order. Throws a RangeError for a text that parseJson refuses, for a path that leads through no object or list, for
 * an index beyond the end, and for edits of which one is inside of what another replaces or removes.
 */
export function editJson(text: string, edits: readonly JsonEdit[]): string {
  const { root, fault } = parseJson(text)
  if (fault) throw new RangeError(`not JSON: ${fault.message}`)
  return applyPlan(text, root, planEdits(root, edits))
}
