/** An OTM text as a tree: the specification lets the same object be written as JSON or as YAML. */
import { type JsonValue, parseJson } from '../../../core/json/parse.ts'
import { jsonOf } from '../../../core/yaml/as-json.ts'
import { type OpenedYaml, openYaml } from '../../../core/yaml/open.ts'
import { type Reporting, shorten } from '../../reporting.ts'

export interface OpenedOtm {
  readonly root: JsonValue
  readonly syntax: 'json' | 'yaml'
}

const MAX_LENGTH = 8 * 1024 * 1024
const HINT = 'Correct it here, or take an intact copy.'

/** Undefined for a text that is neither; why is reported. A JSON text may have any name, as it is YAML too. */
export function openOtm(text: string, report: Reporting): OpenedOtm | undefined {
  if (text.length > MAX_LENGTH) {
    report.error('otm-too-large', 'The file is longer than 8 MB. Split the model.', { from: 0, to: 0 })
    return undefined
  }
  if (!looksLikeJson(text)) return openAsYaml(openYaml(text), report)
  const { root, fault } = parseJson(text)
  if (root) return { root, syntax: 'json' }
  // YAML's own braces allow comments, single quotes and a comma before the end.
  const opened = fault.kind === 'malformed' ? openYaml(text) : undefined
  if (opened?.root && opened.duplicates.length === 0) return { root: jsonOf(opened.root), syntax: 'yaml' }
  report.error(`otm-${fault.kind}`, `${fault.message} ${HINT}`, fault.at)
  return undefined
}

/** True for what starts as an object or list of JSON does. */
export function looksLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/u.test(text)
}

function openAsYaml(opened: OpenedYaml, report: Reporting): OpenedOtm | undefined {
  for (const { code, severity, message, at } of opened.problems) {
    const span = { from: at.start, to: at.end }
    if (severity !== 'error') report.warning(`otm-${code}`, message, span)
    else if (code === 'empty-file') report.error('otm-empty', 'The file is empty. Take an intact copy.', span)
    else report.error(`otm-${code}`, message, span)
  }
  for (const { key, again } of opened.duplicates) {
    const what = `The key "${shorten(key)}" stands twice. Remove one of them.`
    report.error('otm-duplicate-key', what, { from: again.start, to: again.end })
  }
  if (!opened.root || report.hasErrors) return undefined
  warnOfCut(opened.text, report)
  return { root: jsonOf(opened.root), syntax: 'yaml' }
}

/** YAML that was cut off is still YAML: all that shows it is a last line without its end. */
function warnOfCut(text: string, report: Reporting): void {
  const end = text.trimEnd().length
  if (/[\]}]/u.test(text.charAt(end - 1)) || text.includes('\n', end)) return
  const message = 'The last line has no line break, so the file may be cut off. Check its end.'
  report.warning('otm-no-final-newline', message, { from: text.length, to: text.length })
}
