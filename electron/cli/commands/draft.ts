/** Drafts threats with the offline rules, and with `--llm` a language model, and stores them for review. */
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { openDrafts } from '../../../shared/analysis/open-drafts.ts'
import { plural } from '../../../shared/core/text.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { saveDrafts } from '../../backend/model-files/save-model.ts'
import { checkOptions, type DraftOptions } from '../llm/options.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, print, printJson, say, table, visible } from '../output.ts'

export async function draft(paths: string[], options: DraftOptions): Promise<ExitCode> {
  checkOptions(options)
  if (options.llm) return (await import('../llm/draft-llm.ts')).draftWithModel(paths, options)
  const models = await loadModels(paths)
  const results: { file: string; drafts: readonly Draft[] }[] = []
  for (const model of models) {
    const drafts = await store(model)
    results.push({ file: model.shown, drafts: openDrafts(model.model, drafts) })
  }
  if (options.format === 'json') printJson({ models: results })
  else for (const { file, drafts } of results) printDrafts(file, drafts)
  return 0
}

/** Drafts of a language model stay: they cost money, and the rules know nothing of them. */
async function store({ root, disk, model, config, drafts, remarks }: LoadedModel): Promise<readonly Draft[]> {
  const kept = (drafts ?? []).filter(({ source }) => source.by !== 'rules')
  const all = [...evaluateModel(model, { team: config.rules }), ...kept]
  await saveDrafts(root, disk, { drafts: all, remarks })
  return all
}

function printDrafts(file: string, drafts: readonly Draft[]): void {
  const rows = drafts.map(({ severity, category, target, title }) =>
    [severity, category, target, title].map(visible),
  )
  if (rows.length > 0) print(table(rows))
  say(`${file}: ${plural(drafts.length, 'draft')} to review`)
}
