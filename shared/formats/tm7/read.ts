/** Reads a Microsoft Threat Modeling Tool file (`.tm7`): every tab, its threats, and whether they still follow from it. */
import type { Span } from '../../core/places.ts'
import { plural } from '../../core/text.ts'
import { parseXml, type XmlElement, type XmlFault } from '../../core/xml/xml.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { Reporting, shorten } from '../reporting.ts'
import { readFile } from './file/file.ts'
import type { ThreatModelFile } from './file/types.ts'
import { type Cause, compareThreats, type Difference } from './generation/compare.ts'
import { readElements } from './mapping/elements.ts'
import { readRisks } from './mapping/risks.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_ELEMENTS = 50_000

const HINTS: Readonly<Record<XmlFault['kind'], string>> = {
  malformed: 'The file is broken here; take an intact copy, or open and save it in the tool.',
  doctype: 'The tool writes none; remove it.',
  'too-large': 'No file of the tool is like that.',
}

/** True for a text that starts as the tool's files do, whatever its name. */
export function isTm7(text: string): boolean {
  return /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^<]*)*<(?:[\w.-]+:)?ThreatModel[\s/>]/u.test(
    text.slice(0, 8192),
  )
}

/** Never throws. */
export function readTm7(text: string, file?: string): ReadResult {
  const report = new Reporting(text, file)
  const refuse = (): ReadResult => ({
    model: null,
    layout: EMPTY_LAYOUT,
    diagnostics: report.diagnostics,
    locate: () => undefined,
  })
  const root = rootOf(text, report)
  if (!root) return refuse()
  const content = readFile(root, report)
  if (!isReadable(content, root, report)) return refuse()
  const elements = readElements(content, report)
  const { risks, places: risksAt } = readRisks(content, elements, report)
  reportDifferences(content, root.at, report)
  if (report.hasErrors) return refuse()
  const { components, flows, boundaries, analyses, layout } = elements
  const model: Model = {
    ...EMPTY_MODEL,
    title: titleOf(content),
    ...(content.description === '' ? {} : { description: content.description }),
    ...{ components, flows, boundaries, risks, analyses, notes: content.notes },
  }
  const at = new Map([...elements.places, ...risksAt])
  return {
    model,
    layout,
    diagnostics: report.diagnostics,
    locate: (elementId) => {
      const place = at.get(elementId)
      return place && report.rangeOf(place)
    },
  }
}

/** A tab that a person named says what its model is, where nothing else does. */
function titleOf({ title, surfaces }: ThreatModelFile): string {
  const [first, ...others] = surfaces
  const tab = others.length > 0 || /^diagram(?: \d+)?$/iu.test(first?.name ?? '') ? '' : (first?.name ?? '')
  return title || tab || EMPTY_MODEL.title
}

function rootOf(text: string, report: Reporting): XmlElement | undefined {
  const start = { from: 0, to: 0 }
  if (text.length > MAX_LENGTH) {
    report.error('tm7-too-large', 'The file is longer than 8 MB. Split the model in the tool.', start)
    return undefined
  }
  if (text.startsWith('PK')) {
    const what = 'This is a ZIP archive. Unpack it and open the .tm7 file in it.'
    report.error('tm7-malformed', what, start)
    return undefined
  }
  const { root, fault } = parseXml(text)
  if (fault) {
    report.error(`tm7-${fault.kind}`, `${fault.message} ${HINTS[fault.kind]}`, fault.at)
    return undefined
  }
  if (root.name !== 'ThreatModel') {
    const what = `The root element is <${shorten(root.name)}>, so this is no file of the Threat Modeling Tool, whose root is <ThreatModel>.`
    report.error('tm7-not-a-model', what, root.at)
    return undefined
  }
  return root
}

function isReadable({ surfaces, threats }: ThreatModelFile, root: XmlElement, report: Reporting): boolean {
  if (surfaces.length === 0) {
    const what = 'The file has no diagram (DrawingSurfaceModel). Take an intact copy.'
    report.error('tm7-no-diagram', what, root.at)
    return false
  }
  const drawn = surfaces.reduce(
    (sum, { stencils, borders, connectors, lines }) =>
      sum + stencils.length + borders.length + connectors.length + lines.length,
    threats.length,
  )
  if (drawn <= MAX_ELEMENTS) return true
  report.error('tm7-too-large', 'The file has more than 50,000 elements and threats. Split it.', root.at)
  return false
}

const WHY: Readonly<Record<Cause, string>> = {
  'type-unknown': 'its type is not in the knowledge base: a person added it, or the template changed',
  'type-unread': 'the condition of its type cannot be read',
  'flow-gone': 'its flow is on no diagram any more',
  'end-gone': 'an end of its flow is on no diagram any more',
  reconnected: 'its flow connects other elements now',
  edited: 'the diagram or its attributes were edited after it was generated',
  deleted: 'it was deleted by hand, or the flow was edited after generation',
  'drawn-later': 'its flow was drawn after generation, or generation was off',
}
/** Differences that are told one by one; the rest only counts. */
const TOLD = 20

/** Whether the stored threats are those that the file's own knowledge base gives for its diagram now. */
function reportDifferences(file: ThreatModelFile, at: Span, report: Reporting): void {
  const comparison = compareThreats(file)
  if (!comparison || comparison.differences.length === 0) return
  const { stored, computed, equal, differences } = comparison
  const what = `The file's own rules give ${plural(computed, 'threat')}, and it stores ${stored}; ${equal} are the same.`
  report.info('tm7-threats-differ', what, at)
  for (const difference of differences.slice(0, TOLD)) {
    report.info('tm7-threats-differ', wordsFor(difference, file), difference.stored?.at ?? at)
  }
  if (differences.length > TOLD) {
    report.info('tm7-threats-differ', `and ${differences.length - TOLD} more differences.`, at)
  }
}

function wordsFor(
  { instance, stored, cause }: Difference,
  { surfaces, knowledgeBase }: ThreatModelFile,
): string {
  const type = knowledgeBase.threatTypes.get(instance.typeId)?.title ?? ''
  if (stored) {
    return `The threat "${shorten(stored.title || type || stored.typeId)}" (${stored.id}) no longer follows: ${WHY[cause]}.`
  }
  const flow = surfaces.flatMap(({ connectors }) => connectors).find(({ guid }) => guid === instance.flow)
  return `The threat type ${shorten(instance.typeId)} holds for the flow "${shorten(flow?.name ?? '')}" and is not stored: ${WHY[cause]}.`
}
