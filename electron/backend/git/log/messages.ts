/** What the commits of a range say. */
import { unreadable } from '../objects.ts'
import { oneLine } from '../one-line.ts'
import type { Repo } from '../repo.ts'
import type { CommitId } from '../revisions.ts'
import type { Git } from '../run-git.ts'

export interface Message {
  readonly id: CommitId
  readonly short: string
  /** Empty for the first commit of a history. */
  readonly parents: readonly CommitId[]
  /** When it was authored, in milliseconds since 1970. */
  readonly date: number
  readonly author: string
  readonly subject: string
  /** Subject and body as they were written, cut at 64 kB. */
  readonly message: string
}

export interface Messages {
  /** Newest first. */
  readonly messages: readonly Message[]
  /** Why there are older ones that are not listed: the limit, or a clone that does not have them; null for none. */
  readonly cut: 'limit' | 'shallow' | null
}

const FIELDS = ['%H', '%h', '%P', '%at', '%an', '%B']
const MAX_MESSAGE = 64 * 1024

/** The commits that `to` has and `from` has not; null: all that it has. Throws `io` where git cannot read them. */
export async function listMessages(
  { git }: Repo,
  { from, to }: { readonly from: CommitId | null; readonly to: CommitId },
  limit: number,
): Promise<Messages> {
  const format = `--format=tformat:${FIELDS.join('%x00')}%x00`
  const ends = from === null ? [to] : [to, `^${from}`]
  const { code, stdout, stderr } = await git.run('rev-list', [
    ...['--encoding=UTF-8', '--topo-order', `--max-count=${limit + 1}`, format, ...ends, '--'],
  ])
  if (code !== 0) throw unreadable(to, stderr)
  const fields = stdout.toString('utf8').split('\0')
  const messages: Message[] = []
  for (let at = 0; at + FIELDS.length < fields.length; at += FIELDS.length) {
    const [id = '', short = '', parents = '', seconds = '', author = '', text = ''] = fields.slice(
      at,
      at + FIELDS.length,
    )
    const date = Number(seconds) * 1000
    const message = text.slice(0, MAX_MESSAGE)
    messages.push({
      // A line of git's own stands before each.
      id: id.slice(id.lastIndexOf('\n') + 1),
      short,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      date: Number.isFinite(date) ? date : 0,
      author: oneLine(author, 100),
      subject: oneLine(message.split('\n', 1)[0] ?? '', 300),
      message,
    })
  }
  if (messages.length > limit) return { messages: messages.slice(0, limit), cut: 'limit' }
  // Where a shallow clone ends, a commit looks like the first of all.
  const isEnd = messages.some(({ parents }) => parents.length === 0)
  return { messages, cut: isEnd && (await isShallow(git)) ? 'shallow' : null }
}

async function isShallow(git: Git): Promise<boolean> {
  const { stdout } = await git.run('rev-parse', ['--is-shallow-repository'])
  return stdout.toString('utf8').trim() === 'true'
}
