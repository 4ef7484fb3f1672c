/** The one place that knows every format; formats themselves never import each other. */
import { readDfd } from './dfd/read.ts'
import { readModel } from './fenceline/index.ts'
import type { ReadResult } from './format.ts'
import { readMermaid } from './mermaid/read.ts'
import { blocksIn, diagramType } from './mermaid/reading/blocks.ts'
import { isTm7, readTm7 } from './tm7/read.ts'

export interface Format {
  readonly id: 'fenceline' | 'threagile' | 'dfd' | 'mermaid' | 'tm7' | 'markdown' | 'csv' | 'json'
  readonly title: string
  /** Without the dot, the usual one first. */
  readonly extensions: readonly string[]
  readonly canRead: boolean
  readonly canWrite: boolean
}

export const FORMATS: readonly Format[] = [
  { id: 'fenceline', title: 'Fenceline YAML', extensions: ['yaml', 'yml'], canRead: true, canWrite: true },
  { id: 'threagile', title: 'Threagile YAML', extensions: ['yaml', 'yml'], canRead: true, canWrite: true },
  { id: 'dfd', title: 'Plain-text DFD', extensions: ['dfd', 'txt'], canRead: true, canWrite: true },
  {
    id: 'mermaid',
    title: 'Mermaid flowchart',
    extensions: ['mmd', 'mermaid'],
    canRead: true,
    canWrite: true,
  },
  { id: 'tm7', title: 'Microsoft Threat Modeling Tool', extensions: ['tm7'], canRead: true, canWrite: false },
  { id: 'markdown', title: 'Markdown report', extensions: ['md'], canRead: false, canWrite: true },
  { id: 'csv', title: 'CSV of risks', extensions: ['csv'], canRead: false, canWrite: true },
  { id: 'json', title: 'JSON', extensions: ['json'], canRead: false, canWrite: true },
]

const YAML_KEY =
  /^(?:title|technical_assets|trust_boundaries|data_assets|identified_risks|threagile_version|includes)\s*:/m
/** How only a plain-text DFD starts; YAML may follow it, as a note may be `title: ...`. */
const DFD_START = /^(?:-{1,2}>|→|(?:external(?:[\s_-]*entity)?|process|data[\s_-]*store|zone)\s*:\s*\S)/iu
const YAML_NAME = /\.ya?ml$/i

const MERMAID_NAME = /\.(?:mmd|mermaid)$/i
const TM7_NAME = /\.tm7$/i
const MARKDOWN_NAME = /\.(?:md|mdx|markdown)$/i
/** At the start of a line a back quote is no YAML, so this is a Markdown text whatever else it holds. */
const MERMAID_FENCE = /^(?:`{3,}|~{3,})[ \t]*\{?[ \t]*\.?mermaid\b/im

type Readable = 'fenceline' | 'dfd' | 'mermaid' | 'tm7'

/** Reads a text in the format that its content shows; the file's name decides only where that shows nothing. Never throws. */
export function readAny(
  text: string,
  file?: string,
  include?: (path: string) => string | undefined,
): ReadResult & { readonly format: Readable } {
  const format = formatOf(text, file ?? '')
  if (format === 'mermaid') return { ...readMermaid(text, file), format }
  if (format === 'tm7') return { ...readTm7(text, file), format }
  if (format === 'dfd') return { ...readDfd(text, file), format }
  return { ...readModel(text, file, include), format }
}

function formatOf(text: string, file: string): Readable {
  if (isTm7(text) || TM7_NAME.test(file)) return 'tm7'
  if (diagramType(text) !== '' || MERMAID_FENCE.test(text)) return 'mermaid'
  if (MARKDOWN_NAME.test(file) && blocksIn(text).length > 0) return 'mermaid'
  if (DFD_START.test(firstStatement(text))) return 'dfd'
  if (YAML_KEY.test(text) || YAML_NAME.test(file)) return 'fenceline'
  return MERMAID_NAME.test(file) || blocksIn(text).length > 0 ? 'mermaid' : 'dfd'
}

/** The first line that is neither blank nor a comment, without indentation and bullet. */
function firstStatement(text: string): string {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end < 0 ? text.length : end + 1
    const line = text.slice(at, next).trim()
    if (line !== '' && !line.startsWith('#')) return line.replace(/^[-*+•]\s+/u, '')
    at = next
  }
  return ''
}
