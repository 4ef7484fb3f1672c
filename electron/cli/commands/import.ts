/** Makes models and layouts from files in any readable format, and says what was carried, guessed and lost. */
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { modelsOf } from '../../../shared/formats/importing/imported.ts'
import { readInRoom } from '../../../shared/formats/importing/in-room.ts'
import { DEFAULT_CONFIG } from '../../../shared/model/config.ts'
import { type Place, placesFor } from '../importing/places.ts'
import { modelsJson, type Outcome, outcomeLine, reportJson } from '../importing/report.ts'
import { listSources, type Source } from '../importing/sources.ts'
import { writeModels } from '../importing/write-models.ts'
import { loadFile, notWhole } from '../models.ts'
import { type ExitCode, print, printJson, say, sayDiagnostics, sayFault } from '../output.ts'

interface Options {
  readonly output?: string
  /** A model for each page of a diagram that has several. */
  readonly split?: boolean
  /** Space for words in drawings of small boxes, as an import in the app makes it. */
  readonly room?: boolean
  readonly format: 'text' | 'json'
}

/**
 * A file that fails takes no other with it: nothing is written for it, the others are imported, and the exit code is 2.
 * With `--format json` and no output nothing is written at all; no existing file is ever replaced.
 */
export async function importFiles(paths: string[], options: Options): Promise<ExitCode> {
  const sources = await listSources(paths)
  const isOne = sources.length === 1 && sources[0]?.isFound === false
  const isPrinted = options.format === 'json' && options.output === undefined
  const places = isPrinted
    ? []
    : await placesFor(sources, options.output, { isOne, isSplit: options.split ?? false })
  const outcomes: Outcome[] = []
  for (const [at, source] of sources.entries()) {
    const outcome = await importOne(source, places[at], options)
    outcomes.push(outcome)
    sayDiagnostics(outcome.diagnostics)
    if (options.format === 'text' && outcome.written.length > 0) print(outcomeLine(outcome))
  }
  if (options.format === 'json') printJson(isOne ? oneJson(outcomes) : { files: outcomes.map(fileJson) })
  return endOf(outcomes, isOne)
}

/** Tells what failed, after all that did not. */
function endOf(outcomes: readonly Outcome[], isOne: boolean): ExitCode {
  const failed = outcomes.flatMap(({ file, fault }) => (fault ? { file, fault } : []))
  const first = failed[0]?.fault
  if (!first) return 0
  if (isOne) sayFault(first)
  else {
    say(`${failed.length} of ${plural(outcomes.length, 'file')} could not be imported:`)
    for (const { file, fault } of failed) say(failureLine(file, fault))
  }
  return 2
}

/** Of many files: which it is, what is wrong and what to do. */
function failureLine(file: string, { code, message, hint }: AppError): string {
  const what = message.includes(file) ? message : `${file}: ${message}`
  const next = code === 'exists' ? 'Move it away, or name another folder with -o.' : hint
  return next ? `${what} ${next}` : what
}

async function importOne(source: Source, place: Place | undefined, options: Options): Promise<Outcome> {
  const { root, name, shown } = source
  const nothing: Outcome = {
    ...{ file: shown, format: 'unknown', models: [], written: [], diagnostics: [] },
    team: DEFAULT_CONFIG.rules,
  }
  try {
    const file = await loadFile(root, name, shown)
    const { format, layout, config } = file
    const { model } = file.read
    // The first error is in the fault's words.
    const [, ...errors] = file.diagnostics.filter(({ severity }) => severity === 'error')
    if (!model) return { ...nothing, format, diagnostics: errors, fault: notWhole(file) }
    const drawn = { ...file.read, model, layout }
    const shaped = options.room ? readInRoom(drawn) : drawn
    const { models, diagnostics } = modelsOf({ ...shaped, model }, options.split ?? false, name)
    const told = [...file.diagnostics, ...diagnostics.map((each) => ({ ...each, file: shown }))]
    const read = { ...nothing, format, models, diagnostics: told, team: config.rules }
    if (!place) return read
    return { ...read, written: await writeModels(place, models) }
  } catch (error) {
    if (error instanceof AppError) return { ...nothing, fault: error }
    throw error
  }
}

/** One file's model has the shape of `export --to json`, with the report beside. */
function oneJson(outcomes: readonly Outcome[]): object {
  const [outcome] = outcomes
  if (!outcome) return {}
  const models = modelsJson(outcome)
  return { ...(models.length === 1 ? models[0] : { models }), report: reportJson(outcome) }
}

function fileJson(outcome: Outcome): object {
  return { ...reportJson(outcome), models: modelsJson(outcome) }
}
