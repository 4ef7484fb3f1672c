/** Titles on one line, and what a model has no member for in words. */
import type { Item } from '../file/types.ts'

/** A table shows so much of a title. */
const TITLE = 120

/** The text on one line where it is short, else its first sentence, else its first words. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= TITLE) return line
  const sentence = /^.{10,}?[.!?](?=\s)/u.exec(line)?.[0] ?? line
  return sentence.length <= TITLE ? sentence : `${line.slice(0, TITLE).replace(/\s+\S*$/u, '')}…`
}

/** Metadata that has no place of its own, comments first. */
export function metadataLines({ metadata, tags, number }: Item, used: readonly string[]): readonly string[] {
  const others = [...metadata].filter(([key]) => key !== 'Comments' && !used.includes(key))
  return [
    ...(metadata.get('Comments') ?? []),
    [
      ...others.map(([key, values]) => `${key}: ${values.join(', ')}`),
      ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : []),
      ...(number === '' ? [] : [`Number in Threat Composer: ${number}`]),
    ].join('\n'),
  ].filter((part) => part !== '')
}

/** Absent where nothing is said. */
export function describe(parts: readonly string[]): { readonly description?: string } {
  const said = parts.filter((part) => part !== '')
  return said.length === 0 ? {} : { description: said.join('\n\n') }
}
