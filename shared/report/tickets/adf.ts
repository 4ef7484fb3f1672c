/**
 * A ticket as Atlassian Document Format, which Jira Cloud takes (version 1,
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/). A text node is text whatever it
 * holds: a mention, a link or an image would need a node of its own, and none is ever made here.
 */
import type { Block } from '../../triage/tickets/blocks.ts'
import { parseKeys, printKeys } from '../../triage/tickets/keys.ts'
import { showHidden } from '../visible-text.ts'
import { fitBlocks } from './fit.ts'

export interface AdfNode {
  readonly type: string
  readonly version?: 1
  readonly text?: string
  readonly attrs?: { readonly level: number }
  readonly marks?: readonly { readonly type: 'code' }[]
  readonly content?: readonly AdfNode[]
}

/** Jira refuses a description of more than 32,767 characters. */
const MAX_TEXT = 30_000

/** The keys stand in code at the end, where no text of the model can stand. */
export function printAdf(blocks: readonly Block[], keys: readonly string[]): AdfNode {
  const mark: AdfNode = { type: 'text', text: printKeys(keys), marks: [{ type: 'code' }] }
  const fitting = fitBlocks(blocks, lengthOf, MAX_TEXT - printKeys(keys).length)
  return { type: 'doc', version: 1, content: [...fitting.map(printBlock), paragraph([mark])] }
}

function printBlock(block: Block): AdfNode {
  if (block.kind === 'heading') return { type: 'heading', attrs: { level: 3 }, content: [text(block.text)] }
  if (block.kind === 'list') {
    const items = block.items.map((item) => ({ type: 'listItem', content: [paragraph([text(item)])] }))
    return { type: 'bulletList', content: items }
  }
  return paragraph(
    block.lines.flatMap((line, at) => (at === 0 ? [text(line)] : [{ type: 'hardBreak' }, text(line)])),
  )
}

function paragraph(content: readonly AdfNode[]): AdfNode {
  return { type: 'paragraph', content }
}

function text(words: string): AdfNode {
  return { type: 'text', text: showHidden(words) }
}

function lengthOf(block: Block): number {
  const texts = block.kind === 'heading' ? [block.text] : block.kind === 'list' ? block.items : block.lines
  return texts.reduce((sum, each) => sum + each.length + 1, 0)
}

/** The keys of a description as Jira gives it back; none in anything else, however deep. */
export function findAdfKeys(document: unknown): readonly string[] {
  const waiting: unknown[] = [document]
  const keys: string[] = []
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (Array.isArray(node)) waiting.push(...node)
    else if (isRecord(node)) {
      if (isCode(node) && typeof node.text === 'string') keys.push(...parseKeys(node.text))
      waiting.push(node.content)
    }
  }
  return keys
}

function isCode({ marks }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(marks) && marks.some((mark) => isRecord(mark) && mark.type === 'code')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
