/** From the text of a file to its pages, whatever carries them: plain XML, deflated pages, an SVG around both. */
import type { Span } from '../../../core/places.ts'
import { parseXml, type XmlElement, type XmlFault } from '../../../core/xml/xml.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { readCells } from './cells.ts'
import { decodeBase64, inflatePage, MAX_INFLATED } from './compression.ts'
import type { Carrier, DrawioFile, DrawioPage } from './types.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_CELLS = 50_000
const START: Span = { from: 0, to: 0 }

const HINTS: Readonly<Record<XmlFault['kind'], string>> = {
  malformed: 'The file is broken here; take an intact copy, or open and save it in draw.io.',
  doctype: 'draw.io writes none; remove it.',
  'too-large': 'No file of draw.io is like that.',
}
const COMPRESSED: Readonly<Record<'base64' | 'deflate' | 'uri' | 'too-large', string>> = {
  base64: 'is neither XML nor base64. Take an intact copy.',
  deflate: 'is compressed and its data are cut off or damaged. Take an intact copy.',
  uri: 'is compressed and what is in it is no encoded XML. Take an intact copy.',
  'too-large': 'grows beyond 8 MB of text when it is inflated. Split the drawing.',
}
/** What draw.io itself writes in front of an SVG; it declares nothing. */
const SVG_DOCTYPE = /<!DOCTYPE\s+svg(?:\s+PUBLIC)?(?:\s+(?:"[^"<>[\]]*"|'[^'<>[\]]*'))*\s*>/iu
const PROLOGUE = 2000

/** Undefined where something was wrong; then it was reported as an error. */
export function openDrawio(text: string, report: Reporting): DrawioFile | undefined {
  const fail = (code: string, message: string, at: Span): undefined => {
    report.error(`drawio-${code}`, message, at)
    return undefined
  }
  if (text.length > MAX_LENGTH) return fail('too-large', 'The file is longer than 8 MB. Split it.', START)
  if (text.startsWith('\u0089PNG') || text.startsWith('\ufffdPNG') || text.startsWith('%PDF')) {
    return fail('malformed', 'This is a picture. Export the drawing from draw.io as XML.', START)
  }
  const { root, fault } = parseXml(withoutSvgDoctype(text))
  if (fault) return fail(fault.kind, `${fault.message} ${HINTS[fault.kind]}`, fault.at)
  const at = nameOf(root)
  if (root.name !== 'svg') return pagesOf({ text, root, carrier: { kind: 'plain' } }, undefined, report)
  const carried = carriedBySvg(root)
  if (!carried) {
    return fail('not-a-drawing', 'This SVG holds no drawing that draw.io could open again.', at)
  }
  if (carried.text.length > MAX_LENGTH)
    return fail('too-large', 'The drawing in the SVG is longer than 8 MB.', at)
  const inner = parseXml(carried.text)
  if (inner.fault) {
    const what = `In the drawing that the SVG holds: ${inner.fault.message} ${HINTS[inner.fault.kind]}`
    return fail(inner.fault.kind, what, at)
  }
  return pagesOf({ text: carried.text, root: inner.root, carrier: carried.carrier }, at, report)
}

/** The document type that draw.io writes into an SVG as spaces, so that every place stays. */
function withoutSvgDoctype(text: string): string {
  const start = text.slice(0, PROLOGUE)
  const found = SVG_DOCTYPE.exec(start)
  if (!found) return text
  const end = found.index + found[0].length
  return `${text.slice(0, found.index)}${' '.repeat(found[0].length)}${text.slice(end)}`
}

function carriedBySvg(
  element: XmlElement,
): { readonly text: string; readonly carrier: Carrier & { readonly kind: 'svg' } } | undefined {
  const content = (element.attributes.get('content') ?? '').trim()
  const carrier = (encoding: 'xml' | 'uri' | 'base64') => ({ kind: 'svg', element, encoding }) as const
  if (content === '') return undefined
  if (content.startsWith('<')) return { text: content, carrier: carrier('xml') }
  const bytes = content.startsWith('%') ? undefined : decodeBase64(content)
  const written = bytes ? latin(bytes) : content
  const text = written.startsWith('%') ? decoded(written) : written
  if (text === undefined || !text.startsWith('<')) return undefined
  return { text, carrier: carrier(bytes ? 'base64' : 'uri') }
}

function latin(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  }
  return parts.join('')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function pagesOf(
  file: Omit<DrawioFile, 'pages'>,
  within: Span | undefined,
  report: Reporting,
): DrawioFile | undefined {
  const { root } = file
  const budget: Budget = { inflated: MAX_INFLATED, cells: MAX_CELLS }
  const open = (diagram: XmlElement | undefined, order: number) =>
    openPage({ file, diagram, order, within, budget, report })
  if (root.name === 'mxGraphModel' || root.name === 'diagram') {
    const page = open(root.name === 'diagram' ? root : undefined, 0)
    return page && { ...file, pages: [page] }
  }
  const at = within ?? nameOf(root)
  if (root.name === 'mxlibrary') {
    const what = 'This is a library of shapes, not a drawing. Open a file that was drawn with them.'
    report.error('drawio-not-a-drawing', what, at)
    return undefined
  }
  if (root.name !== 'mxfile') {
    const what = `The root element is <${shorten(root.name)}>, so this is no file of draw.io, whose root is <mxfile> or <mxGraphModel>.`
    report.error('drawio-not-a-drawing', what, at)
    return undefined
  }
  const diagrams = root.children.filter(({ name }) => name === 'diagram')
  if (diagrams.length === 0) {
    report.error('drawio-no-page', 'The file has no page (<diagram>). Take an intact copy.', at)
    return undefined
  }
  for (const { name, at: place } of root.children) {
    if (name === 'diagram') continue
    report.lost('drawio-not-carried', `<${shorten(name)}> is no page and is left out.`, within ?? place)
  }
  const pages: DrawioPage[] = []
  for (const [order, diagram] of diagrams.entries()) {
    const page = open(diagram, order)
    if (!page) return undefined
    pages.push(page)
  }
  return { ...file, pages }
}

interface Budget {
  inflated: number
  cells: number
}

interface Opening {
  readonly file: Omit<DrawioFile, 'pages'>
  readonly diagram: XmlElement | undefined
  readonly order: number
  /** Where everything of an SVG's drawing is told. */
  readonly within: Span | undefined
  readonly budget: Budget
  readonly report: Reporting
}

function openPage({ file, diagram, order, within, budget, report }: Opening): DrawioPage | undefined {
  const own = diagram ?? file.root
  const at = within ?? nameOf(own)
  const name = diagram?.attributes.get('name')?.trim() ?? ''
  const id = diagram?.attributes.get('id') ?? ''
  const title = name || `page ${order + 1}`
  const fail = (code: string, message: string, where: Span): undefined => {
    report.error(`drawio-${code}`, message, where)
    return undefined
  }
  const encoded = diagram && diagram.children.length === 0 ? diagram.text.trim() : ''
  let text = file.text
  let model: XmlElement | undefined = diagram ? diagram.children[0] : file.root
  if (encoded !== '') {
    const inflated = encoded.startsWith('<') ? { text: encoded } : inflatePage(encoded, budget.inflated)
    if (inflated.fault) {
      return fail(`${inflated.fault}`, `The page "${shorten(title)}" ${COMPRESSED[inflated.fault]}`, at)
    }
    text = inflated.text
    budget.inflated -= text.length
    if (text.length > MAX_LENGTH || budget.inflated <= 0) {
      return fail('too-large', `The page "${shorten(title)}" ${COMPRESSED['too-large']}`, at)
    }
    const parsed = parseXml(text)
    if (parsed.fault) {
      const { kind, message } = parsed.fault
      return fail(kind, `In the compressed page "${shorten(title)}": ${message} ${HINTS[kind]}`, at)
    }
    model = parsed.root
  }
  const isPlaced = encoded === '' && within === undefined
  const place = (element: XmlElement): Span => (isPlaced ? nameOf(element) : at)
  const page = { id, name, ...(diagram ? { diagram } : {}), text, isCompressed: encoded !== '', at }
  if (!model) return { ...page, cells: [] }
  if (model.name !== 'mxGraphModel') {
    const what = `The page "${shorten(title)}" holds <${shorten(model.name)}> where <mxGraphModel> belongs.`
    return fail('no-cells', `${what} Open and save the file in draw.io.`, place(model))
  }
  const root = model.children.find((child) => child.name === 'root')
  if (!root) {
    const [first] = model.children
    if (!first) return { ...page, cells: [] }
    const what = `The page "${shorten(title)}" has no <root>; <${shorten(first.name)}> stands where it belongs.`
    return fail('no-cells', what, place(first))
  }
  const cells = readCells(root, place, report)
  const [first] = root.children
  if (cells.length === 0 && first) {
    const what = `The page "${shorten(title)}" has no cell (<mxCell>); <${shorten(first.name)}> is none.`
    return fail('no-cells', what, place(first))
  }
  budget.cells -= cells.length
  if (budget.cells < 0) return fail('too-large', 'The file has more than 50,000 shapes. Split it.', at)
  return { ...page, root, cells }
}

/** The name in the start tag: a tag itself can be very long. */
function nameOf({ at, name }: XmlElement): Span {
  return { from: at.from, to: Math.min(at.to, at.from + name.length + 1) }
}
