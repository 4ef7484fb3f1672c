/** The model as a file of another tool: a new one, or a copy of one that is there with the model put into it. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { FORMATS, type Format } from '../../../shared/formats/formats.ts'
import { fileStem } from '../../../shared/model/ids.ts'
import { download } from '../../platform/download.ts'
import { readText, writeText } from '../../platform/reading/read-text.ts'
import { currentDocument } from '../../state/document.ts'
import { problemOf } from '../../state/problem.ts'
import { notify } from '../../state/ui.ts'

const ABOUT: Readonly<Record<string, string>> = {
  'threat-dragon': 'Diagram and threats, to go on there',
  otm: 'Zones, components, flows and threats, for IriusRisk and others',
  drawio: 'The diagram, to draw on there',
}

/** Formats of other tools that can be written. */
export const FOREIGN_EXPORTS: readonly (Format & { readonly about: string })[] = FORMATS.filter(
  (format: Format) => format.loadWriter,
).map((format) => ({ ...format, about: ABOUT[format.id] ?? '' }))

/** Hands the file to the browser and gives what the format cannot hold. Throws an AppError for a base of another format. */
export async function exportForeign(format: Format, base?: File): Promise<readonly Diagnostic[]> {
  const { model, layout } = currentDocument()
  const text = base ? await baseText(format, base) : undefined
  const written = await writeText(format.id, model, layout, text)
  const name = base?.name ?? `${fileStem(model.title, 'threat-model')}.${format.extensions[0] ?? 'txt'}`
  download(name, new Blob([written.text], { type: 'application/octet-stream' }))
  notify(
    'done',
    base ? `${base.name} is downloaded with this model in it.` : `Downloaded as ${format.title}.`,
  )
  return written.diagnostics
}

/** As `exportForeign`, for where there is no room to list what is lost. */
export async function downloadForeign(format: Format): Promise<void> {
  try {
    const lost = await exportForeign(format)
    if (lost.length === 0) return
    notify(
      'warning',
      `${plural(lost.length, 'detail')} cannot be held by ${format.title}.`,
      'Export lists them.',
    )
  } catch (error) {
    notify('error', `${format.title} could not be made.`, problemOf(error).message)
  }
}

async function baseText(format: Format, file: File): Promise<string> {
  const { textOf } = await import('../../state/importing/importing.ts')
  const got = await textOf(file)
  if (!('text' in got)) throw new AppError('invalid-file', `${file.name}: ${got.refused}`)
  const { format: found, model, diagnostics } = await readText(got.text, file.name)
  if (found === format.id && model) return got.text
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  const line = problem?.range ? `Line ${problem.range.start.line}: ` : ''
  throw new AppError('invalid-file', `${file.name} is no file of ${format.title} that can be updated.`, {
    hint: problem ? `${line}${problem.message}` : 'Choose a file that this tool saved.',
  })
}
