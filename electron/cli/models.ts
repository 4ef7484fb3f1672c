/** Turns the files and folders of a command line into models. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Diagnostic, Range } from '../../shared/core/diagnostics.ts'
import { AppError } from '../../shared/core/errors.ts'
import { readConfig, readLayout, readModel } from '../../shared/formats/fenceline/index.ts'
import type { ReadResult } from '../../shared/formats/format.ts'
import type { ReadAny } from '../../shared/formats/registry.ts'
import type { FileBeside } from '../../shared/lint/rule.ts'
import { type Config, DEFAULT_CONFIG } from '../../shared/model/config.ts'
import type { Layout } from '../../shared/model/layout.ts'
import type { Draft, Model, Remark } from '../../shared/model/schema.ts'
import { toFault } from '../backend/files/faults.ts'
import { readBytes } from '../backend/files/read-file.ts'
import { readDrafts } from '../backend/model-files/drafts-file.ts'
import { isModelPath } from '../backend/model-files/names.ts'
import { includeFrom, type ModelOnDisk, readModelFiles } from '../backend/model-files/read-model.ts'
import { decodeText } from '../backend/reading/decode.ts'
import { scanFolder } from '../backend/workspace/scan.ts'
import { say } from './output.ts'

type Origin = (elementId: string) => { readonly file: string; readonly range: Range } | undefined

export interface LoadedFile {
  /** As the user would name it: relative to where the command runs. */
  readonly shown: string
  /** Real folder that `disk` was read from. */
  readonly root: string
  readonly disk: ModelOnDisk
  readonly text: string
  readonly read: ReadResult
  readonly format: ReadAny['format']
  /** Where an element stands, in files that the model includes too. */
  readonly origin: Origin
  /** What the file itself carries, else what is beside it. */
  readonly layout: Layout
  /** Null when none are stored. */
  readonly drafts: readonly Draft[] | null
  readonly remarks: readonly Remark[]
  readonly config: Config
  /** Where entries of the config and the layout stand; absent where the model has no such file. */
  readonly configFile?: FileBeside
  readonly layoutFile?: FileBeside
  /** Of every file that was read for this model, each with its file. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface LoadedModel extends LoadedFile {
  readonly model: Model
}

/** What a command can do without. */
interface Wanted {
  /** False leaves the layout beside the model unread: it takes a tenth of the time and draws nothing here. */
  readonly isDrawn?: boolean
  /** False leaves the stored drafts unread, as if there were none: they are many times the text of the model. */
  readonly hasDrafts?: boolean
}

/** Every model that `paths` name; a folder stands for the models in it. Throws when one of them names none. */
export async function loadFiles(
  paths: readonly string[],
  wanted: Wanted = {},
): Promise<readonly LoadedFile[]> {
  const loaded: LoadedFile[] = []
  for (const given of paths.length > 0 ? paths : ['.']) {
    if (await isFolder(given)) {
      const root = await realpath(given)
      const { models, isComplete } = await scanFolder(root)
      if (models.length === 0) throw noModelIn(given)
      if (!isComplete) say(`${given} is too large or too deep to be searched whole. Name the folders in it.`)
      for (const model of models) loaded.push(await loadFile(root, model, path.join(given, model), wanted))
    } else {
      const place = path.resolve(given)
      loaded.push(await loadFile(await realpath(path.dirname(place)), path.basename(place), given, wanted))
    }
  }
  return loaded
}

/** One folder of several without a model fails, too: what was named and not looked at would pass for checked. */
export function noModelIn(folder: string): AppError {
  const where = folder === '.' ? 'this folder' : folder
  return new AppError('not-found', `There is no threat-model.yaml in ${where}.`, {
    hint: 'Name a file, or run fenceline init.',
  })
}

/** As `loadFiles`, for commands that need whole models. Throws `invalid-file` for one that cannot be read. */
export async function loadModels(
  paths: readonly string[],
  wanted: Wanted = {},
): Promise<readonly LoadedModel[]> {
  return (await loadFiles(paths, wanted)).map(wholeModel)
}

/** Throws `invalid-file` for a file that is not a whole model. */
export function wholeModel(file: LoadedFile): LoadedModel {
  const { model } = file.read
  if (model) return { ...file, model }
  throw notWhole(file)
}

/** Why a file without a model has none, with the place of its first error. */
export function notWhole(file: LoadedFile): AppError {
  const problem = file.diagnostics.find(({ severity }) => severity === 'error')
  const line = problem?.range ? `:${problem.range.start.line}:${problem.range.start.column}` : ''
  const message = `${file.shown}${line} is not a whole model: ${problem?.message ?? 'it is empty'}`
  return new AppError('invalid-file', message, {
    hint: `Run fenceline lint ${file.shown} for all problems.`,
  })
}

async function isFolder(given: string): Promise<boolean> {
  try {
    return (await stat(given)).isDirectory()
  } catch (error) {
    throw toFault(error, given, 'read')
  }
}

/** One file by its path from `root`, a real folder. Throws when it cannot be read at all. */
export async function loadFile(
  root: string,
  name: string,
  shown: string,
  wanted: Wanted = {},
): Promise<LoadedFile> {
  return understandFile({ root, name, shown, disk: await readModelFiles(root, name), ...wanted })
}

/** What the files of a model mean, from wherever they were read. */
export async function understandFile({
  root,
  name,
  shown,
  disk,
  isDrawn = true,
  hasDrafts = true,
}: Pick<LoadedFile, 'root' | 'shown' | 'disk'> & Wanted & { readonly name: string }): Promise<LoadedFile> {
  if (!disk.model) throw new AppError('not-found', `There is no ${shown}.`, { hint: 'Check the path.' })
  const text = disk.model.text ?? (await readOtherEncoding(root, name))
  if (text === null) {
    throw new AppError('invalid-file', `${shown}:1:1 is not UTF-8 text.`, {
      hint: 'Unpack it if it is an archive, or save it as UTF-8.',
    })
  }
  const beside = (file: string) => path.join(path.dirname(shown), path.basename(file))
  const read = await readText(text, name, shown, disk)
  const layout = !isDrawn || disk.layout?.text == null ? null : readLayout(disk.layout.text)
  const config = disk.config?.text == null ? null : readConfig(disk.config.text)
  const drafts = readDrafts(hasDrafts ? disk.drafts : null, disk.home.drafts)
  const layoutFile = beside(disk.files.layout)
  const configFile = path.relative('.', path.join(disk.home.folder, disk.home.config))
  return {
    shown,
    root,
    disk,
    text,
    read,
    format: read.format,
    origin: read.origin,
    layout: layout?.layout ?? read.layout,
    drafts: drafts.drafts,
    remarks: drafts.remarks,
    config: config?.config ?? DEFAULT_CONFIG,
    ...(config ? { configFile: { file: configFile, locate: config.locate } } : {}),
    ...(layout ? { layoutFile: { file: layoutFile, locate: layout.locate } } : {}),
    diagnostics: [
      ...named(read.diagnostics, shown),
      ...named(layout?.diagnostics ?? [], layoutFile),
      ...named(config?.diagnostics ?? [], configFile),
      ...drafts.diagnostics,
    ],
  }
}

/** Our own files are UTF-8; other tools write UTF-16 as well. */
async function readOtherEncoding(root: string, name: string): Promise<string | null> {
  if (isModelPath(name)) return null
  return decodeText(await readBytes(path.join(root, name), name))
}

/** The other formats' readers are loaded only for files that are not named as a model. */
async function readText(
  text: string,
  name: string,
  shown: string,
  disk: ModelOnDisk,
): Promise<ReadAny & { readonly origin: Origin }> {
  const include = includeFrom(disk)
  const read: ReadAny & Partial<Pick<ReturnType<typeof readModel>, 'origin'>> = isModelPath(name)
    ? { ...readModel(text, name, include), format: 'fenceline' }
    : await (await import('../backend/reading/read-text.ts')).readText(text, name, include)
  // Files are named as the user would name them, those that are included too.
  const shownAs = (file: string) =>
    file === name ? shown : path.join(path.dirname(shown), path.relative(path.dirname(name), file))
  return {
    ...read,
    origin: (id) => {
      const found = read.origin?.(id)
      return found && { file: shownAs(found.file ?? name), range: found.range }
    },
    diagnostics: read.diagnostics.map(({ file, ...rest }) => ({ ...rest, file: shownAs(file ?? name) })),
  }
}

function named(diagnostics: readonly Diagnostic[], file: string): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => ({ ...diagnostic, file: diagnostic.file ?? file }))
}
