/**
 * The threat model as one HTML file for readers without Fenceline. It holds no script, loads nothing and
 * says so itself (`default-src 'none'`), and every word of a model goes in as text.
 */
import { coverageOf, progressOf } from '../../analysis/coverage.ts'
import { openDrafts } from '../../analysis/redrafting/open-drafts.ts'
import { crossingsOf } from '../../model/crossings.ts'
import type { Layout } from '../../model/layout.ts'
import { titleOf } from '../../model/queries.ts'
import type { Draft, Model } from '../../model/schema.ts'
import { marksOf } from '../marks.ts'
import { countsOf, type Part, type Section, sectionsOf, type Text } from '../sections.ts'
import { printSvg } from '../svg/print.ts'
import { block, element, words } from '../svg/xml.ts'
import { coverageTable } from './coverage-table.ts'
import { STYLE, STYLE_HASH } from './style.ts'

type Link = (ref: string) => string

/**
 * The same input gives the same bytes. Drafts count as what waits; they are not listed, nobody kept them. `today` is
 * a day as YYYY-MM-DD.
 */
export function printHtml(model: Model, layout: Layout, drafts: readonly Draft[], today: string): string {
  const anchors = anchorsOf(model)
  const link: Link = (ref) => {
    const anchor = anchors.get(ref)
    const title = words(titleOf(model, ref))
    return anchor === undefined ? title : element('a', { href: `#${anchor}` }, title)
  }
  const coverage = coverageOf(model, drafts)
  const sections = [
    {
      title: 'Diagram',
      html: figure(printSvg(model, layout, { marks: marksOf(model, openDrafts(model, drafts)) })),
    },
    ...(coverage.length === 0 ? [] : [{ title: 'Coverage', html: coverageTable(coverage, link) }]),
    ...sectionsOf(model, today).map((section) => ({
      title: section.title,
      html: printBlock(section, link, anchors),
    })),
  ]
  const title = words(model.title) || 'Threat model'
  const body = [
    element('p', { class: 'overline' }, 'Threat model'),
    element('h1', {}, title),
    ...(model.description ?? '').split(/\n\s*\n/u).flatMap((each) => paragraph(each)),
    element('p', { class: 'quiet' }, `${countsOf(model)}${lastReview(model)}.`),
    numbers(model, drafts),
    contents(sections.map((section) => section.title)),
    ...sections.map(({ title: heading, html }, at) =>
      block('section', { 'aria-labelledby': `s${at}` }, [element('h2', { id: `s${at}` }, heading), html]),
    ),
  ]
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${block('main', {}, body)}
</body>
</html>
`
}

/** Where each component and crossing is told about, by ref. */
function anchorsOf(model: Model): ReadonlyMap<string, string> {
  return new Map([
    ...model.components.map(({ id }, at) => [id, `component-${at + 1}`] as const),
    ...[...crossingsOf(model).keys()].map((ref, at) => [ref, `crossing-${at + 1}`] as const),
  ])
}

function lastReview({ analyses }: Model): string {
  const last = analyses.flatMap(({ reviewed }) => reviewed ?? []).reduce((a, b) => (a > b ? a : b), '')
  return last === '' ? '' : `; last reviewed ${words(last)}`
}

function paragraph(text: string): readonly string[] {
  const printed = lines(text)
  return printed === '' ? [] : [element('p', {}, printed)]
}

function lines(text: string): string {
  return text
    .split(/[\n\r\u0085\u2028\u2029]+/u)
    .map(words)
    .filter(Boolean)
    .join('<br>')
}

function numbers(model: Model, drafts: readonly Draft[]): string {
  const progress = progressOf(model, drafts)
  const count = (status: string) => model.risks.filter((risk) => risk.status === status).length
  const facts: readonly (readonly [string, string | number])[] = [
    ['Targets analysed', `${progress.analysed} of ${progress.targets}`],
    ['Crossings analysed', `${progress.crossingsAnalysed} of ${progress.crossings}`],
    ['Stale', progress.stale],
    ['Open drafts', progress.openDrafts],
    ['Unresolved risks', progress.unresolvedRisks],
    ['With a ticket', model.risks.filter(({ ticket }) => ticket).length],
    ['Mitigated', count('mitigated')],
    ['Accepted', count('accepted')],
  ]
  const entries = facts.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, String(value))),
  )
  return block('dl', { class: 'numbers' }, entries)
}

function contents(titles: readonly string[]): string {
  const entries = titles.map((title, at) => element('li', {}, element('a', { href: `#s${at}` }, title)))
  return element('nav', { 'aria-label': 'Contents' }, block('ul', {}, entries))
}

function figure(picture: string): string {
  const caption =
    'Dashed red: trust boundaries. A diamond marks where a flow crosses one: filled when the crossing is analysed, hollow when not, hatched when stale; a number counts what waits.'
  return block('figure', {}, [picture.trimEnd(), element('figcaption', {}, caption)])
}

/** The tables that tell about components and crossings are where links to them lead. */
function printBlock(
  { title, block: part }: Section,
  link: Link,
  anchors: ReadonlyMap<string, string>,
): string {
  const text = (parts: Text) => parts.map((each) => printPart(each, link)).join('')
  if (part.kind === 'list') {
    return block(
      'ul',
      {},
      part.items.map((item) => element('li', {}, text(item))),
    )
  }
  const isHome = title === 'Components' || title === 'Boundary crossings'
  const rows = part.rows.map((row) => {
    const [first] = row[0] ?? []
    const target = typeof first === 'object' && 'target' in first ? first.target : undefined
    const id = isHome && target !== undefined ? anchors.get(target) : undefined
    const cells = row.map((cell, at) =>
      at === 0 ? element('th', { scope: 'row' }, text(cell)) : element('td', {}, text(cell)),
    )
    return element('tr', { id }, ...cells)
  })
  const head = part.head.map((name) => element('th', { scope: 'col' }, name))
  const table = block('table', {}, [
    element('thead', {}, element('tr', {}, ...head)),
    block('tbody', {}, rows),
  ])
  return element('div', { class: 'scroll' }, table)
}

function printPart(part: Part, link: Link): string {
  if (typeof part === 'string') return lines(part)
  if ('joint' in part) return part.joint
  if ('lineBreak' in part) return '<br>'
  if ('target' in part) return link(part.target)
  return 'strong' in part
    ? element('strong', {}, lines(part.strong))
    : element('span', { class: 'missing' }, part.missing)
}
