/** YAML as Mermaid reads it, in the frontmatter and in `@{ }`: a refusal is a value. */
import { type Document, isScalar, parseDocument, visit } from 'yaml'

export interface ParsedYaml {
  readonly value?: unknown
  readonly problem?: string
}

/** Far more than a person writes before a diagram or beside a node; the parser takes its time over blank lines. */
const MAX_LENGTH = 50_000

export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_LENGTH) return { problem: `It is longer than ${MAX_LENGTH} characters.` }
  try {
    const document = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' })
    const problem = problemOf(document)
    return problem === undefined ? { value: document.toJS({ maxAliasCount: 100 }) } : { problem }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

/** Mermaid's own YAML parser knows no tag but YAML's, wants keys in lines, and a comment right after a value. */
function problemOf(document: Document.Parsed): string | undefined {
  const error = document.errors.find(({ message }) => !message.startsWith('Comments must be separated'))
  if (error) return error.message
  const tag = document.warnings.find(({ code }) => code === 'TAG_RESOLVE_FAILED')
  if (tag) return tag.message
  let hasEmptyKey = false
  visit(document, {
    Map: (_key, map) => {
      if (map.flow === true) return undefined
      hasEmptyKey = map.items.some(({ key, value }) => isEmpty(key) && value !== null)
      return hasEmptyKey ? visit.BREAK : undefined
    },
  })
  return hasEmptyKey ? 'A line begins with a colon. Write a name before it.' : undefined
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.range !== undefined && node.range !== null && node.range[0] === node.range[1]
}
