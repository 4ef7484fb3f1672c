/**
 * A title that is retyped where it is declared is retyped wherever else the text names it. Otherwise every
 * renamed component that another line names would be a problem to mend.
 */
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { pairLines } from '../merging/pair-lines.ts'
import { lineAt, linesOf, type TextLine } from '../text-lines.ts'
import { mentionsIn, type PlacedMention, titleEdit } from './mentions.ts'

/** `before` could be read; `after` is what typing made of it. */
export function followRenames(before: string, after: string): string {
  const [old, now] = [readMentions(before), readMentions(after)]
  const pairs = pairLines(
    old.lines.map(({ text }) => text),
    now.lines.map(({ text }) => text),
  )
  const renamed = new Map<string, string>()
  for (const [at, pair] of pairs.entries()) {
    if (!pair || pair.isSame) continue
    const [was, is] = [old.declaredIn(pair.line), now.declaredIn(at)]
    if (was.length !== is.length) continue
    for (const [nth, { mention }] of is.entries()) {
      const former = was[nth]?.mention
      if (!former || former.id !== mention.id || titleKey(former.title) === titleKey(mention.title)) continue
      // A title that something else has, or had, says nothing about which of them a line means.
      if (now.isDeclared(former.title) || old.isDeclared(mention.title)) continue
      renamed.set(titleKey(former.title), mention.title)
    }
  }
  let text = after
  for (const place of now.mentions.toReversed()) {
    const title = renamed.get(titleKey(place.mention.title))
    if (title === undefined || place.mention.kind !== undefined) continue
    const { from, to, insert } = titleEdit(after, place, title)
    text = text.slice(0, from) + insert + text.slice(to)
  }
  return text
}

interface Mentions {
  readonly lines: readonly TextLine[]
  readonly mentions: readonly PlacedMention[]
  declaredIn(line: number): readonly PlacedMention[]
  isDeclared(title: string): boolean
}

function readMentions(text: string): Mentions {
  const lines = linesOf(text)
  const mentions = mentionsIn(text)
  const declared = mentions.filter(({ mention }) => mention.kind !== undefined)
  const keys = new Set(declared.map(({ mention }) => titleKey(mention.title)))
  return {
    lines,
    mentions,
    declaredIn: (line) => declared.filter(({ from }) => lineAt(lines, from) === line),
    isDeclared: (title) => keys.has(titleKey(title)),
  }
}
