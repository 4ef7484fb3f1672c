/** The models of a place at one side of a comparison: a commit, or the files of the working folder. */
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { listPathsAt } from '../../backend/git/objects.ts'
import type { CommitId } from '../../backend/git/revisions.ts'
import { readFilesAt } from '../../backend/history/model-at.ts'
import { isModelPath } from '../../backend/model-files/names.ts'
import { isScanned, scanFolder } from '../../backend/workspace/scan.ts'
import { type LoadedFile, type LoadedModel, loadFile, understandFile, wholeModel } from '../models.ts'
import { say } from '../output.ts'
import type { Place } from './places.ts'

/** Null: the working folder. */
export type When = CommitId | null

/** Their paths from the place's folder. */
export async function listModels(
  { given, repo, only, isFolder }: Place,
  when: When,
): Promise<readonly string[]> {
  if (when !== null) {
    const paths = await listPathsAt(repo, when)
    return only === null
      ? paths.filter((name) => isModelPath(name) && isScanned(name))
      : paths.filter((name) => name === only)
  }
  if (!isFolder) return []
  if (only !== null) return (await isThere(repo.root, only)) ? [only] : []
  const { models, isComplete } = await scanFolder(repo.root)
  if (!isComplete) say(`${given} is too large or too deep to be searched whole. Name the folders in it.`)
  return models
}

/** Loads a model of one side, or null where that side does not have it. */
export type LoadSide<T> = (place: Place, when: When, name: string) => Promise<T | null>

/** As `loadFiles` loads it. Throws when it cannot be read at all. */
export const loadSide: LoadSide<LoadedFile> = async (place, when, name) => {
  const { repo, isFolder } = place
  const shown = shownIn(place, name)
  if (when === null) {
    return isFolder && (await isThere(repo.root, name)) ? loadFile(repo.root, name, shown) : null
  }
  const disk = await readFilesAt(repo, when, name)
  return disk && understandFile({ root: repo.root, name, shown, disk })
}

/** As `loadSide`, for whole models only: throws `invalid-file` for any other. */
export const loadModelSide: LoadSide<LoadedModel> = async (place, when, name) => {
  const file = await loadSide(place, when, name)
  if (file === null) return null
  const { model } = file.read
  if (model !== null) return { ...file, model }
  if (when === null) return wholeModel(file)
  const problem = file.diagnostics.find(({ severity }) => severity === 'error')
  const line = problem?.range ? `:${problem.range.start.line}` : ''
  throw new AppError(
    'invalid-file',
    `${when.slice(0, 8)}:${file.shown}${line} is not a whole model: ${problem?.message ?? 'it is empty'}`,
    { hint: 'Compare with a commit where it is one.' },
  )
}

/** A model's path as the user would name it. */
export function shownIn({ given, only }: Place, name: string): string {
  return only === null ? path.join(given, name) : path.join(path.dirname(given), name)
}

async function isThere(root: string, name: string): Promise<boolean> {
  return lstat(path.join(root, name)).then(
    () => true,
    () => false,
  )
}
