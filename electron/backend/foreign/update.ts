/** Puts a model into a file of another tool where it lies: only what differs changes, by the same writer as a save. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import type { MethodInput } from '../../../shared/protocol/contract.ts'
import type { UpdatedFile } from '../../../shared/protocol/foreign.ts'
import { type Disk, NODE_DISK } from '../files/disk.ts'
import { resolveInside } from '../files/paths.ts'
import { readBytes, toSource } from '../files/read-file.ts'
import { writeFile } from '../files/writer.ts'

type Content = Omit<MethodInput<'foreign.update'>, 'path' | 'hash'>

export interface Place {
  /** A real path; nothing outside it is touched. */
  readonly root: string
  readonly path: string
  /** Of the file that the person saw; absent: as it is now. */
  readonly hash?: string
}

/** Throws an AppError for what is no whole file of that format, or no longer the one that was seen: it is as it was then. */
export async function updateForeign(
  { root, path, hash }: Place,
  { format, model, layout }: Content,
  disk: Disk = NODE_DISK,
): Promise<UpdatedFile> {
  const source = toSource(await readBytes(await resolveInside(root, path, disk), path, disk))
  if (hash !== undefined && hash !== source.hash) {
    throw new AppError('conflict', `${path} was changed by somebody else since it was listed.`, {
      hint: 'Nothing was written. Look at the file, and update it again.',
    })
  }
  const text = await checkBase(path, source.text, format)
  const { writeText } = await import('../reading/read-text.ts')
  const written = await writeText(format, model, layout, text)
  const { changed, notes } = await writeFile({ root, path, content: written.text, base: source.hash }, disk)
  const told = notes.map(
    (message): Diagnostic => ({ code: 'written-with-note', severity: 'warning', message }),
  )
  return { file: path, changed, diagnostics: [...written.diagnostics, ...told] }
}

/** The text to put a model into. */
async function checkBase(path: string, text: string | null, format: string): Promise<string> {
  const title = findFormat(format)?.title ?? format
  if (text === null) {
    throw new AppError('invalid-file', `${path} is not UTF-8, so it cannot be updated.`, {
      hint: 'Save it as UTF-8, or download a new file.',
    })
  }
  const { readText } = await import('../reading/read-text.ts')
  const read = await readText(text, path)
  if (read.format === format && read.model) return text
  const problem = read.diagnostics.find(({ severity }) => severity === 'error')
  const line = problem?.range ? `Line ${problem.range.start.line}: ` : ''
  throw new AppError('invalid-file', `${path} is no file of ${title} that can be updated.`, {
    hint: problem ? `${line}${problem.message}` : 'Choose a file that this tool saved.',
  })
}
