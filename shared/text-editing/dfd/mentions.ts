/** The components that a text names, whether or not all of it can be read. */
import { readLine } from '../../formats/dfd/syntax/line.ts'
import { printName } from '../../formats/dfd/syntax/spelling.ts'
import { LineProblem, type Mention, type Statement } from '../../formats/dfd/syntax/statement.ts'
import type { TextEdit } from '../suggesting/fix.ts'
import { linesOf, type TextLine } from '../text-lines.ts'

export interface PlacedMention {
  readonly mention: Mention
  /** Offsets in the text. */
  readonly from: number
  readonly to: number
}

/** In the order of the text; lines with a problem of their own are left out. */
export function mentionsIn(text: string): readonly PlacedMention[] {
  return linesOf(text).flatMap((line) => {
    const statement = statementOf(line.text)
    if (statement?.type !== 'chain') return []
    const mentions = [...(statement.first ? [statement.first] : []), ...statement.steps.map(({ to }) => to)]
    return mentions.map((mention) => placed(line, mention))
  })
}

/** What a line says by itself; undefined where it cannot be read. */
export function statementOf(line: string): Statement | undefined {
  try {
    return readLine(line, false).statement
  } catch (problem) {
    if (problem instanceof LineProblem) return undefined
    throw problem
  }
}

function placed({ start }: TextLine, mention: Mention): PlacedMention {
  return { mention, from: start + mention.span.start, to: start + mention.span.end }
}

/** The title of a mention replaced; its id and remark stay. Only for one without a keyword. */
export function titleEdit(text: string, place: PlacedMention, title: string): TextEdit {
  return { from: place.from, to: titleEndOf(text, place), insert: printName(title) }
}

/** The offset after the title of a mention, before its id and remark. */
export function titleEndOf(text: string, { from, to }: PlacedMention): number {
  const written = text.slice(from, to)
  const quoted = /^[^"(){}]*"(?:[^"\\]|\\.)*"/u.exec(written)?.[0].length
  const bracket = written.search(/[({]/u)
  return from + (quoted ?? (bracket < 0 ? written : written.slice(0, bracket)).trimEnd().length)
}
