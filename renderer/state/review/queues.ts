/** What waits in each pass, as functions of the document alone: a review goes on wherever it was left. */
import { findAnswer, missingQuestions } from '../../../shared/analysis/missing-questions/list.ts'
import type { MissingQuestion } from '../../../shared/analysis/missing-questions/question.ts'
import type { Document } from '../../../shared/model/document.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Draft, Model, Remark } from '../../../shared/model/schema.ts'
import { passOfRisk } from '../../../shared/triage/passes.ts'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { perDocument } from '../selectors.ts'
import { matchesText, type Threat, threatsOf } from '../threats/threats.ts'
import { PASSES, type Pass, type Step } from './store.ts'

/** What the pass that adds asks: questions of the model's own facts, then what a language model left open. */
export type AddItem =
  | {
      readonly kind: 'missing'
      readonly key: string
      readonly target: string
      readonly question: MissingQuestion
    }
  | { readonly kind: 'remark'; readonly key: string; readonly target: string; readonly remark: Remark }

/** Threats of a pass in the order they are walked; the pass that adds has none. */
export function queueOf(document: Document, pass: Step, search = ''): readonly Threat[] {
  const queues = queuesOf(document)
  const queue = pass === 'add' || pass === 'summary' ? [] : queues[pass]
  return search.trim() === '' ? queue : queue.filter((threat) => matchesText(document.model, threat, search))
}

/** Doubtful drafts first, so that fiction goes before it costs anything; then best first, as the rules rank them. */
const queuesOf = perDocument(
  (document): Readonly<Record<'prune' | 'test' | 'resolve', readonly Threat[]>> => {
    const threats = threatsOf(document)
    const drafts = threats.filter((threat) => threat.kind === 'draft')
    const risksOf = (pass: 'test' | 'resolve') =>
      threats.filter((threat) => threat.kind === 'risk' && passOfRisk(threat.risk) === pass)
    const waiting = (threat: Threat) => Number(threat.kind === 'risk' && threat.risk.question !== undefined)
    return {
      prune: drafts.toSorted((a, b) => doubtOf(a.draft) - doubtOf(b.draft)),
      test: risksOf('test'),
      // What waits for somebody's answer comes last.
      resolve: risksOf('resolve').toSorted((a, b) => waiting(a) - waiting(b)),
    }
  },
)

function doubtOf({ flags, certainty }: Draft): number {
  if (flags && flags.length > 0) return 0
  return certainty === 'speculative' ? 1 : 2
}

/** Questions that nobody answered or put off. */
export function addQueueOf(
  document: Document,
  skipped: ReadonlySet<string>,
  search = '',
): readonly AddItem[] {
  const remarks = (document.remarks ?? []).filter(isOpenRemark)
  // Somebody asked the language model for its questions: they are what is expected first.
  const asked = remarks.filter(({ kind }) => kind === 'question').map(remarkItem)
  const rest = remarks.filter(({ kind }) => kind !== 'question').map(remarkItem)
  return [...asked, ...openQuestionsOf(document), ...rest].filter(
    (item) => !skipped.has(item.key) && matchesWords(document.model, item, search),
  )
}

function remarkItem(remark: Remark): AddItem {
  return { kind: 'remark', key: `remark:${remark.id}`, target: remark.target, remark }
}

const openQuestionsOf = perDocument(({ model, drafts }): readonly AddItem[] =>
  missingQuestions(model, drafts)
    .filter((question) => findAnswer(model, question) === undefined)
    .map((question) => ({
      kind: 'missing',
      key: `missing:${question.id} ${question.target}`,
      target: question.target,
      question,
    })),
)

function matchesWords(model: Model, item: AddItem, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const said = item.kind === 'missing' ? `${item.question.topic} ${item.question.question}` : item.remark.text
  const text = `${said} ${titleOf(model, item.target)}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

export type PassCounts = Readonly<Record<Pass, number>>

/** How much is left in each pass. */
export function countsOf(document: Document, skipped: ReadonlySet<string>): PassCounts {
  const { prune, test, resolve } = queuesOf(document)
  return {
    prune: prune.length,
    test: test.length,
    add: addQueueOf(document, skipped).length,
    resolve: resolve.length,
  }
}

/** Nothing is left in the pass nor in those before it, from which more may come. */
export function isPassDone(counts: PassCounts, pass: Pass): boolean {
  return PASSES.slice(0, PASSES.indexOf(pass) + 1).every((each) => counts[each] === 0)
}

/** Where a review goes on: the first pass in which something is left, else its last page. */
export function firstLeft(counts: PassCounts): Step {
  return PASSES.find((pass) => counts[pass] > 0) ?? 'summary'
}

/** The step that is shown: the chosen one, else where the review goes on. */
export function stepOf(document: Document, step: Step | null, skipped: ReadonlySet<string>): Step {
  if (step !== null) return step
  return isUntouched(document) ? 'prune' : firstLeft(countsOf(document, skipped))
}

/** Nobody has drafted, asked or decided anything: a review begins with drafts, not with questions. */
export function isUntouched({ model, drafts, remarks = [] }: Document): boolean {
  return drafts.length + remarks.length + model.risks.length + model.analyses.length === 0
}

/** A step with a queue, which the last page has not. */
export function isPass(step: Step): step is Pass {
  return step !== 'summary'
}
