/** Text to located nodes, by way of the token scan. The parser's own check for duplicate keys is quadratic. */
import { Composer, type CST, type Document, Parser } from 'yaml'
import { buildNodes, type Duplicate } from './build.ts'
import { readDirectly } from './direct/read.ts'
import type { Problem } from './problem.ts'
import { scanYaml } from './scan.ts'
import type { Anchor, SourceNode } from './source-node.ts'

export interface OpenedYaml {
  readonly text: string
  /** Null when the text is not one sound YAML document; `problems` then holds an error. */
  readonly root: SourceNode | null
  readonly problems: readonly Problem[]
  readonly anchors: readonly Anchor[]
  readonly duplicates: readonly Duplicate[]
  /** How many entries and items the text has, as the token scan counts them. */
  readonly entries: number
}

/** Where a piece of a text stands in it. */
interface Around {
  /** Columns of the block collections around it. */
  readonly columns: readonly number[]
  readonly depth: number
}

const NOTHING: Around = { columns: [], depth: 0 }

/** Never throws and never changes what a word means: every scalar keeps its text. */
export function parseYaml(text: string, around: Around = NOTHING): OpenedYaml {
  const read = readDirectly(text, around.columns.length + around.depth)
  return read ? { text, ...read, problems: [], anchors: [], duplicates: [] } : parseTokens(text, around)
}

/** What `parseYaml` gives, by way of the parser for every text. */
export function parseTokens(text: string, around: Around = NOTHING): OpenedYaml {
  const { problem: refused, tokens, entries } = scanYaml(text, around.columns)
  if (refused) return closed(text, [refused])
  const documents = compose(tokens, text.length)
  if (!documents) return closed(text, [syntaxProblem('The YAML parser gave up on this text.', 0, 0)])
  const document = documents[0]
  const problems = documents.flatMap((each) =>
    each.errors.map((error) => syntaxProblem(error.message, error.pos[0], error.pos[1])),
  )
  if (problems.length > 0 || !document) return closed(text, problems.slice(0, 20))
  if (documents.length > 1) {
    const start = documents[1]?.range?.[0] ?? 0
    const message = 'A second YAML document starts here. Keep one model in a file.'
    return closed(text, [
      { code: 'several-documents', severity: 'error', message, at: { start, end: start } },
    ])
  }
  if (!document.contents) {
    const message =
      'The file holds only comments. Restore it from git or a backup; a new model starts with a title.'
    return closed(text, [{ code: 'empty-file', severity: 'error', message, at: { start: 0, end: 0 } }])
  }
  const built = buildNodes(document.contents, text, around.depth)
  const isSound = built.problems.every((problem) => problem.severity !== 'error')
  return {
    text,
    root: isSound ? built.root : null,
    problems: built.problems,
    anchors: built.anchors,
    duplicates: built.duplicates,
    entries,
  }
}

function compose(tokens: readonly string[], length: number): readonly Document[] | null {
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    uniqueKeys: false,
    keepSourceTokens: true,
  })
  try {
    return [...composer.compose(syntaxOf(tokens), true, length)] as readonly Document[]
  } catch {
    // The parser promises to collect its errors; a text that breaks the promise must not end the session.
    return null
  }
}

/** The scan has taken the text apart already; the parser would do it again. */
function* syntaxOf(tokens: readonly string[]): Generator<CST.Token> {
  const parser = new Parser()
  for (const token of tokens) yield* parser.next(token)
  yield* parser.end()
}

function closed(text: string, problems: readonly Problem[]): OpenedYaml {
  return { text, root: null, problems, anchors: [], duplicates: [], entries: 0 }
}

function syntaxProblem(message: string, start: number, end: number): Problem {
  return { code: 'yaml-syntax', severity: 'error', message: `Not valid YAML: ${message}`, at: { start, end } }
}
