/** Text to located nodes, by way of the token scan. The parser's own check for duplicate keys is quadratic. */
import { Composer, type Document, Parser } from 'yaml'
import { buildNodes, type Duplicate } from './build.ts'
import { diagnosticsOf, lineMapOf, type Problem } from './problem.ts'
import { scanYaml } from './scan.ts'
import type { Anchor, SourceNode } from './source-node.ts'

export interface OpenedYaml {
  readonly text: string
  /** Null when the text is not one sound YAML document; `problems` then holds an error. */
  readonly root: SourceNode | null
  readonly problems: readonly Problem[]
  readonly anchors: readonly Anchor[]
  readonly duplicates: readonly Duplicate[]
}

/** Never throws and never changes what a word means: every scalar keeps its text. */
export function openYaml(text: string): OpenedYaml {
  const refused = scanYaml(text)
  if (refused) return closed(text, [refused])
  const documents = compose(text)
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
  const built = buildNodes(document.contents, text)
  const isSound = built.problems.every((problem) => problem.severity !== 'error')
  return {
    text,
    root: isSound ? built.root : null,
    problems: built.problems,
    anchors: built.anchors,
    duplicates: built.duplicates,
  }
}

/** The opened text's problems with lines and columns. */
export function describeProblems(opened: OpenedYaml, file?: string): ReturnType<typeof diagnosticsOf> {
  return diagnosticsOf(opened.problems, lineMapOf(opened.text), file)
}

function compose(text: string): readonly Document[] | null {
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.2',
    uniqueKeys: false,
    keepSourceTokens: true,
  })
  try {
    return [...composer.compose(new Parser().parse(text), true, text.length)] as readonly Document[]
  } catch {
    // The parser promises to collect its errors; a text that breaks the promise must not end the session.
    return null
  }
}

function closed(text: string, problems: readonly Problem[]): OpenedYaml {
  return { text, root: null, problems, anchors: [], duplicates: [] }
}

function syntaxProblem(message: string, start: number, end: number): Problem {
  return { code: 'yaml-syntax', severity: 'error', message: `Not valid YAML: ${message}`, at: { start, end } }
}
