/** What the commits of a range say. */
import { oneLine } from '../one-line.ts'
import type { Repo } from '../repo.ts'
import type { CommitId } from '../revisions.ts'

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
  /** True when there are older ones. */
  readonly more: boolean
}

const FIELDS = ['%H', '%h', '%P', '%at', '%an', '%B']
const MAX_MESSAGE = 64 * 1024

/** The commits that `to` has and `from` has not; null: all that it has. */
export async function listMessages(
  { git }: Repo,
  { from, to }: { readonly from: CommitId | null; readonly to: CommitId },
  limit: number,
): Promise<Messages> {
  const format = `--format=tformat:${FIELDS.join('%x00')}%x00`
  const ends = from === null ? [to] : [to, `^${from}`]
  const { code, stdout } = await git.run('rev-list', [
    ...['--encoding=UTF-8', '--topo-order', `--max-count=${limit + 1}`, format, ...ends, '--'],
  ])
  const fields = code === 0 ? stdout.toString('utf8').split('\0') : []
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
  return { messages: messages.slice(0, limit), more: messages.length > limit }
}
