/** Prints a model in another format, or checks that a committed file is what would be printed. */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { openDrafts } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { type ForeignId, isForeign } from '../../../shared/formats/formats.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import type { SvgTheme } from '../../../shared/report/svg/themes.ts'
import { readBytes, readInside } from '../../backend/files/read-file.ts'
import { writeFile } from '../../backend/files/writer.ts'
import { filesOf } from '../../backend/model-files/names.ts'
import { decodeText } from '../../backend/reading/decode.ts'
import { today } from '../../backend/today.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, printDocument, say, sayDiagnostics } from '../output.ts'

type Format =
  | 'mermaid'
  | 'dfd'
  | 'svg'
  | 'png'
  | 'md'
  | 'html'
  | 'pdf'
  | 'csv'
  | 'json'
  | 'yaml'
  | 'threagile'
  | 'threagile-0.9'
  | ForeignId

/** A picture may be larger than any model. */
const LARGEST_REPLACED = 1 << 28

interface Options {
  readonly to: Format
  readonly output?: string
  readonly check?: boolean
  /** Of a picture. */
  readonly theme: SvgTheme
  /** False: a picture shows the diagram alone. */
  readonly review: boolean
}

export async function exportFile([file = '']: string[], options: Options): Promise<ExitCode> {
  const [model, ...others] = await loadModels([file])
  if (!model || others.length > 0) {
    throw new AppError('bad-request', `${file} holds several models.`, { hint: 'Name the one to export.' })
  }
  if (options.to === 'png' || options.to === 'pdf') return exportBytes(model, options, options.to)
  const text = isForeign(options.to)
    ? await printForeign(model, options, options.to)
    : await printAs(model, options)
  if (options.check) return check(model, text, options)
  sayDiagnostics(model.diagnostics)
  if (options.output === undefined) printDocument(text)
  else await write(options.output, text)
  return 0
}

/** Into a file of that format that is there, or else the one that the model came from; what it cannot hold is told. */
async function printForeign(loaded: LoadedModel, options: Options, to: ForeignId): Promise<string> {
  const { writeText } = await import('../../backend/reading/read-text.ts')
  const base = (await findBase(options.output, to)) ?? (loaded.format === to ? loaded.text : undefined)
  const { text, diagnostics } = await writeText(to, loaded.model, loaded.layout, base)
  const file = options.output ?? loaded.shown
  sayDiagnostics(diagnostics.map((each) => ({ ...each, file })))
  return text
}

/** The text of a file that is to be updated; undefined where there is none, or it is of another format. */
async function findBase(output: string | undefined, to: ForeignId): Promise<string | undefined> {
  if (output === undefined) return undefined
  const { foreignFormatOf } = await import('../../../shared/formats/registry.ts')
  const bytes = await readBytes(path.resolve(output), output).catch(() => null)
  const text = bytes && decodeText(bytes)
  return text != null && foreignFormatOf(text, output) === to ? text : undefined
}

async function exportBytes(model: LoadedModel, options: Options, format: 'png' | 'pdf'): Promise<ExitCode> {
  const name = format.toUpperCase()
  if (options.check) {
    const instead = format === 'png' ? 'an SVG' : 'an HTML report'
    throw new AppError('bad-request', `A ${name} cannot be checked.`, {
      hint: `Commit and check ${instead}.`,
    })
  }
  if (options.output === undefined && process.stdout.isTTY) {
    throw new AppError('bad-request', `A ${name} is not for a terminal.`, { hint: 'Name a file with -o.' })
  }
  const bytes = await (format === 'png' ? paintPng(model, options) : paintPdf(model))
  sayDiagnostics(model.diagnostics)
  if (options.output === undefined) process.stdout.write(bytes)
  else await write(options.output, bytes)
  return 0
}

async function paintPng(model: LoadedModel, options: Options): Promise<Uint8Array> {
  const { renderPng } = await import('../picture/png.ts')
  const { bytes, usesSystemFonts } = await renderPng(await printPicture(model, options))
  if (usesSystemFonts)
    say('Some characters are not in Inter: they are drawn in fonts of this machine, or as empty boxes.')
  return bytes
}

async function paintPdf(model: LoadedModel): Promise<Uint8Array> {
  const { printOutside } = await import('../../backend/pdf/print-report.ts')
  return printOutside(model.root)(await printReport(model))
}

async function write(output: string, content: string | Uint8Array): Promise<void> {
  const { root, name } = await placeOf(output)
  await writeFile({ root, path: name, content, maxBytes: LARGEST_REPLACED })
}

async function printPicture(loaded: LoadedModel, { theme, review }: Options): Promise<string> {
  const { arrangedLayout } = await import('../picture/arrange.ts')
  const { marksOf } = await import('../../../shared/report/marks.ts')
  const { printSvg } = await import('../../../shared/report/svg/print.ts')
  const { model, drafts } = loaded
  const layout = await arrangedLayout(model, loaded.layout)
  if (!review) return printSvg(model, layout, { theme })
  return printSvg(model, layout, { theme, marks: marksOf(model, openDrafts(model, drafts ?? [])) })
}

/** Without stored ones the rules say what would wait, as `fenceline review` does. */
function draftsOf({ model, drafts, config }: LoadedModel): readonly Draft[] {
  return drafts ?? evaluateModel(model, { team: config.rules })
}

async function printReport(loaded: LoadedModel): Promise<string> {
  const { arrangedLayout } = await import('../picture/arrange.ts')
  const { printHtml } = await import('../../../shared/report/html/report.ts')
  const { model } = loaded
  return printHtml(model, await arrangedLayout(model, loaded.layout), draftsOf(loaded), today())
}

/** Each format's printer is loaded only when it is asked for. */
async function printAs(loaded: LoadedModel, options: Options): Promise<string> {
  const { model, layout } = loaded
  const format = options.to
  if (format === 'svg') return printPicture(loaded, options)
  if (format === 'html') return printReport(loaded)
  if (format === 'mermaid')
    return (await import('../../../shared/formats/mermaid/write.ts')).printMermaid(model)
  if (format === 'dfd') return (await import('../../../shared/formats/dfd/write.ts')).printDfd(model)
  if (format === 'md') return (await import('../../../shared/report/markdown.ts')).printMarkdown(model)
  if (format === 'csv') return (await import('../../../shared/report/csv.ts')).printCsv(model)
  if (format === 'yaml') return (await import('../../../shared/formats/fenceline/index.ts')).printModel(model)
  if (format === 'threagile' || format === 'threagile-0.9') {
    const { printThreagile } = await import('../../../shared/formats/fenceline/threagile/print.ts')
    return printThreagile(model, format === 'threagile' ? 'head' : '0.9')
  }
  const { printJson } = await import('../../../shared/formats/json/write.ts')
  return printJson(model, openDrafts(model, draftsOf(loaded)), layout)
}

async function check(
  model: LoadedModel,
  text: string,
  { to, output, theme, review }: Options,
): Promise<ExitCode> {
  const target = output ?? derivedPath(model, to)
  const { root, name } = await placeOf(target)
  const file = await readInside(root, name)
  if (file?.text?.replace(/\r\n/g, '\n') === text.replace(/\r\n/g, '\n')) return 0
  const what = file === null ? 'does not exist' : `is not what ${model.shown} prints`
  const look = `${theme === 'light' ? '' : ` --theme ${theme}`}${review ? '' : ' --no-review'}`
  say(`${target} ${what}; run fenceline export ${model.shown} --to ${to}${look} -o ${target}`)
  return 1
}

function derivedPath(model: LoadedModel, format: Format): string {
  const { mermaid, markdown, dfd } = filesOf(model.shown).derived
  const derived: Partial<Record<Format, string>> = { mermaid, md: markdown, dfd }
  const path = derived[format]
  if (path !== undefined) return path
  throw new AppError('bad-request', `No ${format} file belongs to a model.`, {
    hint: 'Name the file to check with -o.',
  })
}

async function placeOf(file: string): Promise<{ root: string; name: string }> {
  const place = path.resolve(file)
  const root = await realpath(path.dirname(place)).catch(() => {
    throw new AppError('not-found', `There is no folder for ${file}.`, { hint: 'Create the folder first.' })
  })
  return { root, name: path.basename(place) }
}
