/** Which id of a model each element of the file gets: its own where people can read it, else one made of its name. */

import { isId, slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Item } from '../file/file.ts'
import { attributesOf } from '../file/look.ts'
import { OWN } from './attributes.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/u
const LONGEST = 48

/** True for an id that says something, so that a model can be read by it. */
export function isReadable(id: string): boolean {
  return isId(id) && id.length <= LONGEST && /[a-z]/u.test(id) && !UUID.test(id)
}

/** The id that Fenceline wrote because it could not be the file's. */
function ownId({ node }: Item): string | undefined {
  const own = attributesOf(node).get(`${OWN}id`)
  return own !== undefined && own !== '' && !/[>:]/u.test(own) ? own : undefined
}

/** What an item would be called if nothing else were. */
export function wantedId(item: Item, fallback: string): string {
  const stated = ownId(item) ?? (isReadable(item.id) ? item.id : undefined)
  if (stated !== undefined) return stated
  return slug(UUID.test(item.name) ? '' : item.name, fallback)
    .slice(0, LONGEST)
    .replace(/-+$/u, '')
}

/** Ids by item, in the items' order; readable ones are claimed first, so that none of them changes. */
export function idsFor(
  items: readonly Item[],
  fallback: string,
  ids = new FreeIds(),
): ReadonlyMap<Item, string> {
  const claimed = new Set(
    items.filter((item) => {
      const isStated = ownId(item) !== undefined || isReadable(item.id)
      return isStated && ids.claim(wantedId(item, fallback))
    }),
  )
  return new Map(
    items.map((item) => {
      const wanted = wantedId(item, fallback)
      return [item, claimed.has(item) ? wanted : ids.take(wanted)]
    }),
  )
}

/** The first item of each id, since that is the one that others name. */
export function byId(items: readonly Item[]): ReadonlyMap<string, Item> {
  const found = new Map<string, Item>()
  for (const item of items) if (!found.has(item.id)) found.set(item.id, item)
  return found
}
