/**
 * A ticket as GitHub's and GitLab's Markdown. Its words come from models, imports and language models, so nothing
 * in them may be markup, notify anybody, link to other tickets or run as a quick action.
 */
import type { Block } from '../../triage/tickets/blocks.ts'
import { printKeys } from '../../triage/tickets/keys.ts'
import { printText } from '../markdown-text.ts'
import { showHidden } from '../visible-text.ts'
import { fitBlocks } from './fit.ts'

/**
 * Both look for references in the text that is left when Markdown and its escapes are gone, so an escape alone
 * does not help. A space of no width between a sign and what it would refer to does; Renovate does the same.
 */
const BREAK = '&#8203;'
/** GitHub refuses a body of more than 65,536 characters. */
const MAX_BODY = 60_000

/** The body with its keys in a comment at the end. What would be too long for a tracker is cut, and says so. */
export function printMarkdownTicket(blocks: readonly Block[], keys: readonly string[]): string {
  const mark = `<!-- ${printKeys(keys)} -->`
  const fitting = fitBlocks(blocks, (block) => printMarkdownBlock(block).length + 2, MAX_BODY - mark.length)
  return `${[...fitting.map(printMarkdownBlock), mark].join('\n\n')}\n`
}

/** One line that refers to nobody: trackers look for names and numbers in titles as well. */
export function printMarkdownTitle(title: string): string {
  return showHidden(title)
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/([@#!$%&~^])(?=[\p{L}\p{N}"_])/gu, '$1\u200b')
    .replace(/\b(GH-)(?=\d)/giu, '$1\u200b')
    .replaceAll('`', "'")
    .replaceAll('://', ':\u200b//')
}

/** A block whose words are text and nothing else. */
export function printMarkdownBlock(block: Block): string {
  if (block.kind === 'heading') return `### ${printInert(block.text)}`
  if (block.kind === 'list') return block.items.map((item) => `- ${printInert(item)}`).join('\n')
  return block.lines.map(printInert).join('\n')
}

/** One line of text that a tracker shows as it is. */
export function printInert(text: string): string {
  return (
    printText(text)
      // GitLab takes a line that begins with a slash as a command, before it reads any Markdown.
      .replace(/^\//u, '&#47;')
      .replaceAll('&#64;', `@${BREAK}`)
      .replace(/\\([#!$~])/gu, `\\$1${BREAK}`)
      .replace(/(%|\^|&amp;)(?=[\p{L}\p{N}"])/gu, `$1${BREAK}`)
      .replace(/\b(GH-)(?=\d)/giu, `$1${BREAK}`)
      .replaceAll('&#58;//', `:${BREAK}//`)
      .replace(/\b(www)&#46;/giu, `$1${BREAK}.`)
      .replace(/\b(?=[0-9a-f]*\d)([0-9a-f]{3})(?=[0-9a-f]{4,}\b)/gu, `$1${BREAK}`)
  )
}
