/** Reads an Open Threat Model (OTM) 0.1 or 0.2, in JSON or YAML whatever its name. */
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { ReadResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { readFile } from './file/file.ts'
import { type OpenedOtm, openOtm } from './file/open.ts'
import { type Mapped, mapFile } from './mapping/mapping.ts'

const JSON_START = /^\uFEFF?\s*\{/u
const JSON_KEY = /[{,\s]"otmVersion"\s*:/u
/** Only the first lines: a document that shows a model in its text is none. */
const YAML_START = /^\uFEFF?(?:[ \t]*(?:#.*|---.*|%YAML.*)?\r?\n)*(?:["']?[\w-]+["']?\s*:|---\s|\{)/u
const YAML_KEY = /^(?:---[ \t]+)?["']?otmVersion["']?[ \t]*:/mu

/** True for a text that names its version of OTM at the top level, whatever its name. */
export function isOtm(text: string): boolean {
  if (JSON_START.test(text) && JSON_KEY.test(text)) return true
  return YAML_START.test(text.slice(0, 8192)) && YAML_KEY.test(text)
}

/** Never throws. */
export function readOtm(text: string, file?: string): ReadResult {
  const report = new Reporting(text, file)
  const { mapped } = mapOtm(text, report)
  if (!mapped || report.hasErrors) {
    return { model: null, layout: EMPTY_LAYOUT, diagnostics: report.diagnostics, locate: () => undefined }
  }
  const { model, layout, places } = mapped
  return {
    ...{ model, layout, diagnostics: report.diagnostics },
    locate: (elementId) => {
      const place = places.get(elementId)
      return place && report.rangeOf(place)
    },
  }
}

/** The text's model with what each element came from; `mapped` is absent where the text is none. */
export function mapOtm(
  text: string,
  report: Reporting,
): { readonly opened?: OpenedOtm; readonly mapped?: Mapped } {
  const opened = openOtm(text, report)
  const content = opened && readFile(opened.root, report)
  if (!opened || !content) return opened ? { opened } : {}
  return { opened, mapped: mapFile(content, report) }
}
