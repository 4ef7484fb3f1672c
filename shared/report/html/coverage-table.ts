/** Targets x six categories: what is known in each cell, in words a printer can show without colour. */
import type { Cell, Coverage } from '../../analysis/coverage.ts'
import { plural } from '../../core/text.ts'
import { CATEGORIES, type Category } from '../../model/schema.ts'
import { block, element, words } from '../svg/xml.ts'

const HEADS: Readonly<Record<Category, string>> = {
  spoofing: 'Spoofing',
  tampering: 'Tampering',
  repudiation: 'Repudiation',
  'information-disclosure': 'Information disclosure',
  'denial-of-service': 'Denial of service',
  'elevation-of-privilege': 'Elevation of privilege',
}

/** `link` gives the markup of a target by its ref. */
export function coverageTable(coverage: Coverage, link: (ref: string) => string): string {
  const head = ['Target', ...CATEGORIES.map((category) => HEADS[category]), 'Analysed'].map((name) =>
    element('th', { scope: 'col' }, name),
  )
  const rows = coverage.map(({ target, analysed, stale, cells }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, link(target)),
      ...CATEGORIES.map((category) => printCell(cells[category])),
      element('td', analysed ? {} : { class: 'todo' }, analysed ? 'yes' : stale ? 'stale' : 'no'),
    ),
  )
  const table = block('table', {}, [
    element('thead', {}, element('tr', {}, ...head)),
    block('tbody', {}, rows),
  ])
  return element('div', { class: 'scroll' }, table)
}

function printCell(cell: Cell): string {
  switch (cell.state) {
    case 'risks':
      return element('td', {}, cell.risks.map(({ id }) => words(id)).join(', '))
    case 'not-applicable':
      return element('td', { class: 'no', title: cell.reason }, 'not applicable')
    case 'drafts':
      return element('td', { class: 'todo' }, plural(cell.drafts.length, 'draft'))
    case 'stale':
      return element('td', { class: 'todo' }, 'stale')
    case 'reviewed':
      return element('td', { class: 'no' }, 'reviewed')
    case 'blank':
      return element('td', { class: 'quiet' }, 'blank')
  }
}
