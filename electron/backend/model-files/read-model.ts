/** Everything that belongs to one model, as it is on disk. */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { listIncludes, MAX_INCLUDES } from '../../../shared/formats/fenceline/index.ts'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import { checkRelative } from '../files/paths.ts'
import { hashBytes, MAX_BYTES, readInside, type SourceFile } from '../files/read-file.ts'
import { findHome, type Home } from './home.ts'
import { type DerivedFormat, filesOf, type ModelFiles } from './names.ts'

export interface ModelOnDisk {
  readonly files: ModelFiles
  readonly home: Home
  readonly model: SourceFile | null
  /** The files that the model includes, by their paths from the folder; null for one that cannot be read. */
  readonly includes: ReadonlyMap<string, SourceFile | null>
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
  const model = await source(files.model)
  return {
    files,
    home,
    model,
    includes: await readIncludes(files.model, model?.text ?? null, (name) => extra(root, name)),
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

/** Follows includes from file to file; what they may lead to, and how far, the reader of the model decides. */
export async function readIncludes(
  file: string,
  text: string | null,
  read: (name: string) => Promise<SourceFile | null>,
): Promise<ReadonlyMap<string, SourceFile | null>> {
  const found = new Map<string, SourceFile | null>()
  let waiting = text === null ? [] : listIncludes(text, file)
  let size = text?.length ?? 0
  // One that is too large is read, and those behind it are not: it is what the reader refuses.
  const isRoom = () => found.size < MAX_INCLUDES && size <= MAX_BYTES
  while (waiting.length > 0 && isRoom()) {
    const next: string[] = []
    for (const path of waiting) {
      if (path === file || found.has(path) || !isRoom()) continue
      const included = await read(path)
      found.set(path, included)
      size += included?.text?.length ?? 0
      if (included?.text != null) next.push(...listIncludes(included.text, path))
    }
    waiting = next
  }
  return found
}

/** What the model is read from, for `readModel` and `spliceModelFiles`. */
export function includeFrom({
  includes,
}: Pick<ModelOnDisk, 'includes'>): (path: string) => string | undefined {
  return (path) => includes.get(path)?.text ?? undefined
}

/** One hash of the model's file and all that it includes; null where there is no model. */
export function hashSources({ model, includes }: Pick<ModelOnDisk, 'model' | 'includes'>): string | null {
  if (!model || includes.size === 0) return model?.hash ?? null
  const parts = [...includes].flatMap(([path, file]) => [path, file?.hash ?? '-'])
  return hashBytes(Buffer.from([model.hash, ...parts].join('\n')))
}

/** One hash of all files that belong to a model. */
export function hashFiles(disk: ModelOnDisk, readOnly: boolean): string {
  const parts = [
    disk.model,
    ...disk.includes.values(),
    disk.layout,
    disk.drafts,
    disk.config,
    ...Object.values(disk.derived),
  ]
  return hashBytes(Buffer.from([readOnly, ...parts.map((part) => part?.hash ?? '-')].join(' ')))
}

/** A derived file that is a folder or a pipe must not keep the model from opening. */
function unreadable(error: unknown): SourceFile {
  if (error instanceof AppError) return { hash: '', text: null }
  throw error
}
