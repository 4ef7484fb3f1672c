/** What has to do with each other: parts of a diagram without a flow between them. */
import type { Link } from './links.ts'
import type { Item } from './sizes.ts'

interface Group {
  readonly items: readonly Item[]
  readonly links: readonly Link[]
}

/** What is connected, in the order of the items; last come those without any flow, each a group. */
export function groupsOf(items: readonly Item[], links: readonly Link[]): readonly Group[] {
  const leaders = new Map(items.map(({ id }) => [id, id]))
  const leaderOf = (id: string): string => {
    let at = id
    for (let next = leaders.get(at); next !== undefined && next !== at; next = leaders.get(at)) {
      leaders.set(at, leaders.get(next) ?? next)
      at = next
    }
    return at
  }
  const own = links.filter(({ from, to }) => leaders.has(from) && leaders.has(to))
  for (const { from, to } of own) leaders.set(leaderOf(from), leaderOf(to))
  const groups = new Map<string, { readonly items: Item[]; readonly links: Link[] }>()
  for (const item of items) {
    const leader = leaderOf(item.id)
    const known = groups.get(leader)
    if (known) known.items.push(item)
    else groups.set(leader, { items: [item], links: [] })
  }
  for (const link of own) groups.get(leaderOf(link.from))?.links.push(link)
  const all = [...groups.values()]
  return [
    ...all.filter((group) => group.items.length > 1),
    ...all.filter((group) => group.items.length === 1),
  ]
}
