/** Reads trees and files of a commit as they are stored: no filter, no attribute and no checkout has a say. */
import { AppError } from '../../../shared/core/errors.ts'
import { MAX_BYTES, type SourceFile, toSource } from '../files/read-file.ts'
import type { Repo } from './repo.ts'
import type { CommitId } from './revisions.ts'

/** Paths of the files below the repo's `root` at a commit, from `root`; submodules are not entered. */
export async function listPathsAt({ git, prefix }: Repo, commit: CommitId): Promise<readonly string[]> {
  const within = prefix === '' ? [] : ['--', prefix]
  const { code, stdout, stderr } = await git.run('ls-tree', ['-r', '-z', '--full-tree', commit, ...within])
  if (code !== 0) throw unreadable(commit, stderr)
  return textOf(stdout)
    .split('\0')
    .flatMap((entry) => {
      const [, kind, path] = /^\d+ (\w+) [0-9a-f]+\t(.*)$/s.exec(entry) ?? []
      return kind === 'blob' && path?.startsWith(prefix) ? [path.slice(prefix.length)] : []
    })
}

/**
 * A file at a commit, by its path from the repo's `root`; links inside the repo are followed. Null when there is no
 * such file. Throws `too-large` for more than 8 MB, `not-a-file` for a folder or a link that leads out of the repo.
 */
export async function readFileAt(repo: Repo, commit: CommitId, path: string): Promise<SourceFile | null> {
  const { git, prefix } = repo
  // The object's name is one line; a path that is more than one cannot be asked for.
  if (path.includes('\n')) return null
  const wanted = `${commit}:${prefix}${path}\n`
  const { code, stdout, stderr } = await git.run('cat-file', ['--batch', '--follow-symlinks'], wanted)
  if (code !== 0) throw unreadable(commit, stderr)
  const start = stdout.indexOf(0x0a) + 1
  const line = textOf(stdout.subarray(0, Math.max(0, start - 1)))
  const [, kind, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(line) ?? []
  if (kind === undefined) {
    if (/ missing$|^(dangling|notdir) /.test(line)) {
      // A damaged object, and one that a partial clone left out, are missing too: that is no deletion.
      if (await isListed(repo, commit, path)) throw unreadable(commit, line)
      return null
    }
    if (!/^(symlink|loop) /.test(line)) throw unreadable(commit, line)
    throw new AppError('not-a-file', `${path} is a symbolic link out of the repository or to itself.`, {
      hint: 'Replace it by the file.',
    })
  }
  if (kind !== 'blob') {
    throw new AppError('not-a-file', `${path} is not a regular file at ${commit.slice(0, 8)}.`, {
      hint: 'Name a file.',
    })
  }
  if (Number(size) > MAX_BYTES) {
    throw new AppError('too-large', `${path} is larger than 8 MB at ${commit.slice(0, 8)}.`, {
      hint: 'A threat model is text; split it into several models.',
    })
  }
  const bytes = stdout.subarray(start, start + Number(size))
  if (bytes.length !== Number(size)) throw unreadable(commit, stderr)
  return toSource(bytes)
}

async function isListed({ git, prefix }: Repo, commit: CommitId, path: string): Promise<boolean> {
  const { code, stdout, stderr } = await git.run('ls-tree', [
    '-z',
    '--full-tree',
    commit,
    '--',
    prefix + path,
  ])
  if (code !== 0) throw unreadable(commit, stderr)
  return stdout.length > 0
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

/** The fault of a commit with objects that git does not find or cannot read. */
export function unreadable(commit: CommitId, stderr: string): AppError {
  const cause = new Error(stderr.slice(0, 1000))
  return new AppError('io', `The commit ${commit.slice(0, 8)} cannot be read.`, {
    ...{ hint: 'Objects of it are missing or damaged: run git fsck, or clone without --filter.', cause },
  })
}
