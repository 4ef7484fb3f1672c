/** Everything that belongs to one model, as it is on disk. */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import { checkRelative } from '../files/paths.ts'
import { hashBytes, readInside, type SourceFile } from '../files/read-file.ts'
import { findHome, type Home } from './home.ts'
import { type DerivedFormat, filesOf, type ModelFiles } from './names.ts'

export interface ModelOnDisk {
  readonly files: ModelFiles
  readonly home: Home
  readonly model: SourceFile | null
  readonly layout: SourceFile | null
  readonly derived: Readonly<Record<DerivedFormat, SourceFile | null>>
  readonly config: SourceFile | null
  readonly drafts: SourceFile | null
  readonly gitignore: SourceFile | null
}

/** Reads a model's files; those that are absent are null. Throws when one of its sources cannot be read. */
export async function readModelFiles(
  root: string,
  file: string,
  disk: Disk = NODE_DISK,
): Promise<ModelOnDisk> {
  const files = filesOf(file)
  checkRelative(file)
  // A model that is a link belongs to where it is linked from: that is where it is opened and listed.
  const home = await findHome(path.join(root, ...file.split('/')), disk)
  const source = (name: string) => readInside(root, name, disk)
  const extra = (folder: string, name: string) => readInside(folder, name, disk).catch(unreadable)
  return {
    files,
    home,
    model: await source(files.model),
    layout: await source(files.layout),
    derived: {
      mermaid: await extra(root, files.derived.mermaid),
      markdown: await extra(root, files.derived.markdown),
      dfd: await extra(root, files.derived.dfd),
    },
    config: await extra(home.folder, home.config),
    drafts: await extra(home.folder, home.drafts),
    gitignore: await extra(home.folder, home.gitignore),
  }
}

/** One hash of all files that belong to a model. */
export function hashFiles(disk: ModelOnDisk, readOnly: boolean): string {
  const parts = [disk.model, disk.layout, disk.drafts, disk.config, ...Object.values(disk.derived)]
  return hashBytes(Buffer.from([readOnly, ...parts.map((part) => part?.hash ?? '-')].join(' ')))
}

/** A derived file that is a folder or a pipe must not keep the model from opening. */
function unreadable(error: unknown): SourceFile {
  if (error instanceof AppError) return { hash: '', text: null }
  throw error
}
