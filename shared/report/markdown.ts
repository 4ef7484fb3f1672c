/** `threat-model.md`: what the team decided, readable on GitHub. The same model always prints the same text. */
import { isAnalysed, isStale } from '../analysis/coverage.ts'
import { plural } from '../core/text.ts'
import { printMermaidDiagrams } from '../formats/mermaid/write.ts'
import { crossingsOf, listTargets } from '../model/crossings.ts'
import { indexOf, titleOf } from '../model/queries.ts'
import { riskTitle } from '../model/risk-title.ts'
import type { Component, Flow, Kind, Model, Risk } from '../model/schema.ts'
import { CATEGORIES } from '../model/schema.ts'
import { printLink, printTable, printText } from './markdown-text.ts'

export interface MarkdownOptions {
  /** A link relative to the Markdown file to where a target is defined; links that are not relative are left out. */
  readonly locateTarget?: (target: string) => string | undefined
}

const KINDS: Readonly<Record<Kind, string>> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}

/** Drafts are in no derived file, so a crossing with drafts that wait still shows by its review alone. */
export function printMarkdown(model: Model, options: MarkdownOptions = {}): string {
  const target = (ref: string) => printLink(titleOf(model, ref), options.locateTarget?.(ref))
  const lines = [
    `# ${printText(model.title) || 'Threat model'}`,
    '',
    ...(model.description === undefined ? [] : [...paragraphs(model.description), '']),
    `${counts(model)}.`,
    '',
    ...diagrams(model),
    ...section('Components', components(model, target)),
    ...section('Data', data(model)),
    ...section('Boundary crossings', crossings(model, target)),
    ...section('Threats', threats(model, target)),
    ...section('Accepted risks', decided(model, ['accepted', 'wont-fix', 'false-positive'], target)),
    ...section('Not applicable', notApplicable(model, target)),
    ...section('Open questions', questions(model, target)),
    ...section(
      'Notes',
      model.notes.map((note) => `- ${printText(note)}`),
    ),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function counts(model: Model): string {
  const { components, flows } = model
  return [
    plural(components.length, 'component'),
    plural(flows.length, 'flow'),
    plural(crossingsOf(model).size, 'crossing'),
  ].join(', ')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  const last = lines.at(-1) === '' ? [] : ['']
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ...last]
}

function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n\s*\n/u)
    .flatMap((paragraph, at) => (at === 0 ? [printText(paragraph)] : ['', printText(paragraph)]))
}

function diagrams(model: Model): readonly string[] {
  if (model.components.length === 0 && model.boundaries.length === 0) return []
  const all = printMermaidDiagrams(model)
  return all.flatMap(({ title, text }) => [
    ...(all.length > 1 ? [`### ${printText(title)}`, ''] : []),
    '```mermaid',
    text.trimEnd(),
    '```',
    '',
  ])
}

type PrintTarget = (ref: string) => string

function components(model: Model, target: PrintTarget): readonly string[] {
  return printTable(
    ['Component', 'Kind', 'Zone', 'Technologies', 'Data'],
    model.components.map((component) => [
      target(component.id) + (component.note ? ` \\(${printText(component.note)}\\)` : ''),
      KINDS[component.kind],
      component.zone === null ? 'outside' : printText(titleOf(model, component.zone)),
      printText(component.technologies.join(', ')),
      dataTitles(model, [...component.dataProcessed, ...component.dataStored]),
    ]),
  )
}

function data(model: Model): readonly string[] {
  return printTable(
    ['Data', 'Confidentiality', 'Integrity', 'Availability', 'Description'],
    model.dataAssets.map((asset) => [
      printText(asset.title),
      asset.confidentiality ?? '',
      asset.integrity ?? '',
      asset.availability ?? '',
      printText(asset.description ?? ''),
    ]),
  )
}

function dataTitles(model: Model, ids: readonly string[]): string {
  const titles = [...new Set(ids)].map((id) => indexOf(model).dataAssets.get(id)?.title ?? id)
  return printText(titles.join(', '))
}

function crossings(model: Model, target: PrintTarget): readonly string[] {
  return printTable(
    ['Flow', 'Protocol', 'Crosses', 'Analysed'],
    [...crossingsOf(model).values()].map(({ flow, ref, boundaries }) => [
      flowName(flow, target(ref)),
      printText(flow.protocol ?? ''),
      printText(boundaries.map((id) => titleOf(model, `boundary:${id}`)).join(', ')),
      analysedWord(model, ref),
    ]),
  )
}

function flowName(flow: Flow, link: string): string {
  return flow.title === '' ? link : `${link}: ${printText(flow.title)}`
}

function analysedWord(model: Model, ref: string): string {
  const outOfScope = indexOf(model).analyses.get(ref)?.outOfScope
  if (outOfScope !== undefined) return `out of scope: ${printText(outOfScope)}`
  if (isStale(model, ref)) return 'stale'
  return isAnalysed(model, [], ref) ? 'yes' : 'no'
}

function threats(model: Model, target: PrintTarget): readonly string[] {
  return printTable(
    ['ID', 'Target', 'Category', 'Threat', 'Mitigation', 'Status', 'Ticket', 'Owner'],
    model.risks.map((risk) => [
      printText(risk.id),
      target(risk.target),
      risk.category,
      threatText(risk),
      printText(risk.mitigation ?? ''),
      risk.status,
      printText(risk.ticket ?? ''),
      printText(risk.owner ?? ''),
    ]),
  )
}

function threatText(risk: Risk): string {
  const { title, description } = risk
  if (title === '') return printText(description ?? '')
  return description === undefined || description === title
    ? printText(title)
    : `**${printText(title)}**<br>${printText(description)}`
}

function decided(model: Model, statuses: readonly Risk['status'][], target: PrintTarget): readonly string[] {
  return printTable(
    ['ID', 'Target', 'Threat', 'Decision', 'Justification', 'Owner'],
    model.risks
      .filter((risk) => statuses.includes(risk.status))
      .map((risk) => [
        printText(risk.id),
        target(risk.target),
        printText(riskTitle(risk)),
        risk.status,
        printText(risk.justification ?? '') || '*missing*',
        printText(risk.owner ?? ''),
      ]),
  )
}

function notApplicable(model: Model, target: PrintTarget): readonly string[] {
  const rows = model.analyses.flatMap((analysis) =>
    CATEGORIES.flatMap((category) => {
      const reason = analysis.notApplicable[category]
      return reason === undefined ? [] : [[target(analysis.target), category, printText(reason)]]
    }),
  )
  const scoped = model.components.flatMap((component: Component) =>
    component.outOfScope === undefined
      ? []
      : [[target(component.id), 'all', printText(component.outOfScope)]],
  )
  const skipped = model.analyses.flatMap(({ target: ref, outOfScope }) =>
    outOfScope === undefined ? [] : [[target(ref), 'all', printText(outOfScope)]],
  )
  return printTable(['Target', 'Category', 'Reason'], [...rows, ...scoped, ...skipped])
}

/** What is still to be found out: risks that nobody decided on, with what they assume, and targets not reviewed. */
function questions(model: Model, target: PrintTarget): readonly string[] {
  const risks = model.risks
    .filter((risk) => (risk.status === 'unchecked' || risk.status === 'in-discussion') && !risk.ticket)
    .map((risk) => {
      const assumption =
        risk.assumption === undefined ? '' : ` Is it true that: ${printText(risk.assumption)}`
      return `- ${target(risk.target)}: ${printText(riskTitle(risk))} \\(${printText(risk.id)}, ${risk.status}\\).${assumption}`
    })
  const waiting = listTargets(model)
    .filter((ref) => !isAnalysed(model, [], ref))
    .map(
      (ref) =>
        `- ${target(ref)}: ${isStale(model, ref) ? 'changed since its last review' : 'not analysed yet'}.`,
    )
  return [...risks, ...waiting]
}
