import { showHidden } from '../../../shared/report/visible-text.ts'

/** What a stranger wrote into a commit, as one line in which nothing is hidden; at most `most` characters of it. */
export function oneLine(text: string, most: number): string {
  const line = showHidden(text).replace(/\s+/gu, ' ').trim()
  const characters = [...line]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line
}
