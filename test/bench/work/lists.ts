// How many threats that people wrote the drafts contain, and how early: beside what other tools reach, and with one
// system at a time left out of all numbers that could have been fitted to it.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { exposureOf, scoreOf, type Weights } from '../../../shared/analysis/drafting/rank.ts'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { factsAt } from '../../../shared/analysis/facts/build.ts'
import type { Subject } from '../../../shared/analysis/facts/facts.ts'
import { RULES } from '../../../shared/analysis/rules/index.ts'
import { compareText } from '../../../shared/core/text.ts'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'

const LISTS = process.env.FENCELINE_THREAT_LISTS ?? '/work/shared/reference/threat-lists'

interface System {
  readonly name: string
  readonly threats: readonly { readonly target: string; readonly category: string }[]
}

interface Rates {
  readonly rec: number
  readonly prec: number
  readonly at: readonly number[]
}

/** The scoring script of the folder, which other tools were scored with. */
interface Scoring {
  readonly loadSystems: (folder: string) => readonly System[]
  readonly scoreSystem: (system: System, drafts: readonly Draft[]) => object
  readonly total: (scores: readonly object[]) => object
  readonly rates: (score: object) => Rates
}

interface Case {
  readonly system: System
  /** As the engine ranks them. */
  readonly drafts: readonly Draft[]
  /** In an order that means nothing, so that no rank is left where scores are equal. */
  readonly rows: readonly { readonly draft: Draft; readonly facts: Subject; readonly isHit: boolean }[]
}

const PRIORITIES = new Map(RULES.map(({ id, priority }) => [id, priority]))
const GRID: readonly Weights[] = [0, 1, 2, 3, 4, 5].flatMap((exposure) =>
  [0, 3, 6].flatMap((sensitivity) =>
    [0, 1, 2].flatMap((certainty) =>
      [0, 1, 2, 3, 4, 5].map((moreRules) => ({ exposure, sensitivity, certainty, moreRules })),
    ),
  ),
)

type PriorityOf = (rule: string) => number
const committed: PriorityOf = (rule) => PRIORITIES.get(rule) ?? 0

export const lists: Workload = {
  group: 'lists',
  sizes: [],
  async run({ say }: Asked): Promise<readonly Figure[]> {
    if (!existsSync(path.join(LISTS, 'score.mjs'))) {
      say(`lists: there is no ${LISTS}; FENCELINE_THREAT_LISTS names the folder`)
      return []
    }
    say('lists: the drafts, and the ranking fitted without each system in turn')
    const scoring = (await import(pathToFileURL(path.join(LISTS, 'score.mjs')).href)) as Scoring
    const cases = scoring.loadSystems(path.join(LISTS, 'systems')).map(readCase)
    const score = (of: readonly Case[], weights: Weights, priorityOf: PriorityOf) =>
      scoring.rates(
        scoring.total(of.map((each) => scoring.scoreSystem(each.system, ranked(each, weights, priorityOf)))),
      )
    const bestFor = (of: readonly Case[], priorityOf: PriorityOf): Weights => {
      const worth = (weights: Weights) => {
        const [first = 0, second = 0] = score(of, weights, priorityOf).at
        return first + second
      }
      return GRID.map((weights) => ({ weights, worth: worth(weights) })).reduce((best, each) =>
        each.worth > best.worth ? each : best,
      ).weights
    }
    /** Each system ranked by numbers that were fitted to all others. */
    const leftOut = (learn: (others: readonly Case[]) => PriorityOf) =>
      scoring.rates(
        scoring.total(
          cases.map((each) => {
            const others = cases.filter((other) => other !== each)
            const priorityOf = learn(others)
            return scoring.scoreSystem(each.system, ranked(each, bestFor(others, priorityOf), priorityOf))
          }),
        ),
      )
    const total = (order: (of: Case) => readonly Draft[]) =>
      scoring.rates(scoring.total(cases.map((each) => scoring.scoreSystem(each.system, order(each)))))
    return [
      ...figuresOf(
        '',
        total(({ drafts }) => drafts),
      ),
      ...figuresOf(
        ', weights fitted without the system',
        leftOut(() => committed),
      ),
      ...figuresOf(', weights and priorities fitted without it', leftOut(prioritiesFrom)),
      ...figuresOf(
        ', not ranked',
        total(({ rows }) => rows.map(({ draft }) => draft)),
      ),
    ]
  },
}

/**
 * Leaving a system out shows whether the numbers of the ranking were fitted to it. It cannot show that of the
 * conditions: people who had seen these lists wrote them, so precision and recall stay what they are.
 */
function figuresOf(how: string, { rec, prec, at }: Rates): readonly Figure[] {
  const figure = (work: string, rate = 0): Figure => ({
    ...{ group: 'lists', work: `${work}${how}`, components: null, unit: '%', runs: [100 * rate] },
  })
  const ranking = [figure('R@1', at[0]), figure('R@2', at[1])]
  return how === '' || how === ', not ranked'
    ? [...ranking, figure('precision', prec), figure('recall', rec)]
    : ranking
}

function readCase(system: System): Case {
  const file = path.join(LISTS, 'models', `${system.name}.threat-model.yaml`)
  const { model } = readModel(readFileSync(file, 'utf8'), file)
  if (!model) throw new Error(`${file} is not a model`)
  const wanted = new Set(system.threats.map(({ target, category }) => `${target} ${category}`))
  const drafts = evaluateModel(model)
  const rows = drafts.flatMap((draft) => {
    const facts = factsAt(model, draft.target)
    return facts ? [{ draft, facts, isHit: wanted.has(`${draft.target} ${draft.category}`) }] : []
  })
  return { system, drafts, rows: rows.sort((a, b) => compareText(a.draft.key, b.draft.key)) }
}

/** The drafts in the order that these numbers give; equal ones in an order that means nothing. */
function ranked({ rows }: Case, weights: Weights, priorityOf: PriorityOf): readonly Draft[] {
  return rows
    .map(({ draft, facts }) => {
      const [rule = ''] = draft.rules
      const strength = { priority: priorityOf(rule) }
      return {
        draft,
        score: scoreOf(strength, facts, exposureOf(facts), draft.certainty, draft.rules.length - 1, weights),
      }
    })
    .sort((a, b) => b.score - a.score)
    .map(({ draft }) => draft)
}

/** How often a rule's drafts were right elsewhere, on the scale of priorities; rare ones are taken for average. */
function prioritiesFrom(cases: readonly Case[]): PriorityOf {
  const all = cases.flatMap(({ rows }) => rows)
  const average = all.filter(({ isHit }) => isHit).length / all.length
  const seen = new Map<string, { hits: number; rows: number }>()
  for (const { draft, isHit } of all) {
    const rule = draft.rules[0] ?? ''
    const { hits, rows } = seen.get(rule) ?? { hits: 0, rows: 0 }
    seen.set(rule, { hits: hits + (isHit ? 1 : 0), rows: rows + 1 })
  }
  return (rule) => {
    const { hits, rows } = seen.get(rule) ?? { hits: 0, rows: 0 }
    return (10 * (hits + 3 * average)) / (rows + 3)
  }
}
