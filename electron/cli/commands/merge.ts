/** Three-way merge by id, as git calls a merge driver: the result replaces OURS, exit code 1 asks for choices. */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import { type MergedFiles, mergeFiles } from '../../../shared/text-editing/merging/merge-files.ts'
import { toFault } from '../../backend/files/faults.ts'
import { readInside } from '../../backend/files/read-file.ts'
import { writeFile } from '../../backend/files/writer.ts'
import { type ExitCode, say } from '../output.ts'

interface Version {
  /** Real folder of the file. */
  readonly root: string
  readonly name: string
  readonly hash: string
  readonly text: string
}

/** `shown` is the path in the repo, for messages: git gives the versions names of its own. */
export async function merge([base = '', ours = '', theirs = '', shown = ours]: string[]): Promise<ExitCode> {
  const versions = { base: await read(base), ours: await read(ours), theirs: await read(theirs) }
  const texts = { base: versions.base.text, ours: versions.ours.text, theirs: versions.theirs.text }
  const merged = mergeFiles(texts)
  if (merged.text === null) throw unreadable(shown, merged.unreadable)
  const { root, name, hash } = versions.ours
  await writeFile({ root, path: name, content: merged.text, base: hash })
  for (const { element, attribute } of merged.settled) {
    say(`${shown}: ${element}, ${attribute}: both sides changed it, ours stands`)
  }
  for (const comment of merged.lostComments) say(`${shown}: left out a comment of theirs: ${comment}`)
  for (const { element, attribute, ours: mine, theirs: other } of merged.conflicts) {
    say(`${shown}: conflict: ${element}, ${attribute}: ours ${mine}, theirs ${other}`)
  }
  if (merged.conflicts.length === 0) return 0
  say(`${shown}: ${plural(merged.conflicts.length, 'conflict')} marked in the file; choose, then git add it.`)
  return 1
}

async function read(file: string): Promise<Version> {
  const place = path.resolve(file)
  const root = await realpath(path.dirname(place)).catch((error: unknown) => {
    throw toFault(error, file, 'read')
  })
  const name = path.basename(place)
  const source = await readInside(root, name)
  if (source === null) throw new AppError('not-found', `There is no ${file}.`, { hint: 'Check the path.' })
  if (source.text === null) {
    throw new AppError('invalid-file', `${file} is not UTF-8 text.`, { hint: 'Nothing was merged.' })
  }
  return { root, name, hash: source.hash, text: source.text }
}

function unreadable(shown: string, problem: MergedFiles['unreadable']): AppError {
  const { side = 'ours', diagnostic } = problem ?? {}
  const line = diagnostic?.range ? ` in line ${diagnostic.range.start.line}` : ''
  return new AppError(
    'invalid-file',
    `${shown} cannot be merged: ${side}${line}: ${diagnostic?.message ?? 'it cannot be read'}`,
    { hint: 'Nothing was written. Mend that version, or merge the file by hand.' },
  )
}
