/** Reads a draw.io drawing (`.drawio`, `.xml`, `.drawio.svg`), plain or compressed: every page, and what was guessed. */
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { openDrawio } from './file/open.ts'
import type { DrawioFile } from './file/types.ts'
import type { Elements, Trace } from './mapping/collected.ts'
import { readElements } from './mapping/elements.ts'

/** Names that draw.io gives, or a person gives no thought to. */
const UNNAMED = /^(?:page[- ]?\d*|seite[- ]?\d*|untitled.*|diagram ?\d*)$/iu
const START = /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--[^>]*-->\s*|<!DOCTYPE[^>]*>\s*)*/iu
const SVG_CONTENT = /^<svg\b[^<]*?\scontent\s*=\s*["'](?:&lt;mx|&#60;mx|%3Cmx|PG14Z|JTNDbX)/iu
/** Where a long start tag of an SVG is given up. */
const MOST = 100_000

export interface ReadDrawio extends ReadResult {
  /** What a writer needs to find again where each element stands; absent where nothing was read. */
  readonly source?: { readonly file: DrawioFile; readonly traces: ReadonlyMap<string, Trace> }
}

/** True for a text that starts as draw.io's files do, whatever its name. */
export function isDrawio(text: string): boolean {
  const start = START.exec(text.slice(0, 5000))?.[0].length ?? 0
  const head = text.slice(start, start + MOST)
  return /^<(?:mxfile|mxGraphModel|mxlibrary|diagram)[\s/>]/u.test(head) || SVG_CONTENT.test(head)
}

/** Never throws. */
export function readDrawio(text: string, file?: string): ReadDrawio {
  const report = new Reporting(text, file)
  const opened = openDrawio(text, report)
  const elements = opened && readElements(opened, report)
  const { diagnostics } = report
  if (!opened || !elements || report.hasErrors) {
    return { model: null, layout: EMPTY_LAYOUT, diagnostics, locate: () => undefined }
  }
  return {
    model: modelOf(opened, elements),
    layout: elements.layout,
    diagnostics,
    locate: (elementId) => {
      const at = elements.places.get(elementId)
      return at && report.rangeOf(at)
    },
    source: { file: opened, traces: elements.traces },
  }
}

function modelOf({ pages }: DrawioFile, { components, flows, boundaries }: Elements): Model {
  const [first, ...others] = pages
  const name = others.length > 0 ? '' : (first?.name ?? '')
  const title = name === '' || UNNAMED.test(name) ? EMPTY_MODEL.title : name
  return { ...EMPTY_MODEL, title, components, flows, boundaries }
}
