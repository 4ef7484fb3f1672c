/** YAML as Mermaid reads it, in the frontmatter and in `@{ }`: a refusal is a value. */
import { parseDocument } from 'yaml'

export interface ParsedYaml {
  readonly value?: unknown
  readonly problem?: string
}

export function parseYaml(text: string): ParsedYaml {
  try {
    const document = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' })
    const error = document.errors[0]
    if (error) return { problem: error.message }
    return { value: document.toJS({ maxAliasCount: 100 }) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
