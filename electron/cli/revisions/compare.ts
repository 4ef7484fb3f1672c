/** Which model of one side is which of the other, and both of them loaded. */
import { pairMoved } from '../../../shared/diff/pairing/pair-models.ts'
import { resolveRevision } from '../../backend/git/revisions.ts'
import { namesOf } from '../../backend/history/former-names.ts'
import type { LoadedModel } from '../models.ts'
import type { Place } from './places.ts'
import { listModels, loadModelSide, shownIn, type When } from './sides.ts'

/** One model; at least one side has it. */
export interface Pair {
  readonly before: LoadedModel | null
  readonly after: LoadedModel | null
  /** The user's names for both, which differ for a model that was moved. */
  readonly names: { readonly before: string; readonly after: string }
}

/** Every model that a place has on either side, by its path now. */
export async function pairsOf(place: Place, from: When, to: When): Promise<readonly Pair[]> {
  const old = await listModels(place, from)
  const now = new Set(await listModels(place, to))
  const load = (when: When, name: string) => loadModelSide(place, when, name)
  const known: { name: string; was: LoadedModel | null; is: LoadedModel | null }[] = []
  for (const name of new Set([...now, ...old])) {
    const was = old.includes(name) ? await load(from, name) : null
    // A committed model that git ignores now is still there, though a scan passes it over.
    known.push({ name, was, is: await load(to, name) })
  }
  const pairs: Pair[] = []
  const former = await formerNames(place, from, to, known)
  for (const { name, was, is } of known) {
    if (was && !is && former.taken.has(name)) continue
    const source = former.of.get(name)
    const shown = shownIn(place, name)
    if (source)
      pairs.push({
        before: source.model,
        after: is,
        names: { before: shownIn(place, source.name), after: shown },
      })
    else pairs.push({ before: was, after: is, names: { before: shown, after: shown } })
  }
  return pairs
}

interface Former {
  readonly of: ReadonlyMap<string, { readonly name: string; readonly model: LoadedModel }>
  readonly taken: ReadonlySet<string>
}

/** What models that only the newer side has were called before: by what they hold, or by the history of a single one. */
async function formerNames(
  place: Place,
  from: When,
  to: When,
  known: readonly { name: string; was: LoadedModel | null; is: LoadedModel | null }[],
): Promise<Former> {
  const of = new Map<string, { name: string; model: LoadedModel }>()
  const fresh = known.flatMap(({ name, was, is }) => (is && !was ? [{ file: name, model: is.model }] : []))
  if (place.only !== null && fresh.length > 0) {
    const head = to ?? (await resolveRevision(place.repo, 'HEAD'))
    for await (const name of namesOf(place.repo, head, place.only)) {
      const model = name === place.only ? null : await loadModelSide(place, from, name)
      if (!model) continue
      of.set(place.only, { name, model })
      break
    }
    return { of, taken: new Set() }
  }
  const gone = known.flatMap(({ name, was, is }) => (was && !is ? [{ file: name, model: was.model }] : []))
  const moved = pairMoved(gone, fresh)
  for (const [name, before] of moved) {
    const model = known.find((each) => each.name === before)?.was
    if (model) of.set(name, { name: before, model })
  }
  return { of, taken: new Set(moved.values()) }
}
