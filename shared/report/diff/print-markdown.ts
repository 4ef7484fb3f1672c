/**
 * What changed, as a comment on a pull request: what somebody has to do first, everything else folded away. Names come
 * from models and are shown as they are written, never as markup.
 */
import { plural } from '../../core/text.ts'
import type { ChangeKind } from '../../diff/marks/list-changes.ts'
import { riskTitle } from '../../model/names/risk-title.ts'
import { titleOf } from '../../model/queries.ts'
import type { Model, Risk } from '../../model/schema.ts'
import { isResolved } from '../../triage/resolution.ts'
import { printTable, printText } from '../markdown-text.ts'
import { type Compared, isSame, reviewOf, summaryOf } from './compared.ts'
import { groupsOf } from './groups.ts'

/** GitHub takes 65,536 characters in a comment; somebody may want to write a word of their own. */
const LONGEST = 60_000
/** Rows of one table or list, and characters of one name. */
const MOST = 50
const LONGEST_NAME = 160
/** By which a script finds its own comment. */
const MARK = '<!-- fenceline diff -->'

const WORDS: Readonly<Record<ChangeKind, string>> = {
  ...{ gained: 'gained', lost: 'lost', stale: 'stale', added: 'added', removed: 'removed' },
  ...{ rezoned: 're-zoned', changed: 'changed' },
}

/** Of all models that were compared; those without a difference are left out. Never longer than a comment may be. */
export function printDiffMarkdown(all: readonly Compared[]): string {
  const changed = all.filter(({ state }) => state !== 'same')
  const whole = printed(all, changed, true)
  return whole.length <= LONGEST ? whole : clipped(printed(all, changed, false))
}

function printed(all: readonly Compared[], changed: readonly Compared[], hasDetails: boolean): string {
  const lines = [headOf(all, changed), '']
  for (const compared of changed) {
    if (all.length > 1 || compared.state === 'moved') lines.push(`#### ${nameOf(compared)}`, '')
    if (changed.length > 1) lines.push(`${stateOf(compared)}.`, '')
    lines.push(...gainedTable(compared), ...staleList(compared), ...riskLists(compared))
    lines.push(
      ...(hasDetails ? details(compared) : ['The list of all changes is too long for a comment.', '']),
    )
  }
  return `${[...lines, MARK].join('\n')}\n`
}

/** The first line says it all, for those who see no more of it than that. */
function headOf(all: readonly Compared[], changed: readonly Compared[]): string {
  const [one] = changed
  if (!one || isSame(all)) return '**Threat model:** no change.'
  if (changed.length === 1) return `**Threat model:** ${stateOf(one)}.`
  return `**Threat models:** ${changed.length} of ${all.length} changed.`
}

function stateOf(compared: Compared): string {
  const words = { added: 'new', removed: 'deleted', moved: 'moved', changed: '', same: '' }[compared.state]
  return [words, summaryOf(compared)].filter(Boolean).join('; ')
}

function nameOf({ file, from }: Compared): string {
  return from === undefined ? name(file) : `${name(from)} → ${name(file)}`
}

function gainedTable({ diff, after }: Compared): readonly string[] {
  if (!after) return []
  const { model } = after
  const { gained } = diff.crossings
  const rows = gained.slice(0, MOST).map(({ flow, boundaries }) => {
    const review = reviewOf(model, flow)
    const isDone = review === 'analysed' || review === 'out of scope'
    return [
      name(titleOf(model, flow)),
      name(boundaries.map((id) => titleOf(model, `boundary:${id}`)).join(', ')),
      isDone ? review : `**${review}**`,
      String(unresolvedAt(model, flow)),
    ]
  })
  return [
    ...printTable(['Crossing gained', 'Crosses', 'Analysed', 'Unresolved risks'], rows),
    ...more(gained.length, 'crossing'),
  ]
}

function unresolvedAt(model: Model, target: string): number {
  return model.risks.filter((risk) => risk.target === target && !isResolved(risk)).length
}

function staleList({ diff, after }: Compared): readonly string[] {
  if (diff.stale.length === 0 || !after) return []
  const items = diff.stale.slice(0, MOST).map((target) => `- ${name(titleOf(after.model, target))}`)
  return [
    '**Made stale**, to be reviewed again:',
    '',
    ...items,
    '',
    ...more(diff.stale.length, 'analysis', 'analyses'),
  ]
}

function riskLists({ risks, before, after }: Compared): readonly string[] {
  const list = (heading: string, some: readonly Risk[], model: Model | undefined) =>
    some.length === 0 || !model
      ? []
      : [
          `**${heading}:**`,
          '',
          ...some.slice(0, MOST).map((risk) => {
            const title = riskTitle(risk)
            return `- ${name(risk.id)} ${name(titleOf(model, risk.target))}${title ? `: ${name(title)}` : ''}`
          }),
          '',
          ...more(some.length, 'risk'),
        ]
  return [
    ...list('Risks opened', risks.opened, after?.model),
    ...list('Risks closed', risks.closed, before?.model),
  ]
}

function details(compared: Compared): readonly string[] {
  const groups = groupsOf(compared)
  const count = groups.reduce((sum, { lines }) => sum + lines.length, 0)
  if (count === 0) return []
  return [
    `<details><summary>${plural(count, 'change')} in all</summary>`,
    '',
    ...groups.flatMap(({ title, lines }) => [
      `**${title}**`,
      '',
      ...lines.slice(0, MOST).map(({ kind, title: what, detail }) => {
        const word = kind === 'gained' || kind === 'lost' || kind === 'stale' ? '' : ` ${WORDS[kind]}`
        return `- ${name(what)}${word}${detail === '' ? '' : `: ${name(detail, 2 * LONGEST_NAME)}`}`
      }),
      '',
      ...more(lines.length, 'change'),
    ]),
    '</details>',
    '',
  ]
}

function more(count: number, noun: string, nouns?: string): readonly string[] {
  return count > MOST
    ? [`and ${plural(count - MOST, `more ${noun}`, `more ${nouns ?? `${noun}s`}`)}`, '']
    : []
}

/** What somebody called it, on one line. */
function name(text: string, most = LONGEST_NAME): string {
  const characters = [...text]
  const short = characters.length > most ? `${characters.slice(0, most).join('')}…` : text
  return printText(short).replace(/<br>/g, ' ')
}

/** Cut between two lines: a table without its last rows is still one. */
function clipped(text: string): string {
  if (text.length <= LONGEST) return text
  const whole = text.slice(0, text.lastIndexOf('\n', LONGEST))
  return `${whole}\n\nThere is more: run fenceline diff.\n\n${MARK}\n`
}
