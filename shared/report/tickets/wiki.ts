/** A ticket as the wiki markup of Jira Data Center, which has no document format. Its words can be no markup. */
import type { Block } from '../../triage/tickets/blocks.ts'
import { printKeys } from '../../triage/tickets/keys.ts'
import { showHidden } from '../visible-text.ts'
import { fitBlocks } from './fit.ts'

const MAX_BODY = 30_000

/** The keys stand in code at the end, where no text of the model can stand. */
export function printWiki(blocks: readonly Block[], keys: readonly string[]): string {
  const mark = `{{${printKeys(keys)}}}`
  const fitting = fitBlocks(blocks, (block) => printBlock(block).length + 2, MAX_BODY - mark.length)
  return [...fitting.map(printBlock), mark].join('\n\n')
}

function printBlock(block: Block): string {
  if (block.kind === 'heading') return `h3. ${printLine(block.text)}`
  if (block.kind === 'list') return block.items.map((item) => `* ${printLine(item)}`).join('\n')
  return block.lines.map(printLine).join('\n')
}

/** Jira takes a backslash before each of its signs; words that open a block at a line's start are broken. */
function printLine(text: string): string {
  return showHidden(text)
    .replace(/\s+/gu, ' ')
    .replace(/[\\{}[\]*_+^~?!|#@<>-]/gu, (mark) => `\\${mark}`)
    .replace(/^(h[1-6]|bq)\./iu, '$1\u200b.')
    .replaceAll('://', ':\u200b//')
    .replace(/\b(mailto|javascript|file):/giu, '$1:\u200b')
}

/** The keys of a description in wiki markup. */
export function findWikiMark(description: string): string {
  return /(?<!\\)\{\{(fenceline: [0-9a-f ]+)\}\}/u.exec(description)?.[1] ?? ''
}
