/** Shows what was edited by hand in files that are printed from a model, and applies it to the model. */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { type Document, withRemarks } from '../../../shared/model/document.ts'
import { type HandEdits, type HandText, readHandEdits } from '../../../shared/text-editing/hand-edits.ts'
import { isOlder } from '../../backend/model-files/age.ts'
import { stateOf, wantedFormats } from '../../backend/model-files/derived.ts'
import { type DerivedFormat, isModelPath, modelPathOf } from '../../backend/model-files/names.ts'
import { saveModel } from '../../backend/model-files/save-model.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { diagnosticLine, type ExitCode, isColoured, print, say, sayDiagnostics, visible } from '../output.ts'

interface Options {
  readonly dryRun?: boolean
}

interface Found {
  readonly loaded: LoadedModel
  readonly document: Document
  readonly texts: readonly HandText[]
  readonly read: HandEdits
  /** Files that the model was written after: they may only be behind it. */
  readonly behind: readonly string[]
}

/** Nothing is written for any model while a file of one of them cannot be read, or may only be behind its model. */
export async function sync(paths: string[], { dryRun = false }: Options): Promise<ExitCode> {
  const models = await loadModels(paths.map(toModelPath))
  for (const { shown } of models) {
    if (isModelPath(path.basename(shown))) continue
    throw new AppError('bad-request', `${shown} is not the name of a model.`, {
      hint: 'Name a threat-model.yaml, a file that is printed from one, or a folder.',
    })
  }
  const named = new Set(paths.map((given) => path.resolve(given)))
  const found: Found[] = []
  for (const loaded of models) found.push(await look(loaded, named))
  for (const each of found) show(each, dryRun)
  if (found.some(({ behind, read }) => read.document === null || behind.length > 0)) {
    say('Nothing was written.')
    return 2
  }
  if (dryRun) return 0
  for (const each of found) if (each.texts.length > 0) await apply(each)
  return 0
}

/** A file that is printed from a model stands for its model. */
function toModelPath(given: string): string {
  return modelPathOf(given) ?? given
}

async function look(loaded: LoadedModel, named: ReadonlySet<string>): Promise<Found> {
  const { model, layout, drafts, remarks, disk, config, shown, root } = loaded
  const document = withRemarks({ model, layout, drafts: drafts ?? [] }, remarks)
  const texts: HandText[] = []
  for (const format of ['mermaid', 'markdown', 'dfd'] as const) {
    const file = disk.derived[format]
    if (file === null || stateOf(format, file, model) === 'current') continue
    const name = beside(shown, disk.files.derived[format])
    if (!wantedFormats(config).includes(format)) {
      if (format === 'dfd')
        say(
          `${name} is left alone: dfd is off under derived in .fenceline/config.yaml, so no save prints it.`,
        )
    } else if (!isReadBack(format)) {
      say(`${name} differs from the model and cannot be read back; run ${printAnew(shown, name, format)}`)
    } else if (file.text === null) {
      throw new AppError('invalid-file', `${name} is not UTF-8 text.`, {
        hint: 'Nothing was written. Save it as UTF-8.',
      })
    } else texts.push({ path: name, format, text: file.text })
  }
  const unnamed = texts.filter((each) => !named.has(path.resolve(each.path)))
  const behind: string[] = []
  for (const { format, path: name } of unnamed) {
    if (await isOlder(root, format, disk)) behind.push(name)
  }
  return { loaded, document, texts, read: readHandEdits(document, texts), behind }
}

function isReadBack(format: DerivedFormat): format is HandText['format'] {
  return format !== 'markdown'
}

function printAnew(shown: string, name: string, format: DerivedFormat): string {
  return `fenceline export ${shown} --to ${format === 'markdown' ? 'md' : format} -o ${name}`
}

function beside(shown: string, file: string): string {
  return path.join(path.dirname(shown), path.basename(file))
}

function show({ behind, loaded, read, texts }: Found, isDry: boolean): void {
  const { shown } = loaded
  if (texts.length === 0) {
    print(`${visible(shown)}: nothing to sync`)
    return
  }
  const broken = read.diagnostics.filter(({ severity }) => severity === 'error')
  if (read.document === null && broken.length > 0) {
    const on = isColoured(process.stderr)
    for (const diagnostic of broken) process.stderr.write(`${diagnosticLine(diagnostic, on)}\n`)
    return
  }
  for (const conflict of read.conflicts) say(`${shown}: conflict: ${conflict}`)
  for (const { changes, path: name } of read.edits) {
    const what =
      changes.length > 0
        ? plural(changes.length, 'change')
        : `only comments or spelling differ; ${isDry ? 'it would be' : 'it is'} printed anew`
    print([`${visible(name)}: ${what}`, ...changes.map((change) => `  ${visible(change)}`)].join('\n'))
  }
  for (const { format, path: name } of texts) {
    if (!behind.includes(name)) continue
    say(
      `${name} is older than ${shown}, so it may only be behind it. To print it anew, run ${printAnew(shown, name, format)}; to apply it all the same, run fenceline sync ${name}`,
    )
  }
}

/** By the same way as the app saves, so that the model's own text, layout and derived files all follow. */
async function apply({ loaded, read, texts }: Found): Promise<void> {
  if (read.document === null) return
  const { disk, root, shown } = loaded
  const { model, layout, drafts, remarks } = read.document
  const edited = texts.map(({ format }) => disk.files.derived[format])
  const saved = await saveModel(root, {
    path: disk.files.model,
    model,
    layout,
    drafts: [...drafts],
    ...(remarks ? { remarks } : {}),
    source: null,
    modelHash: disk.model?.hash ?? null,
    layoutHash: disk.layout?.hash ?? null,
    overwriteDerived: edited,
  })
  sayDiagnostics(saved.diagnostics.filter(({ severity }) => severity !== 'info'))
  for (const name of saved.written) say(`wrote ${beside(shown, name)}`)
}
