/**
 * What a report says, before any format: sections of tables and lists whose cells are words and targets.
 * Markdown and HTML print the same sections, so that neither knows a fact that the other leaves out.
 */
import { isAnalysed, isStale } from '../analysis/coverage.ts'
import { plural } from '../core/text.ts'
import { crossingsOf, listTargets } from '../model/crossings.ts'
import { riskTitle } from '../model/names/risk-title.ts'
import { indexOf, titleOf } from '../model/queries.ts'
import type { Flow, Kind, Model, Risk } from '../model/schema.ts'
import { CATEGORIES } from '../model/schema.ts'
import { mitigationsOf } from '../triage/decisions.ts'
import { isExpired } from '../triage/resolution.ts'

/** A string is what somebody wrote; `joint` are our own words between such parts, spaces included. */
export type Part =
  | string
  | { readonly joint: string }
  | { readonly target: string }
  | { readonly strong: string }
  | { readonly missing: string }
  | { readonly lineBreak: true }

/** Parts that follow each other without a space. */
export type Text = readonly Part[]

export type Block =
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }

export interface Section {
  readonly title: string
  readonly block: Block
}

const BREAK: Part = { lineBreak: true }

const KINDS: Readonly<Record<Kind, string>> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}

/**
 * The sections that have something to say, in the order of a report. With `today` (YYYY-MM-DD) acceptances
 * that have ended are called expired; a file that is compared with what is printed cannot know the day.
 */
export function sectionsOf(model: Model, today = ''): readonly Section[] {
  const sections: readonly Section[] = [
    { title: 'Components', block: components(model) },
    { title: 'Data', block: data(model) },
    { title: 'Boundary crossings', block: crossings(model) },
    { title: 'Threats', block: threats(model) },
    { title: 'Mitigations', block: mitigations(model) },
    { title: 'Accepted risks', block: decided(model, ['accepted', 'wont-fix', 'false-positive'], today) },
    { title: 'Not applicable', block: notApplicable(model) },
    { title: 'Open questions', block: questions(model) },
    { title: 'Notes', block: { kind: 'list', items: model.notes.map((note) => [note]) } },
  ]
  return sections.filter(({ block }) => (block.kind === 'table' ? block.rows : block.items).length > 0)
}

/** "6 components, 5 flows, 3 crossings" */
export function countsOf(model: Model): string {
  const { components, flows } = model
  return [
    plural(components.length, 'component'),
    plural(flows.length, 'flow'),
    plural(crossingsOf(model).size, 'crossing'),
  ].join(', ')
}

function components(model: Model): Block {
  return {
    kind: 'table',
    head: ['Component', 'Kind', 'Zone', 'Technologies', 'Data'],
    rows: model.components.map((component) => [
      [
        { target: component.id },
        ...(component.note ? [{ joint: ' (' }, component.note, { joint: ')' }] : []),
      ],
      [KINDS[component.kind]],
      [component.zone === null ? 'outside' : titleOf(model, component.zone)],
      [component.technologies.join(', ')],
      [dataTitles(model, [...component.dataProcessed, ...component.dataStored])],
    ]),
  }
}

function data({ dataAssets }: Model): Block {
  return {
    kind: 'table',
    head: ['Data', 'Confidentiality', 'Integrity', 'Availability', 'Description'],
    rows: dataAssets.map((asset) => [
      [asset.title],
      [asset.confidentiality ?? ''],
      [asset.integrity ?? ''],
      [asset.availability ?? ''],
      [asset.description ?? ''],
    ]),
  }
}

function dataTitles(model: Model, ids: readonly string[]): string {
  const titles = [...new Set(ids)].map((id) => indexOf(model).dataAssets.get(id)?.title ?? id)
  return titles.join(', ')
}

function crossings(model: Model): Block {
  return {
    kind: 'table',
    head: ['Flow', 'Protocol', 'Crosses', 'Analysed'],
    rows: [...crossingsOf(model).values()].map(({ flow, ref, boundaries }) => [
      flowName(flow, ref),
      [flow.protocol ?? ''],
      [boundaries.map((id) => titleOf(model, `boundary:${id}`)).join(', ')],
      analysedWord(model, ref),
    ]),
  }
}

function flowName(flow: Flow, ref: string): Text {
  return flow.title === '' ? [{ target: ref }] : [{ target: ref }, { joint: ': ' }, flow.title]
}

function analysedWord(model: Model, ref: string): Text {
  const outOfScope = indexOf(model).analyses.get(ref)?.outOfScope
  if (outOfScope !== undefined) return [{ joint: 'out of scope: ' }, outOfScope]
  if (isStale(model, ref)) return ['stale']
  return [isAnalysed(model, [], ref) ? 'yes' : 'no']
}

function threats(model: Model): Block {
  return {
    kind: 'table',
    head: ['ID', 'Target', 'Category', 'Threat', 'Mitigation', 'Status', 'Ticket', 'Owner'],
    rows: model.risks.map((risk) => [
      [risk.id],
      [{ target: risk.target }],
      [risk.category],
      threatText(risk),
      mitigationText(model, risk),
      [risk.status],
      [risk.ticket ?? ''],
      [risk.owner ?? ''],
    ]),
  }
}

function threatText({ title, description }: Risk): Text {
  if (title === '') return [description ?? '']
  return description === undefined || description === title
    ? [title]
    : [{ strong: title }, BREAK, description]
}

/** What the risk says itself, then the mitigations that it names with how far they have come. */
function mitigationText(model: Model, risk: Risk): Text {
  const named = mitigationsOf(model, risk).flatMap(
    ({ title, status }): Text => [title, { joint: ` (${status})` }, BREAK],
  )
  const own: Text = risk.mitigation ? [risk.mitigation, BREAK] : []
  return [...own, ...named].slice(0, -1)
}

function mitigations(model: Model): Block {
  return {
    kind: 'table',
    head: ['ID', 'Mitigation', 'Status', 'Answers', 'Ticket', 'Owner', 'Evidence'],
    rows: model.mitigations.map(({ id, title, description, status, ticket, owner, evidence }) => [
      [id],
      description === undefined ? [title] : [{ strong: title }, BREAK, description],
      [status],
      [(indexOf(model).mitigatedRisks.get(id) ?? []).map((risk) => risk.id).join(', ')],
      [ticket ?? ''],
      [owner ?? ''],
      evidence.flatMap((each): Text => [each, BREAK]).slice(0, -1),
    ]),
  }
}

function decided(model: Model, statuses: readonly Risk['status'][], today: string): Block {
  return {
    kind: 'table',
    head: ['ID', 'Target', 'Threat', 'Decision', 'Justification', 'By', 'Until', 'Owner'],
    rows: model.risks
      .filter((risk) => statuses.includes(risk.status))
      .map((risk) => [
        [risk.id],
        [{ target: risk.target }],
        [riskTitle(risk)],
        [risk.status],
        [risk.justification?.trim() ? risk.justification : { missing: 'missing' }],
        [risk.acceptedBy ?? ''],
        untilText(risk, today),
        [risk.owner ?? ''],
      ]),
  }
}

function untilText(risk: Risk, today: string): Text {
  const { acceptedUntil: until = '' } = risk
  return [isExpired(risk, today) ? { missing: `${until}, expired` } : until]
}

function notApplicable(model: Model): Block {
  const rows = model.analyses.flatMap(({ target, notApplicable }) =>
    CATEGORIES.flatMap((category): readonly (readonly Text[])[] => {
      const reason = notApplicable[category]
      return reason === undefined ? [] : [[[{ target }], [category], [reason]]]
    }),
  )
  const outOfScope = [
    ...model.components.map(({ id, outOfScope }) => ({ target: id, outOfScope })),
    ...model.analyses,
  ].flatMap(({ target, outOfScope }): readonly (readonly Text[])[] =>
    outOfScope === undefined ? [] : [[[{ target }], ['all'], [outOfScope]]],
  )
  return { kind: 'table', head: ['Target', 'Category', 'Reason'], rows: [...rows, ...outOfScope] }
}

/** What somebody has to find out about a risk; once it is confirmed nobody asks whether it is true. */
function askedOf({ question, owner, status, assumption }: Risk): Text {
  if (question !== undefined) {
    return [
      { joint: ' ' },
      question,
      ...(owner === undefined ? [] : [{ joint: ' Asked: ' }, owner, { joint: '.' }]),
    ]
  }
  return assumption === undefined || status !== 'unchecked'
    ? []
    : [{ joint: ' Is it true that: ' }, assumption]
}

/** What is still to be found out: risks that nobody decided on, with what they assume, and targets not reviewed. */
function questions(model: Model): Block {
  const risks = model.risks
    .filter((risk) => (risk.status === 'unchecked' || risk.status === 'in-discussion') && !risk.ticket)
    .map((risk): Text => {
      const { id, target, status } = risk
      return [
        { target },
        { joint: ': ' },
        riskTitle(risk),
        { joint: ' (' },
        id,
        { joint: `, ${status}).` },
        ...askedOf(risk),
      ]
    })
  const waiting = listTargets(model)
    .filter((ref) => !isAnalysed(model, [], ref))
    .map((ref): Text => {
      const why = isStale(model, ref) ? 'changed since its last review' : 'not analysed yet'
      return [{ target: ref }, { joint: `: ${why}.` }]
    })
  return { kind: 'list', items: [...risks, ...waiting] }
}
