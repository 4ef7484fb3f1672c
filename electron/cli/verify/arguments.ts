/** A command line that may begin with a range of revisions. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { isModelPath } from '../../backend/model-files/names.ts'

export interface Arguments {
  /** Null: the whole history. */
  readonly range: string | null
  readonly paths: readonly string[]
}

/** The first argument is a range unless it is a path: what is both is taken for the path, as `./` says it too. */
export async function readArguments(given: readonly string[]): Promise<Arguments> {
  const [first, ...others] = given
  if (first === undefined) return { range: null, paths: [] }
  const isPath =
    path.isAbsolute(first) || /^\.{1,2}(?:[/\\]|$)/.test(first) || isModelPath(first) || (await exists(first))
  return isPath ? { range: null, paths: given } : { range: first, paths: others }
}

function exists(place: string): Promise<boolean> {
  return stat(path.resolve(place)).then(
    () => true,
    () => false,
  )
}
