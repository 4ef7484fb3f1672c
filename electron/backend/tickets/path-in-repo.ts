import path from 'node:path'
import { findHome } from '../model-files/home.ts'

/** A model's path from the repo's own folder, whichever folder of it is open; with forward slashes. */
export async function pathInRepo(root: string, file: string): Promise<string> {
  const place = path.join(root, ...file.split('/'))
  return path
    .relative((await findHome(place)).folder, place)
    .split(path.sep)
    .join('/')
}
