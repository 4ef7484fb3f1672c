/** Reads an OWASP Threat Dragon file of version 1 or 2: every diagram, its threats, and what its boundaries separate. */
import type { JsonFault } from '../../core/json/fault.ts'
import { parseJson } from '../../core/json/parse.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { Reporting } from '../reporting.ts'
import { readFile } from './file/file.ts'
import type { Cell, Threat, ThreatDragonFile } from './file/types.ts'
import { type Elements, readElements } from './mapping/elements.ts'
import { notesOf } from './mapping/notes.ts'
import { readRisks } from './mapping/risks.ts'

/** A model with what each part of it is in the file. */
export interface Reading {
  readonly model: Model
  readonly elements: Elements
  readonly file: ThreatDragonFile
  readonly threats: ReadonlyMap<string, Threat>
}

const HINTS: Readonly<Record<JsonFault['kind'], string>> = {
  malformed: 'The file is broken here; take an intact copy, or open and save it in the tool.',
  'duplicate-key': 'Remove one of the two.',
  'too-deep': 'No file of the tool is like that.',
  'too-large': 'Split the model in the tool.',
}
const MEMBERS = ['summary', 'detail', 'diagrams'].map((name) => new RegExp(`"${name}"\\s*:`, 'u'))

/** True for a JSON text with the members that only the tool's files have together, whatever its name and whole or not. */
export function isThreatDragon(text: string): boolean {
  return /^\uFEFF?\s*\{/u.test(text) && MEMBERS.every((member) => member.test(text))
}

/** Never throws. */
export function readThreatDragon(text: string, file?: string): ReadResult {
  const report = new Reporting(text, file)
  const reading = readWhole(text, report)
  if (!reading) {
    const { diagnostics } = report
    return { model: null, layout: EMPTY_LAYOUT, diagnostics, locate: () => undefined }
  }
  const { model, elements, threats } = reading
  return {
    model,
    layout: elements.layout,
    diagnostics: report.diagnostics,
    locate: (elementId) => {
      const place: Cell | Threat | undefined = elementId.startsWith('risk:')
        ? threats.get(elementId.slice('risk:'.length))
        : elements.cells.get(elementId)
      return place && report.rangeOf(place.at)
    },
  }
}

/** Undefined after an error was reported. */
export function readWhole(text: string, report: Reporting): Reading | undefined {
  const { root, fault } = parseJson(text)
  if (fault) {
    report.error(`threat-dragon-${fault.kind}`, `${fault.message} ${HINTS[fault.kind]}`, fault.at)
    return undefined
  }
  const file = readFile(root, report)
  if (!file) return undefined
  const elements = readElements(file, report)
  const { risks, threats } = readRisks(elements.held, report)
  if (report.hasErrors) return undefined
  const { components, flows, boundaries, analyses } = elements
  const [only, ...others] = file.diagrams
  const model: Model = {
    ...EMPTY_MODEL,
    title: file.title || (others.length === 0 && only?.title) || EMPTY_MODEL.title,
    ...(file.description === '' ? {} : { description: file.description }),
    ...{ components, flows, boundaries, risks, analyses, notes: notesOf(file) },
  }
  return { model, elements, file, threats }
}
