/** Enter behind a key that has no value yet goes on one step further in, where its attributes stand. */
import { indentService } from '@codemirror/language'

const OPEN_KEY = /^(\s*(?:- +)*)[^\s#'"[{][^:#]*:\s*$/

export const deeperAfterKey = indentService.of((context, pos) => {
  if (context.simulatedBreak !== pos) return undefined
  const start = OPEN_KEY.exec(context.lineAt(pos, -1).text)?.[1]
  return start === undefined ? undefined : start.length + context.unit
})
