/** Makes a model and its layout from a file in any readable format, and says what could not be carried. */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import { printJson } from '../../../shared/formats/json/write.ts'
import { writeFile } from '../../backend/files/writer.ts'
import { filesOf } from '../../backend/model-files/names.ts'
import { type LoadedModel, loadModels } from '../models.ts'
import { type ExitCode, print, sayDiagnostics, visible } from '../output.ts'

interface Options {
  readonly output?: string
  readonly format: 'text' | 'json'
}

/** With `--format json` and no output the model is only printed; no existing file is ever replaced. */
export async function importFile([file = '']: string[], options: Options): Promise<ExitCode> {
  const [model, ...others] = await loadModels([file])
  if (!model || others.length > 0) {
    throw new AppError('bad-request', `${file} is a folder.`, { hint: 'Name the file to import.' })
  }
  sayDiagnostics(model.diagnostics)
  if (options.format === 'json')
    print(printJson(model.model, evaluateModel(model.model, { team: model.config.rules }), model.layout))
  if (options.format === 'json' && options.output === undefined) return 0
  const output = options.output ?? defaultOutput(file)
  for (const written of await write(model, output)) {
    if (options.format === 'text') print(`wrote ${visible(written)}`)
  }
  return 0
}

function defaultOutput(file: string): string {
  const name = path.basename(file)
  return `${name.slice(0, name.length - path.extname(name).length) || 'imported'}.threat-model.yaml`
}

async function write({ model, layout }: LoadedModel, output: string): Promise<readonly string[]> {
  const place = path.resolve(output)
  const root = await realpath(path.dirname(place)).catch(() => {
    throw new AppError('not-found', `There is no folder for ${output}.`, { hint: 'Create the folder first.' })
  })
  const files = filesOf(path.basename(place))
  const written = [output]
  await writeFile({ root, path: files.model, content: printModel(model), base: null })
  if (layout.boxes.length + layout.notes.length + layout.routes.length > 0) {
    await writeFile({ root, path: files.layout, content: printLayout(layout), base: null })
    written.push(path.join(path.dirname(output), files.layout))
  }
  return written
}
