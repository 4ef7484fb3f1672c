/** The one place that knows every reader; formats themselves never import each other. */
import { readDfd } from './dfd/read.ts'
import { isDrawio, readDrawio } from './drawio/read.ts'
import { readModel } from './fenceline/index.ts'
import type { ReadResult } from './format.ts'
import { FORMATS, type ForeignId, type FormatId, type OwnId } from './formats.ts'
import { readMermaid } from './mermaid/read.ts'
import { blocksIn, diagramType } from './mermaid/reading/blocks.ts'
import { isOtm, readOtm } from './otm/read.ts'
import { isPytm, readPytm } from './pytm/read.ts'
import { withinLimits } from './reading/weight.ts'
import { isThreatComposer, readThreatComposer } from './threat-composer/read.ts'
import { isThreatDragon, readThreatDragon } from './threat-dragon/read.ts'
import { isTm7, readTm7 } from './tm7/read.ts'
import { isUnknown, readUnknown } from './unknown.ts'

interface Reader {
  /** By content alone, without reading it whole. */
  readonly isIt: (text: string) => boolean
  readonly read: (text: string, file?: string) => ReadResult
}

/** Other tools' formats, in the order in which they are asked whether a text is theirs. */
const FOREIGN: Readonly<Record<ForeignId, Reader>> = {
  tm7: { isIt: isTm7, read: readTm7 },
  'threat-dragon': { isIt: isThreatDragon, read: readThreatDragon },
  pytm: { isIt: isPytm, read: readPytm },
  'threat-composer': { isIt: isThreatComposer, read: readThreatComposer },
  drawio: { isIt: isDrawio, read: readDrawio },
  otm: { isIt: isOtm, read: readOtm },
}
const FOREIGN_IDS = Object.keys(FOREIGN) as readonly ForeignId[]
/** What anything may be called. */
const ANYBODYS = new Set(['json', 'xml', 'svg', 'yaml', 'yml', 'txt', 'md'])
/** Extensions that only one format has: they count where the content shows nothing. */
const OWN_EXTENSION: ReadonlyMap<string, ForeignId> = new Map(
  FOREIGN_IDS.flatMap((id) =>
    extensionsOf(id).flatMap((extension) =>
      !ANYBODYS.has(extension) &&
      FORMATS.every((other) => other.id === id || !extensionsOf(other.id).includes(extension))
        ? [[extension, id] as const]
        : [],
    ),
  ),
)

const YAML_KEY =
  /^(?:title|technical_assets|trust_boundaries|data_assets|identified_risks|threagile_version|includes)\s*:/m
/** A model may be written as JSON, which is YAML too. */
const JSON_KEY = /^\uFEFF?\s*\{[\s\S]{0,20000}?"(?:technical_assets|trust_boundaries|threagile_version)"\s*:/
/** How only a plain-text DFD starts; YAML may follow it, as a note may be `title: ...`. */
const DFD_START = /^(?:-{1,2}>|→|(?:external(?:[\s_-]*entity)?|process|data[\s_-]*store|zone)\s*:\s*\S)/iu
const YAML_NAME = /\.ya?ml$/i

const MERMAID_NAME = /\.(?:mmd|mermaid)$/i
const MARKDOWN_NAME = /\.(?:md|mdx|markdown)$/i
/** At the start of a line a back quote is no YAML, so this is a Markdown text whatever else it holds. */
const MERMAID_FENCE = /^(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*)?\.?mermaid\b/im

export type ReadAny = ReadResult & {
  /** `unknown` is never a model. */
  readonly format: FormatId | 'unknown'
}

/** Reads a text in the format that its content shows; the file's name decides only where that shows nothing. Never throws. */
export function readAny(
  text: string,
  file?: string,
  include?: (path: string) => string | undefined,
): ReadAny {
  const foreign = foreignFormatOf(text, file)
  if (foreign) return { ...withinLimits(FOREIGN[foreign].read(text, file), file), format: foreign }
  const format = ownFormatOf(text, file ?? '')
  if (format === 'unknown') return { ...readUnknown(text, file), format }
  if (format === 'mermaid') return { ...readMermaid(text, file), format }
  if (format === 'dfd') return { ...readDfd(text, file), format }
  return { ...readModel(text, file, include), format }
}

/** Whose file this is, of the other tools; undefined for ours and for what nobody knows. */
export function foreignFormatOf(text: string, file = ''): ForeignId | undefined {
  const shown = FOREIGN_IDS.find((id) => FOREIGN[id].isIt(text))
  if (shown) return shown
  const name = file.toLowerCase()
  for (const [extension, id] of OWN_EXTENSION) if (name.endsWith(`.${extension}`)) return id
  return undefined
}

function ownFormatOf(text: string, file: string): OwnId | 'unknown' {
  if (diagramType(text) !== '' || MERMAID_FENCE.test(text)) return 'mermaid'
  if (MARKDOWN_NAME.test(file) && blocksIn(text).length > 0) return 'mermaid'
  if (DFD_START.test(firstStatement(text))) return 'dfd'
  if (YAML_KEY.test(text) || JSON_KEY.test(text) || YAML_NAME.test(file)) return 'fenceline'
  if (MERMAID_NAME.test(file) || blocksIn(text).length > 0) return 'mermaid'
  return isUnknown(text) ? 'unknown' : 'dfd'
}

function extensionsOf(id: FormatId): readonly string[] {
  return FORMATS.find((format) => format.id === id)?.extensions ?? []
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
