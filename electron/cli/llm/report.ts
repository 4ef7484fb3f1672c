/** Keeps what a run gave beside its models, and tells it. Words of a language model never steer the terminal. */
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { openDrafts } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { plural } from '../../../shared/core/text.ts'
import { takeResult } from '../../../shared/llm/merge/take-result.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import type { Draft, Remark } from '../../../shared/model/schema.ts'
import type { Usage } from '../../../shared/protocol/llm.ts'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { addUsage, NO_USAGE } from '../../backend/llm/requests/cost.ts'
import { saveDrafts } from '../../backend/model-files/drafts/save-drafts.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, print, printJson, say, table, visible } from '../output.ts'
import type { Outcome, Work } from './work.ts'

export interface ModelReport {
  readonly file: string
  /** That wait for review. */
  readonly drafts: readonly Draft[]
  readonly remarks: readonly Remark[]
  readonly failed: readonly { readonly target: string; readonly message: string }[]
  readonly usage: Usage
}

/** Stores drafts of the rules and of the language model with the files as they are now. */
export async function keepOutcomes({ file }: Work, outcomes: readonly Outcome[]): Promise<ModelReport> {
  const now = await reload(file)
  const { model, config } = now
  const kept = (now.drafts ?? []).filter(({ source }) => source.by !== 'rules')
  let waiting = {
    drafts: [...evaluateModel(model, { team: config.rules }), ...kept] as readonly Draft[],
    remarks: now.remarks,
  }
  const known = new Set(listTargets(model))
  const isSame = (target: string) =>
    known.has(target) &&
    (now.text === file.text || fingerprintOf(model, target) === fingerprintOf(file.model, target))
  const failed: { target: string; message: string }[] = []
  for (const { run } of outcomes) {
    const { id: target, state, drafts, remarks, problem } = run
    if (state !== 'done' && state !== 'cached')
      failed.push({ target, message: problem?.message ?? 'It was stopped.' })
    else if (isSame(target)) waiting = takeResult({ model, ...waiting }, { target, drafts, remarks })
    else failed.push({ target, message: 'The model was changed meanwhile, so the answer was not taken.' })
  }
  await saveDrafts(now.root, now.disk, waiting)
  return {
    file: file.shown,
    drafts: openDrafts(model, waiting.drafts),
    remarks: waiting.remarks.filter(isOpenRemark),
    failed,
    usage: outcomes.reduce((sum, { run }) => addUsage(sum, run.usage), { ...NO_USAGE, cost: 0 } as Usage),
  }
}

/** A run takes minutes: what the app saved meanwhile must not be lost. */
async function reload(file: LoadedModel): Promise<LoadedModel> {
  const [now] = await loadModels([file.shown])
  return now ?? file
}

export function tellReports(
  reports: readonly ModelReport[],
  outcomes: readonly (readonly Outcome[])[],
  format: 'text' | 'json',
): ExitCode {
  if (format === 'json') printJson({ models: reports })
  for (const [index, report] of reports.entries()) {
    if (format === 'text') printReport(report)
    tellLosses(report, outcomes[index] ?? [])
  }
  return reports.some(({ failed }) => failed.length > 0) ? 1 : 0
}

function printReport({ drafts }: ModelReport): void {
  const rows = drafts.map(({ severity, category, target, title, source }) =>
    [severity, category, target, source.by === 'llm' ? 'language model' : source.by, title].map(visible),
  )
  if (rows.length > 0) print(table(rows))
}

function tellLosses(
  { file, drafts, remarks, failed, usage }: ModelReport,
  outcomes: readonly Outcome[],
): void {
  for (const { run } of outcomes) {
    for (const { reason } of run.dropped) say(`${file} ${run.id}: a row was not taken: ${reason}`)
    if (run.unanswered.length > 0) say(`${file} ${run.id}: not answered: ${run.unanswered.join(', ')}`)
  }
  for (const { target, message } of failed) say(`${file} ${target}: failed: ${message}`)
  const tokens = `${usage.inputTokens + usage.outputTokens} tokens`
  const cost = usage.cost === null ? '' : `, $${usage.cost.toFixed(4)}`
  const left = failed.length > 0 ? `, ${plural(failed.length, 'target')} failed` : ''
  const rest = remarks.length > 0 ? ` and ${plural(remarks.length, 'remark')}` : ''
  say(`${file}: ${plural(drafts.length, 'draft')}${rest} to review${left} (${tokens}${cost})`)
}
