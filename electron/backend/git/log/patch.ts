/** What a commit changed, as text. */
import type { Repo } from '../repo.ts'
import type { Message } from './messages.ts'

/** Names of renamed files are looked for among as many as git does for a diff. */
const RENAME_LIMIT = 1000

/** Against the first parent. Throws `too-large` for a change that git cannot print in 64 MB. */
export async function readPatch(
  { git }: Repo,
  { id, parents }: Pick<Message, 'id' | 'parents'>,
): Promise<string> {
  const ends = parents[0] === undefined ? ['--root', id] : [parents[0], id]
  const { stdout } = await git.run('diff-tree', [
    ...['--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '--no-commit-id', '--no-relative'],
    ...[
      '-r',
      '-p',
      '--no-color',
      '--find-renames',
      `-l${RENAME_LIMIT}`,
      '--src-prefix=a/',
      '--dst-prefix=b/',
    ],
    ...ends,
    '--',
  ])
  return stdout.toString('utf8')
}

/** The parts of a patch, one for each file, without those that `isLeftOut` names. */
export function partsOfPatch(patch: string, isLeftOut: (path: string) => boolean): readonly string[] {
  return patch.split(/^(?=diff --git )/m).filter((part) => {
    if (!part.startsWith('diff --git ')) return false
    const path =
      /^\+\+\+ "?b\/(.*?)"?\t?$/m.exec(part)?.[1] ?? /^diff --git .* "?b\/(.*?)"?$/m.exec(part)?.[1]
    return path === undefined || !isLeftOut(path)
  })
}
