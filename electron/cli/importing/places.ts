/** Where the models of each file go, decided for all of them before the first is written. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { modelStem } from '../../../shared/formats/importing/names.ts'
import { uniqueId } from '../../../shared/model/ids.ts'
import type { Source } from './sources.ts'

export interface Place {
  /** A real folder. */
  readonly root: string
  /** As the user would name it. */
  readonly shown: string
  /** From `root` to where the models go, which may not be there yet; '' is `root` itself. */
  readonly folder: string
  /** What the models' names begin with. */
  readonly stem: string
  /** The name of the one model, where the user gave it. */
  readonly file?: string
}

/**
 * Beside each file; with `output` in that folder, where found files keep their sub-folders; one file's model may be
 * named by it. Files that would get the same name are told apart by a number.
 */
export async function placesFor(
  sources: readonly Source[],
  output: string | undefined,
  of: { readonly isOne: boolean; readonly isSplit: boolean },
): Promise<readonly Place[]> {
  const isFile = output !== undefined && of.isOne && !/[\\/]$/.test(output) && !(await isFolder(output))
  // The models of several pages are named after one that is a file's.
  if (isFile && (!of.isSplit || /\.ya?ml$/i.test(output))) return [await placeOfFile(output)]
  const taken = new Set<string>()
  const target = output === undefined ? undefined : await ancestorOf(output)
  const places: Place[] = []
  for (const source of sources) {
    const within = path.dirname(source.name)
    const inTarget = source.isFound ? within : '.'
    const root = target?.root ?? (await realpath(path.join(source.root, within)))
    const folder = slashed(target ? path.join(target.rest, inTarget) : '')
    // Two names that differ in case are one file on many disks.
    const keyOf = (stem: string) => path.join(root, folder, stem).toLowerCase()
    const stem = uniqueId(modelStem(source.name), (name) => taken.has(keyOf(name)))
    taken.add(keyOf(stem))
    places.push({ root, shown: target?.shown ?? path.dirname(source.shown), folder, stem })
  }
  return places
}

async function placeOfFile(output: string): Promise<Place> {
  const root = await realpath(path.dirname(path.resolve(output))).catch(() => {
    throw new AppError('not-found', `There is no folder for ${output}.`, { hint: 'Create the folder first.' })
  })
  const file = path.basename(output)
  return { root, shown: path.dirname(output), folder: '', stem: modelStem(file), file }
}

/** The nearest folder that is there already, and the way on from it: nothing is made before something is written. */
async function ancestorOf(
  output: string,
): Promise<{ readonly root: string; readonly shown: string; readonly rest: string }> {
  let shown = path.normalize(output)
  const rest: string[] = []
  while (!(await isFolder(shown))) {
    if (await isThere(shown)) {
      const hint = 'Name a folder: several models are written.'
      throw new AppError('bad-request', `${shown} is no folder.`, { hint })
    }
    rest.unshift(path.basename(shown))
    shown = path.dirname(shown)
  }
  return { root: await realpath(shown), shown, rest: path.join(...rest) }
}

function slashed(folder: string): string {
  return folder === '.' ? '' : folder.split(path.sep).join('/')
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

async function isThere(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  )
}
