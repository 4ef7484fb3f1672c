/**
 * What differs between two plain values that share parts, as data. Parts that are the same object are passed over,
 * so the cost of a step is what it changed and not the size of the whole.
 */
import { z } from 'zod'

/**
 * `is`: another value. `text`: so many characters from the start and from the end stay. `keys`: members that
 * differ, and those that are gone. `list`: what follows on what, taken from the list before or new.
 */
export type Delta =
  | { readonly is: unknown }
  | { readonly text: readonly [start: number, between: string, end: number] }
  | { readonly keys: Readonly<Record<string, Delta>>; readonly gone: readonly string[] }
  | { readonly list: readonly Piece[] }

/** A run of the list before, one item of it changed, or a new one. */
type Piece =
  | { readonly from: number; readonly count: number }
  | { readonly at: number; readonly by: Delta }
  | { readonly is: unknown }

const index = z.int().min(0)

export const deltaSchema: z.ZodType<Delta> = z.lazy(() =>
  z.union([
    z.strictObject({ keys: z.record(z.string(), deltaSchema), gone: z.array(z.string()) }),
    z.strictObject({ list: z.array(pieceSchema) }),
    z.strictObject({ text: z.tuple([index, z.string(), index]) }),
    z.strictObject({ is: z.unknown() }),
  ]),
)

const pieceSchema: z.ZodType<Piece> = z.lazy(() =>
  z.union([
    z.strictObject({ from: index, count: index }),
    z.strictObject({ at: index, by: deltaSchema }),
    z.strictObject({ is: z.unknown() }),
  ]),
)

/** How `next` differs from `before`; undefined when it does not. A member that is undefined is as none. */
export function findDelta(before: unknown, next: unknown): Delta | undefined {
  if (Object.is(before, next)) return undefined
  if (typeof before === 'string' && typeof next === 'string') return textDelta(before, next)
  if (Array.isArray(before) && Array.isArray(next)) return listDelta(before, next)
  if (isRecord(before) && isRecord(next)) return keysDelta(before, next)
  return { is: next }
}

/** What `next` was. Throws a RangeError for a delta that is not one of this value. */
export function applyDelta(before: unknown, delta: Delta | undefined): unknown {
  if (delta === undefined) return before
  if ('is' in delta) return delta.is
  if ('text' in delta) {
    const [start, between, end] = delta.text
    if (typeof before !== 'string' || start + end > before.length) throw new RangeError('no such text')
    return before.slice(0, start) + between + before.slice(before.length - end)
  }
  if ('keys' in delta) {
    if (!isRecord(before)) throw new RangeError('no such members')
    const gone = new Set(delta.gone)
    const kept = Object.entries(before).filter(([key]) => !gone.has(key))
    const changed = Object.entries(delta.keys).map(([key, by]) => [
      key,
      applyDelta(Object.hasOwn(before, key) ? before[key] : undefined, by),
    ])
    return Object.fromEntries([...kept, ...changed])
  }
  if (!Array.isArray(before)) throw new RangeError('no such list')
  return delta.list.flatMap((piece) => piecesOf(before, piece))
}

function piecesOf(before: readonly unknown[], piece: Piece): readonly unknown[] {
  if ('is' in piece) return [piece.is]
  const [from, count] = 'from' in piece ? [piece.from, piece.count] : [piece.at, 1]
  if (from + count > before.length) throw new RangeError('no such items')
  return 'from' in piece ? before.slice(from, from + count) : [applyDelta(before[from], piece.by)]
}

function textDelta(before: string, next: string): Delta {
  const most = Math.min(before.length, next.length)
  let start = 0
  while (start < most && before.charCodeAt(start) === next.charCodeAt(start)) start += 1
  let end = 0
  while (
    end < most - start &&
    before.charCodeAt(before.length - 1 - end) === next.charCodeAt(next.length - 1 - end)
  )
    end += 1
  return { text: [start, next.slice(start, next.length - end), end] }
}

function keysDelta(before: Members, next: Members): Delta | undefined {
  const keys: Record<string, Delta> = {}
  const isThere = (members: Members, key: string) => Object.hasOwn(members, key) && members[key] !== undefined
  for (const [key, value] of Object.entries(next)) {
    // Assigned, it would be the prototype of what is made.
    if (key === '__proto__') return { is: next }
    if (value === undefined) continue
    const delta = isThere(before, key) ? findDelta(before[key], value) : { is: value }
    if (delta) keys[key] = delta
  }
  const gone = Object.keys(before).filter((key) => isThere(before, key) && !isThere(next, key))
  return Object.keys(keys).length === 0 && gone.length === 0 ? undefined : { keys, gone }
}

function listDelta(before: readonly unknown[], next: readonly unknown[]): Delta | undefined {
  const places = new Map(before.map((item, at) => [item, at]))
  const stays = new Set(next)
  const list: Piece[] = []
  let run: { from: number; count: number } | null = null
  const take = (at: number) => {
    if (run && run.from + run.count === at) run.count += 1
    else {
      run = { from: at, count: 1 }
      list.push(run)
    }
    follows = at + 1
  }
  const put = (piece: Piece) => {
    list.push(piece)
    run = null
  }
  // The place in the list before that comes next if nothing was moved, added or taken out.
  let follows = 0
  for (const item of next) {
    // Equal items stand in several places: the one that goes on is as good as any.
    const at: number | undefined =
      follows < before.length && Object.is(before[follows], item) ? follows : places.get(item)
    const old = before[follows]
    if (at !== undefined) take(at)
    else if (!isPart(old) || !isPart(item) || stays.has(old)) put({ is: item })
    else {
      const by = findDelta(old, item)
      if (by) put({ at: follows, by })
      else take(follows)
      if (by) follows += 1
    }
  }
  const [first] = list
  const isWhole = list.length === 1 && first && 'from' in first && first.count === before.length
  return isWhole || (before.length === 0 && next.length === 0) ? undefined : { list }
}

type Members = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPart(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
