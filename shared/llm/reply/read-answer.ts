/** Reads a reply about one target. Every tier goes through here: no server's word is taken for the schema. */
import { CATEGORIES, type Category, CERTAINTIES } from '../../model/schema.ts'
import type { Diagram } from '../ask/diagram.ts'
import type { Answer, DroppedRow, ThreatRow } from '../types.ts'
import { findJson } from './find-json.ts'
import { normalWords } from './plain-text.ts'
import { type Row, readRows, refuseRow, shown } from './rows.ts'

type NotApplicable = Answer['notApplicable'][number]
type CannotAssess = Answer['cannotAssess'][number]

/** Never throws. A `problem` means that nothing of the reply can be used; `target` is a ref of the model. */
export function readAnswer(
  text: string,
  options: {
    readonly diagram: Diagram
    readonly target: string
    readonly restore: (text: string) => string
  },
): { answer: Answer } | { problem: string } {
  const { diagram, target, restore } = options
  const found = findJson(text)
  if ('problem' in found) return found
  const reply = found.object
  const alias = diagram.aliasOf(target)
  const about = Object.hasOwn(reply, 'target') ? reply.target : undefined
  if (typeof about !== 'string') return { problem: 'The reply does not say which target it is about.' }
  if (about !== alias) return { problem: `The reply is about "${shown(about)}", which was not asked for.` }

  const dropped: DroppedRow[] = []
  const checked = { restore, dropped }
  const threats = readRows(reply, 'threats', checked, (row) => threatOf(ours(row, alias), diagram))
  const denied = readRows(reply, 'not_applicable', checked, (row) => ({
    category: ours(row, alias).word('category', CATEGORIES),
    reason: row.text('reason'),
  }))
  const open = readRows(reply, 'cannot_assess', checked, (row) => ({
    category: ours(row, alias).word('category', CATEGORIES),
    needed: row.text('needed'),
  }))
  return { answer: weigh(mergeThreats(threats), denied, open, dropped) }
}

/** A row that says itself that it is about something else is not taken. */
function ours(row: Row, alias: string): Row {
  if (row.has('target')) row.word('target', [alias])
  return row
}

function threatOf(row: Row, diagram: Diagram): ThreatRow {
  return {
    category: row.word('category', CATEGORIES),
    title: row.line('title'),
    threat: row.text('threat'),
    assumption: row.text('assumption'),
    mitigation: row.text('mitigation'),
    certainty: row.word('certainty', CERTAINTIES),
    evidence: [...new Set(row.list('evidence').map((alias) => evidenceOf(alias, diagram)))],
  }
}

function evidenceOf(alias: string, diagram: Diagram): string {
  const ref = diagram.refOf(alias)
  if (ref === undefined) return refuseRow(`"${shown(alias)}" in its evidence is not in the diagram.`)
  if (!diagram.aliases.includes(alias))
    return refuseRow(`"${alias}" in its evidence is not a component, flow or boundary.`)
  return ref
}

/** One row for each sentence, with the evidence of all that say it. */
function mergeThreats(rows: readonly ThreatRow[]): readonly ThreatRow[] {
  const merged = new Map<string, ThreatRow>()
  for (const row of rows) {
    const key = `${row.category}|${normalWords(row.title)}|${normalWords(row.threat)}`
    const known = merged.get(key)
    const evidence = [...new Set([...(known?.evidence ?? []), ...row.evidence])]
    merged.set(key, { ...(known ?? row), evidence })
  }
  return [...merged.values()]
}

/**
 * What contradicts itself is read with care: a threat, or what could not be judged, outweighs
 * "not applicable". A threat and what is still needed to judge the rest may stand side by side.
 */
function weigh(
  threats: readonly ThreatRow[],
  denied: readonly NotApplicable[],
  open: readonly CannotAssess[],
  dropped: DroppedRow[],
): Answer {
  const threatened = new Set(threats.map((row) => row.category))
  const unclear = new Set(open.map((row) => row.category))
  const notApplicable = distinct(denied).filter((row) => {
    const isThreatened = threatened.has(row.category)
    if (!isThreatened && !unclear.has(row.category)) return true
    const other = isThreatened ? 'names a threat of' : 'could not assess'
    dropped.push({ row: shown(row), reason: `The reply also ${other} this category.` })
    return false
  })
  const answered = new Set<Category>([...threatened, ...unclear, ...notApplicable.map((row) => row.category)])
  const unanswered = CATEGORIES.filter((category) => !answered.has(category))
  return { threats, notApplicable, cannotAssess: distinct(open), dropped, unanswered }
}

/** Rows that differ in nothing but punctuation and case, once. */
function distinct<T extends object>(rows: readonly T[]): readonly T[] {
  return [...new Map(rows.map((row) => [normalWords(Object.values(row).join(' ')), row] as const)).values()]
}
