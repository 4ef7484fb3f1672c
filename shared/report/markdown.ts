/** `threat-model.md`: what the team decided, readable on GitHub. The same model always prints the same text. */
import { printMermaidDiagrams } from '../formats/mermaid/write.ts'
import { titleOf } from '../model/queries.ts'
import type { Model } from '../model/schema.ts'
import { printLink, printTable, printText } from './markdown-text.ts'
import { type Block, countsOf, type Part, sectionsOf, type Text } from './sections.ts'

export interface MarkdownOptions {
  /** A link relative to the Markdown file to where a target is defined; links that are not relative are left out. */
  readonly locateTarget?: (target: string) => string | undefined
}

type PrintPart = (part: Part) => string

/** Drafts are in no derived file, so a crossing with drafts that wait still shows by its review alone. */
export function printMarkdown(model: Model, { locateTarget }: MarkdownOptions = {}): string {
  // A target stands in several tables.
  const targets = new Map<string, string>()
  const printTarget = (target: string) => {
    const text = targets.get(target) ?? printLink(titleOf(model, target), locateTarget?.(target))
    targets.set(target, text)
    return text
  }
  const print: PrintPart = (part) => {
    if (typeof part === 'string') return printText(part)
    if ('joint' in part) return part.joint.replace(/[()]/g, '\\$&')
    if ('lineBreak' in part) return '<br>'
    if ('target' in part) return printTarget(part.target)
    return 'strong' in part ? `**${printText(part.strong)}**` : `*${printText(part.missing)}*`
  }
  const lines = [
    `# ${printText(model.title) || 'Threat model'}`,
    '',
    ...(model.description === undefined ? [] : [...paragraphs(model.description), '']),
    `${countsOf(model)}.`,
    '',
    ...diagrams(model),
    ...sectionsOf(model).flatMap(({ title, block }) => [`## ${title}`, '', ...printBlock(block, print)]),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

/** Ends with an empty line. */
function printBlock(block: Block, print: PrintPart): readonly string[] {
  const text = (parts: Text) => parts.map(print).join('')
  if (block.kind === 'list') return [...block.items.map((item) => `- ${text(item)}`), '']
  return printTable(
    block.head,
    block.rows.map((row) => row.map(text)),
  )
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/u)
    .flatMap((paragraph, at) => (at === 0 ? [printText(paragraph)] : ['', printText(paragraph)]))
}

function diagrams(model: Model): readonly string[] {
  if (model.components.length === 0 && model.boundaries.length === 0) return []
  const all = printMermaidDiagrams(model)
  return all.flatMap(({ title, text }) => [
    ...(all.length > 1 ? [`### ${printText(title)}`, ''] : []),
    '```mermaid',
    text.trimEnd(),
    '```',
    '',
  ])
}
