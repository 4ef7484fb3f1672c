/** Which id of a model each element of the file gets: its own where people can read it, else one made of its name. */
import { FreeIds } from '../../../model/free-ids.ts'
import { isId, slug } from '../../../model/ids.ts'
import type { Item } from '../file/file.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/u
const LONGEST = 48

/** True for an id that says something, so that a model can be read by it. */
function isReadable(id: string): boolean {
  return isId(id) && id.length <= LONGEST && /[a-z]{2}/u.test(id) && !UUID.test(id)
}

/** Ids by item, in the items' order; readable ones are claimed first, so that none of them changes. */
export function idsFor(
  items: readonly Item[],
  fallback: string,
  ids = new FreeIds(),
): ReadonlyMap<Item, string> {
  const claimed = new Map(items.map((item) => [item, isReadable(item.id) && ids.claim(item.id)]))
  return new Map(
    items.map((item) => {
      const wanted = slug(UUID.test(item.name) ? '' : item.name, fallback)
        .slice(0, LONGEST)
        .replace(/-+$/u, '')
      return [item, claimed.get(item) ? item.id : ids.take(wanted)]
    }),
  )
}

/** The first item of each id, since that is the one that others name. */
export function byId(items: readonly Item[]): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>()
  for (const item of items) if (!found.has(item.id)) found.set(item.id, item)
  return found
}
