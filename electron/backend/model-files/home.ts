/** Where `.fenceline/` of a model is: shared by a whole repo, or beside a model that is in none. */
import path from 'node:path'
import { type Disk, NODE_DISK } from '../files/disk.ts'

export interface Home {
  /** Absolute and real: the folder that holds, or will hold, `.fenceline`. */
  readonly folder: string
  /** Relative to `folder`, with forward slashes. */
  readonly config: string
  readonly drafts: string
  readonly gitignore: string
}

/** `place` is the real absolute path of the model file, which need not exist. */
export async function findHome(place: string, disk: Disk = NODE_DISK): Promise<Home> {
  const beside = path.dirname(place)
  for (let folder = beside; ; folder = path.dirname(folder)) {
    if (
      (await exists(path.join(folder, '.fenceline'), disk)) ||
      (await exists(path.join(folder, '.git'), disk))
    ) {
      return homeAt(folder, place)
    }
    if (folder === path.dirname(folder)) return homeAt(beside, place)
  }
}

function homeAt(folder: string, place: string): Home {
  const name = path.relative(folder, place).split(path.sep).join('--')
  return {
    folder,
    config: '.fenceline/config.yaml',
    drafts: `.fenceline/drafts/${name}.json`,
    gitignore: '.fenceline/.gitignore',
  }
}

async function exists(place: string, disk: Disk): Promise<boolean> {
  return disk.lstat(place).then(
    () => true,
    () => false,
  )
}
