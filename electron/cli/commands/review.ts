/** Says what is left to do in each model. */
import { coverageOf, progressOf } from '../../../shared/analysis/coverage.ts'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { openDrafts } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { plural } from '../../../shared/core/text.ts'
import { riskTitle } from '../../../shared/model/names/risk-title.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import { isExpired, isResolved } from '../../../shared/triage/resolution.ts'
import { today } from '../../backend/today.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, print, printJson, visible, visibleLine } from '../output.ts'

interface Options {
  readonly format: 'text' | 'json'
  readonly exitCode?: boolean
}

export async function review(paths: string[], { format, exitCode }: Options): Promise<ExitCode> {
  const models = (await loadModels(paths)).map((loaded) => ({ loaded, left: leftIn(loaded, today()) }))
  if (format === 'json') printJson({ models: models.map(({ left }) => left) })
  else for (const { loaded, left } of models) print(lines(loaded, left).join('\n'))
  const isDone = models.every(
    ({ left }) =>
      left.unresolved.length + left.expired.length + left.notAnalysed.length + left.openDrafts === 0,
  )
  return exitCode && !isDone ? 1 : 0
}

/** Risks by id, targets by ref. A stale target is one of those not analysed. */
interface Left {
  readonly file: string
  readonly targets: number
  readonly analysed: number
  readonly openDrafts: number
  readonly unresolved: readonly string[]
  /** Accepted until a day that has passed. */
  readonly expired: readonly string[]
  readonly stale: readonly string[]
  readonly notAnalysed: readonly string[]
}

function leftIn({ shown, model, config, drafts: stored }: LoadedModel, day: string): Left {
  const drafts = stored ?? evaluateModel(model, { team: config.rules })
  const coverage = coverageOf(model, drafts)
  const { targets, analysed } = progressOf(model, drafts)
  return {
    file: shown,
    targets,
    analysed,
    openDrafts: openDrafts(model, drafts).length,
    unresolved: model.risks.filter((risk) => !isResolved(risk)).map((risk) => risk.id),
    expired: model.risks.filter((risk) => isExpired(risk, day)).map((risk) => risk.id),
    stale: coverage.filter((target) => target.stale).map(({ target }) => target),
    notAnalysed: coverage.filter((target) => !target.analysed).map(({ target }) => target),
  }
}

function lines({ model, shown }: LoadedModel, left: Left): readonly string[] {
  const risks = new Map(model.risks.map((risk) => [risk.id, risk]))
  const risk = (id: string) => {
    const known = risks.get(id)
    return known
      ? `  ${id}  ${known.status}  ${titleOf(model, known.target)}: ${riskTitle(known)}`
      : `  ${id}`
  }
  const target = (ref: string) => `  ${ref}  ${titleOf(model, ref)}`
  const part = (heading: string, items: readonly string[]) =>
    items.length > 0 ? [`${heading}:`, ...items] : []
  const fresh = left.notAnalysed.filter((ref) => !left.stale.includes(ref))
  return [
    `${shown}: ${left.analysed} of ${plural(left.targets, 'target')} analysed, ${plural(left.openDrafts, 'draft')} to review`,
    ...part('Unresolved risks', left.unresolved.map(risk)),
    ...part('Acceptance ended', left.expired.map(risk)),
    ...part('Stale', left.stale.map(target)),
    ...part('Not analysed', fresh.map(target)),
  ].map((line, index) => (index === 0 ? visibleLine(line) : visible(line)))
}
