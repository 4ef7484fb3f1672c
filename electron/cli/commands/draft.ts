/** Drafts threats with the offline rules, and with `--llm` a language model, and stores them for review. */
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { isSettled, openDrafts } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { mergeDrafts } from '../../../shared/analysis/redrafting/redraft.ts'
import { plural } from '../../../shared/core/text.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { saveDrafts } from '../../backend/model-files/drafts/save-drafts.ts'
import { holdsOnly, readDrafts } from '../../backend/model-files/drafts-file.ts'
import { checkOptions, type DraftOptions } from '../llm/options.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, print, printJson, say, table, visible } from '../output.ts'

export async function draft(paths: string[], options: DraftOptions): Promise<ExitCode> {
  checkOptions(options)
  if (options.llm) return (await import('../llm/draft-llm.ts')).draftWithModel(paths, options)
  const models = await loadModels(paths, { isDrawn: false, hasDrafts: false })
  const results: Result[] = []
  for (const model of models) {
    const targets = options.changed ? changedIn(model) : undefined
    const drafts = openDrafts(model.model, await store(model, targets))
    results.push({ file: model.shown, ...(targets && { drafted: targets }), drafts })
  }
  if (options.format === 'json') printJson({ models: results })
  else for (const result of results) printDrafts(result)
  return 0
}

interface Result {
  readonly file: string
  /** With `--changed`: the targets that were drafted again. */
  readonly drafted?: readonly string[]
  readonly drafts: readonly Draft[]
}

/** What nobody reviewed as it is now. */
function changedIn({ model }: LoadedModel): readonly string[] {
  return listTargets(model).filter((target) => !isSettled(model, target))
}

/** Drafts of a language model stay: they cost money, and the rules know nothing of them. */
async function store(
  { root, disk, model, config }: LoadedModel,
  targets?: readonly string[],
): Promise<readonly Draft[]> {
  const fresh = evaluateModel(model, { team: config.rules })
  // Nothing changed, and nothing else is stored: what takes longest is to read what is there already.
  if (!targets && disk.drafts?.text && holdsOnly(disk.drafts.text, fresh)) return fresh
  const stored = readDrafts(disk.drafts, disk.home.drafts)
  const there = new Set(listTargets(model))
  const known = (stored.drafts ?? []).filter(
    ({ source, target }) => source.by !== 'rules' || there.has(target),
  )
  const all = targets
    ? mergeDrafts(known, fresh, targets)
    : [...fresh, ...known.filter(({ source }) => source.by !== 'rules')]
  await saveDrafts(root, disk, { drafts: all, remarks: stored.remarks })
  return all
}

function printDrafts({ file, drafted, drafts }: Result): void {
  const rows = drafts.map(({ severity, category, target, title }) =>
    [severity, category, target, title].map(visible),
  )
  if (rows.length > 0) print(table(rows))
  const again = drafted ? `${plural(drafted.length, 'target')} drafted again, ` : ''
  say(`${file}: ${again}${plural(drafts.length, 'draft')} to review`)
}
