/** Which model of one side is which of the other, and both of them loaded. */
import { pairMoved } from '../../../shared/diff/pairing/pair-models.ts'
import { resolveRevision } from '../../backend/git/revisions.ts'
import { namesOf } from '../../backend/history/former-names.ts'
import type { LoadedFile } from '../models.ts'
import type { Place } from './places.ts'
import { type LoadSide, listModels, shownIn, type When } from './sides.ts'

/** One model; at least one side has it. */
export interface Pair<T> {
  readonly before: T | null
  readonly after: T | null
  /** The user's names for both, which differ for a model that was moved. */
  readonly names: { readonly before: string; readonly after: string }
}

/** A model of both sides under one name; `null` where a side has none of that name. */
interface Known<T> {
  readonly name: string
  readonly was: T | null
  readonly is: T | null
}

/** Every model that a place has on either side, by its path now. */
export async function pairsOf<T extends LoadedFile>(
  place: Place,
  from: When,
  to: When,
  load: LoadSide<T>,
): Promise<readonly Pair<T>[]> {
  const old = new Set(await listModels(place, from))
  const now = await listModels(place, to)
  const known: Known<T>[] = []
  for (const name of new Set([...now, ...old])) {
    const was = old.has(name) ? await load(place, from, name) : null
    // A committed model that git ignores now is still there, though a scan passes it over.
    known.push({ name, was, is: await load(place, to, name) })
  }
  const former =
    place.only === null ? movedIn(known) : await formerOf(place, place.only, known, { from, to, load })
  const taken = new Set([...former.values()].map(({ name }) => name))
  return known.flatMap(({ name, was, is }) => {
    if (was && !is && taken.has(name)) return []
    const source = former.get(name)
    const after = shownIn(place, name)
    const before = source ? shownIn(place, source.name) : after
    return [{ before: source?.file ?? was, after: is, names: { before, after } }]
  })
}

/** The older side of models that were moved, by their path now. */
type Former<T> = ReadonlyMap<string, { readonly name: string; readonly file: T }>

/** Told by what the models hold: the working folder has no history that says it. */
function movedIn<T extends LoadedFile>(known: readonly Known<T>[]): Former<T> {
  const gone = known.flatMap(({ name, was, is }) =>
    was && !is ? [{ file: name, model: was.read.model }] : [],
  )
  const fresh = known.flatMap(({ name, was, is }) =>
    is && !was ? [{ file: name, model: is.read.model }] : [],
  )
  const former = new Map<string, { name: string; file: T }>()
  for (const [name, before] of pairMoved(gone, fresh)) {
    const file = known.find((each) => each.name === before)?.was
    if (file) former.set(name, { name: before, file })
  }
  return former
}

/** Told by the history of the one model that was named. */
async function formerOf<T>(
  place: Place,
  only: string,
  known: readonly Known<T>[],
  { from, to, load }: { readonly from: When; readonly to: When; readonly load: LoadSide<T> },
): Promise<Former<T>> {
  if (!known.some(({ was, is }) => is && !was)) return new Map()
  const head = to ?? (await resolveRevision(place.repo, 'HEAD'))
  for await (const name of namesOf(place.repo, head, only)) {
    const file = name === only ? null : await load(place, from, name)
    if (file) return new Map([[only, { name, file }]])
  }
  return new Map()
}
