/** Which files a commit changed. */
import { unreadable } from '../objects.ts'
import type { Repo } from '../repo.ts'
import type { Message } from './messages.ts'

/** From the repo's top, old names of renamed files included; against the first parent. Throws `io` where git cannot read it. */
export async function listChangedPaths(
  { git }: Repo,
  { id, parents }: Pick<Message, 'id' | 'parents'>,
): Promise<readonly string[]> {
  const ends = parents[0] === undefined ? ['--root', id] : [parents[0], id]
  const { code, stdout, stderr } = await git.run('diff-tree', [
    ...['--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '--no-commit-id', '--no-relative'],
    ...['-r', '-z', '--no-renames', '--name-only', ...ends, '--'],
  ])
  if (code !== 0) throw unreadable(id, stderr)
  return stdout.toString('utf8').split('\0').filter(Boolean)
}
