/** One model at two times: what changed in it, and what that means for its review. */
import { isAnalysed, isStale } from '../../analysis/coverage.ts'
import { outOfScopeOf } from '../../analysis/redrafting/open-drafts.ts'
import { plural } from '../../core/text.ts'
import { diffModels, isEmptyDiff, type ModelDiff } from '../../diff/diff.ts'
import type { Drawn } from '../../diff/marks/ghosts.ts'
import { type Change, listChanges } from '../../diff/marks/list-changes.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../../model/schema.ts'
import { isResolved } from '../../triage/resolution.ts'

export interface Side extends Drawn {
  /** As the user would name it. */
  readonly file: string
}

export type ModelState = 'added' | 'removed' | 'moved' | 'changed' | 'same'

export interface Compared {
  readonly state: ModelState
  /** Its path, and of a moved one the path before. */
  readonly file: string
  readonly from?: string
  /** Null where the model was, or is, not there. */
  readonly before: Side | null
  readonly after: Side | null
  readonly diff: ModelDiff
  /** Every change, without those that only say that the model itself came or went. */
  readonly changes: readonly Change[]
  readonly risks: RiskMoves
}

/** Risks that need somebody's attention now and did not before, and the other way round. */
interface RiskMoves {
  readonly opened: readonly Risk[]
  readonly closed: readonly Risk[]
}

/** At least one side has the model. */
export function compareSides(before: Side | null, after: Side | null): Compared {
  const [a, b] = [before?.model ?? EMPTY_MODEL, after?.model ?? EMPTY_MODEL]
  const diff = diffModels(a, b)
  const isWhole = before === null || after === null
  return {
    state: stateOf(before, after, diff),
    file: after?.file ?? before?.file ?? '',
    ...(before && after && before.file !== after.file ? { from: before.file } : {}),
    ...{ before, after, diff },
    changes: listChanges(a, b, diff).filter(({ group }) => !(isWhole && group === 'model')),
    risks: riskMoves(a, b),
  }
}

function stateOf(before: Side | null, after: Side | null, diff: ModelDiff): ModelState {
  if (before === null) return 'added'
  if (after === null) return 'removed'
  if (before.file !== after.file) return 'moved'
  return isEmptyDiff(diff) ? 'same' : 'changed'
}

function riskMoves(before: Model, after: Model): RiskMoves {
  const openIn = ({ risks }: Model) => new Set(risks.filter((risk) => !isResolved(risk)).map(({ id }) => id))
  const [was, is] = [openIn(before), openIn(after)]
  return {
    opened: after.risks.filter(({ id }) => is.has(id) && !was.has(id)),
    closed: before.risks.filter(({ id }) => was.has(id) && !is.has(id)),
  }
}

/** What a review says of a crossing that was gained. Drafts are in no commit, so the reviews alone decide. */
export function reviewOf(
  model: Model,
  target: string,
): 'analysed' | 'out of scope' | 'stale' | 'not analysed' {
  if (outOfScopeOf(model, target) !== undefined) return 'out of scope'
  if (isStale(model, target)) return 'stale'
  return isAnalysed(model, [], target) ? 'analysed' : 'not analysed'
}

/** "2 crossings gained (1 not analysed), 1 analysis made stale, 1 component added"; empty where nothing changed. */
export function summaryOf({ diff, after, risks, changes }: Compared): string {
  const { gained, lost } = diff.crossings
  const open = after ? gained.filter(({ flow }) => !isReviewed(after.model, flow)).length : 0
  const notAnalysed = open > 0 ? ` (${open === gained.length ? 'not' : `${open} not`} analysed)` : ''
  const of = (count: number, noun: string, verb: string, nouns?: string) =>
    count > 0 ? [`${plural(count, noun, nouns)} ${verb}`] : []
  const parts = [
    ...of(gained.length, 'crossing', `gained${notAnalysed}`),
    ...of(lost.length, 'crossing', 'lost'),
    ...of(diff.stale.length, 'analysis', 'made stale', 'analyses'),
    ...of(risks.opened.length, 'risk', 'opened'),
    ...of(risks.closed.length, 'risk', 'closed'),
  ]
  const nouns = { components: 'component', flows: 'flow', boundaries: 'boundary' } as const
  for (const [group, noun] of Object.entries(nouns)) {
    for (const [kind, verb] of [
      ['added', 'added'],
      ['removed', 'removed'],
      ['rezoned', 're-zoned'],
      ['changed', 'changed'],
    ] as const) {
      const count = changes.filter((change) => change.group === group && change.kind === kind).length
      parts.push(...of(count, noun, verb, noun === 'boundary' ? 'boundaries' : undefined))
    }
  }
  const told = new Set(['gained', 'lost', 'stale', 'components', 'flows', 'boundaries'])
  if (parts.length > 0) return parts.join(', ')
  const others = changes.filter(({ group }) => !told.has(group)).length
  return of(others, 'other change', 'made').join('').replace(' made', '')
}

function isReviewed(model: Model, target: string): boolean {
  const review = reviewOf(model, target)
  return review === 'analysed' || review === 'out of scope'
}

/** True when no reader would see a difference between the two sides. */
export function isSame(all: readonly Compared[]): boolean {
  return all.every(({ state }) => state === 'same')
}
