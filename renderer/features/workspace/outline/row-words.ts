/** What a row of the outline says, to eyes and to screen readers. */
import { plural } from '../../../../shared/core/text.ts'
import { crossingsOf, listTargets } from '../../../../shared/model/crossings.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { indexOf, titleOf } from '../../../../shared/model/queries.ts'
import type { Boundary, Component, Flow, Model } from '../../../../shared/model/schema.ts'
import { describeMark, type Mark, UNTOUCHED } from '../../../../shared/report/marks.ts'
import { marksIn } from '../../../state/canvas/marks.ts'
import { perDocument } from '../../../state/selectors.ts'
import { foldersOf, type OutlineRow } from './rows.ts'

export interface RowWords {
  readonly title: string
  /** A flow's own title; a row shows where the flow goes. */
  readonly label: string
  /** A quiet word after the title. */
  readonly detail: string
  /** "API Gateway, process, in DMZ, 2 open drafts, not analysed". */
  readonly name: string
  /** The flow crosses a boundary. */
  readonly crosses: boolean
  readonly counts: Counts
}

/** Open drafts, unresolved risks and stale targets. */
export interface Counts {
  readonly drafts: number
  readonly risks: number
  readonly stale: number
}

const KIND_WORDS = { external: 'external entity', process: 'process', store: 'data store' } as const
const NONE: Counts = { drafts: 0, risks: 0, stale: 0 }

export function wordsOf(document: Document, row: OutlineRow): RowWords {
  const { model } = document
  const { components, boundaries, flows } = indexOf(model)
  const flow = flows.get(row.ref)
  const boundary = boundaries.get(row.ref)
  const component = components.get(row.ref)
  const mark = marksIn(document).get(row.ref)
  // What is folded away still counts.
  const counts = row.open === false ? (totalsIn(document).get(row.ref) ?? NONE) : mark ? countsOf(mark) : NONE
  const own = flow
    ? wordsOfFlow(model, flow, row.ref)
    : boundary
      ? wordsOfBoundary(boundary)
      : component
        ? wordsOfComponent(model, component)
        : wordsOfNote(document, row.ref)
  const name = [own.name, wordsOfMark(mark, counts, row.open === false)].filter(Boolean).join(', ')
  return {
    ...own,
    label: flow?.title ?? own.title,
    name,
    counts,
    crosses: flow !== undefined && crossingsOf(model).has(row.ref),
  }
}

function wordsOfFlow(model: Model, flow: Flow, ref: string) {
  const to = titleOf(model, flow.to)
  const crossed = (crossingsOf(model).get(ref)?.boundaries ?? []).map((id) => titleOf(model, id))
  const parts = [
    `Flow from ${titleOf(model, flow.from)} to ${to}`,
    flow.protocol ?? '',
    crossed.length > 0 ? `crosses ${crossed.join(' and ')}` : '',
  ]
  return { title: to, detail: flow.protocol ?? '', name: parts.filter(Boolean).join(', ') }
}

function wordsOfBoundary({ kind, title, crossedBy }: Boundary) {
  if (kind === 'zone') return { title, detail: '', name: `${title}, zone` }
  const count = plural(crossedBy.length, 'flow')
  return { title, detail: count, name: `${title}, boundary line, ${count}` }
}

function wordsOfComponent(model: Model, { title, kind, zone, technologies, note }: Component) {
  const where = zone === null ? 'outside' : `in ${titleOf(model, zone)}`
  return { title, detail: technologies[0] ?? note ?? '', name: `${title}, ${KIND_WORDS[kind]}, ${where}` }
}

function wordsOfNote({ layout }: Document, ref: string) {
  const text = layout.notes.find(({ id }) => `note:${id}` === ref)?.text ?? ''
  const [first = ''] = text.split('\n')
  return { title: first, detail: 'note', name: `Note: ${text}` }
}

function wordsOfMark(mark: Mark | undefined, counts: Counts, isFolded: boolean): string {
  if (!isFolded) return mark ? describeMark(mark) : ''
  const { drafts, risks, stale } = counts
  const parts = [
    drafts > 0 ? plural(drafts, 'open draft') : '',
    risks > 0 ? plural(risks, 'unresolved risk') : '',
    stale > 0 ? `${stale} stale` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')} with what is inside` : ''
}

function countsOf({ drafts, risks, state }: Mark): Counts {
  return { drafts, risks, stale: state === 'stale' ? 1 : 0 }
}

/** The counts of everything at and inside each row, by ref. */
const totalsIn = perDocument((document): ReadonlyMap<string, Counts> => {
  const marks = marksIn(document)
  const totals = new Map<string, Counts>()
  for (const target of listTargets(document.model)) {
    const mark = marks.get(target)
    if (!mark || mark === UNTOUCHED) continue
    const own = countsOf(mark)
    for (const ref of [target, ...foldersOf(document.model, target)]) {
      const sum = totals.get(ref) ?? NONE
      totals.set(ref, {
        drafts: sum.drafts + own.drafts,
        risks: sum.risks + own.risks,
        stale: sum.stale + own.stale,
      })
    }
  }
  return totals
})
