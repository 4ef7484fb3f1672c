/** The little Markdown that Mermaid draws, emphasis and line ends, reduced to its text. */
import { htmlToText } from './html.ts'

export function markdownToText(markdown: string): string {
  return htmlToText(
    markdown.replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2').replace(/([*_])(?=\S)(.+?)(?<=\S)\1/g, '$2'),
  )
}
