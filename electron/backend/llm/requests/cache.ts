/**
 * Replies that were read without a problem, one private file each beside the settings and never in a repo.
 * A cache and not a person's work: it is not synced to the disk, and what cannot be read is not there.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readBytes } from '../../files/read-file.ts'
import type { ReplyCache } from './job.ts'

const FOLDER = 'llm-cache'
const NAME = /^[0-9a-f]{64}\.json$/
const TEMP = /^[0-9a-f]{64}\.json\.[0-9a-f]{8}$/
const MAX_BYTES = 4 * 1024 * 1024
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600
const DAY_MS = 24 * 60 * 60 * 1000

export interface CacheOptions {
  /** The person's own settings folder. */
  readonly settings: string
  /** Files that are kept; the oldest go first. */
  readonly most?: number
  readonly now?: () => number
}

/** Entries older than 90 days, and more than `most` (20,000), are removed when the first one is kept. */
export function createReplyCache({ settings, most = 20_000, now = Date.now }: CacheOptions): ReplyCache {
  const folder = path.join(settings, FOLDER)
  let tidied: Promise<void> | undefined
  const open = async () => {
    await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
    await tidy(folder, most, now())
  }
  return {
    async find(key) {
      try {
        const bytes = await readBytes(path.join(folder, nameOf(key)), FOLDER, undefined, MAX_BYTES)
        const entry: unknown = JSON.parse(bytes.toString('utf8'))
        // The key inside says that the file was written whole and is the one that was asked for.
        const isOurs = typeof entry === 'object' && entry !== null && 'key' in entry && entry.key === key
        return isOurs && 'reply' in entry ? entry.reply : undefined
      } catch {
        return undefined
      }
    },
    async keep(key, reply) {
      const place = path.join(folder, nameOf(key))
      const temp = `${place}.${randomBytes(4).toString('hex')}`
      try {
        tidied ??= open()
        await tidied
        await writeFile(temp, JSON.stringify({ reply, key }), { mode: PRIVATE_FILE, flag: 'wx' })
        await rename(temp, place)
      } catch {
        tidied = undefined
        await unlink(temp).catch(() => {})
      }
    },
  }
}

function nameOf(key: string): string {
  const name = `${key}.json`
  if (!NAME.test(name)) throw new Error('A reply is kept under a SHA-256 only.')
  return name
}

async function tidy(folder: string, most: number, now: number): Promise<void> {
  const names = await readdir(folder)
  const aged = await Promise.all(
    names
      .filter((name) => NAME.test(name) || TEMP.test(name))
      .map(async (name) => ({ name, age: now - (await stat(path.join(folder, name))).mtimeMs })),
  ).catch(() => [])
  const byAge = aged.sort((a, b) => a.age - b.age)
  const gone = byAge.filter(
    ({ name, age }, index) => index >= most || age > (TEMP.test(name) ? DAY_MS : 90 * DAY_MS),
  )
  for (const { name } of gone) await unlink(path.join(folder, name)).catch(() => {})
}
