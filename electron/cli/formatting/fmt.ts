/** Puts model files into canonical order and style, or says which are not. */
import path from 'node:path'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { formatModelText } from '../../../shared/text-editing/formatting/format-model.ts'
import { writeFile } from '../../backend/files/writer.ts'
import { isModelPath } from '../../backend/model-files/names.ts'
import { includeFrom } from '../../backend/model-files/read-model.ts'
import { loadFiles } from '../models.ts'
import { type ExitCode, print, say, sayDiagnostics, visible } from '../output.ts'

interface Options {
  readonly check?: boolean
}

/** Nothing is written while one of the files cannot be read. */
export async function fmt(paths: string[], { check = false }: Options): Promise<ExitCode> {
  const files = (await loadFiles(paths, { isDrawn: false })).map((file) => {
    if (!isModelPath(path.basename(file.shown))) {
      throw new AppError('bad-request', `${file.shown} is not the name of a model.`, {
        hint: 'Name a threat-model.yaml or a folder; other formats are printed by fenceline export.',
      })
    }
    return { ...file, formatted: formatModelText(file.text, file.shown, includeFrom(file.disk)) }
  })
  const unread = files.filter(({ formatted }) => formatted.text === null)
  for (const { formatted } of files)
    sayDiagnostics(
      formatted.diagnostics.filter(
        ({ code, severity }) =>
          code === 'not-formatted' || (hasErrors(formatted.diagnostics) && severity === 'error'),
      ),
    )
  if (unread.length > 0) {
    say('Nothing was formatted.')
    return 2
  }
  const untidy = files.filter(({ text, formatted }) => formatted.text !== text)
  for (const { shown, root, disk, text, formatted } of untidy) {
    if (!check)
      await writeFile({
        root,
        path: disk.files.model,
        content: formatted.text ?? text,
        base: disk.model?.hash ?? null,
      })
    print(check ? visible(shown) : `formatted ${visible(shown)}`)
  }
  say(
    `${plural(files.length, 'model')} looked at: ${untidy.length} ${check ? 'not in canonical form' : 'changed'}`,
  )
  return check && untidy.length > 0 ? 1 : 0
}
