/** A text that is plainly of some tool, and of none that Fenceline reads: it is refused with a word, not read as prose. */
import { EMPTY_LAYOUT } from '../model/layout.ts'
import type { ReadResult } from './format.ts'
import { FORMATS } from './formats.ts'
import { Reporting, shorten } from './reporting.ts'

interface Kind {
  readonly pattern: RegExp
  readonly say: (found: RegExpExecArray) => string
}

const NAMES = FORMATS.map(({ title }) => title)
const KNOWN = `Fenceline reads ${NAMES.slice(0, -1).join(', ')} and ${NAMES.at(-1)}.`

/** Looked for at the start of the text, in this order. */
const KINDS: readonly Kind[] = [
  {
    pattern: /^[ \t]*\|?[ \t]*Name[ \t]*\|[ \t]*From[ \t]*\|[ \t]*To[ \t]*\|[ \t]*Data[ \t]*\|/mu,
    say: () =>
      'This is a report of pytm, which is made from a model and is not the model. Print the model with --json and open that.',
  },
  {
    pattern: /^(?:strict\s+)?(?:di)?graph(?:\s+(?:\w+|"[^"\n]{0,200}"))?\s*\{/iu,
    say: () =>
      'This is a Graphviz drawing, which is a picture of a model and not the model. Take the file that it was made from; pytm prints its model with --json.',
  },
  {
    pattern:
      /^(?=<[?!a-z])<(?:\?[^>]{0,1000}>\s*<?|!--(?:(?!-->)[\s\S]){0,4000}-->\s*<?|!DOCTYPE[^>]{0,1000}>\s*<?)*<?([\w:.-]*)/iu,
    say: ([, root = '']) =>
      `This is XML or HTML${root === '' ? '' : ` with the root <${shorten(root)}>`}, and of no tool that is known here. ${KNOWN}`,
  },
  { pattern: /^[[{]/u, say: () => `This is JSON, and of no tool that is known here. ${KNOWN}` },
  {
    pattern: /^%PDF-/u,
    say: () => 'This is a PDF. Take the file that it was made from.',
  },
]

/** True where the start says that nothing here can read it. */
export function isUnknown(text: string): boolean {
  return kindOf(text) !== undefined
}

/** Never a model. */
export function readUnknown(text: string, file?: string): ReadResult {
  const report = new Reporting(text, file)
  const found = kindOf(text)
  const from = startOf(text)
  report.error('unknown-format', found ?? KNOWN, { from, to: Math.min(from + 1, text.length) })
  return { model: null, layout: EMPTY_LAYOUT, diagnostics: report.diagnostics, locate: () => undefined }
}

function kindOf(text: string): string | undefined {
  const start = text.slice(startOf(text)).slice(0, 8192)
  for (const { pattern, say } of KINDS) {
    const found = pattern.exec(start)
    if (found) return say(found)
  }
  return undefined
}

function startOf(text: string): number {
  return /^[\uFEFF\s]*/u.exec(text)?.[0].length ?? 0
}
