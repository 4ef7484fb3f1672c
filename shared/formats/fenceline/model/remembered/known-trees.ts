/** What a component says in a file of Fenceline's own style, as long as nothing that it depends on is another. */
import { contentOf } from '../../../../core/yaml/moved.ts'
import type { TreeMap } from '../../../../core/yaml/printing/tree.ts'
import type { MapNode } from '../../../../core/yaml/source-node.ts'
import type { Component, Flow } from '../../../../model/schema.ts'
import type { Placed } from '../../threagile/file-style.ts'

interface Known {
  readonly place: Placed
  readonly content: MapNode | undefined
  readonly flows: readonly Flow[]
  readonly tree: TreeMap
}

export class KnownTrees {
  private readonly known = new WeakMap<Component, Known>()

  /** `flows` are those that leave the component. */
  tree(component: Component, place: Placed, flows: readonly Flow[], make: () => TreeMap): TreeMap {
    const content = place.node && contentOf(place.node)
    const known = this.known.get(component)
    if (known && isSamePlace(known, place, content) && isSameList(known.flows, flows)) return known.tree
    const tree = make()
    this.known.set(component, { place, content, flows, tree })
    return tree
  }
}

function isSamePlace({ place, content }: Known, { key, id }: Placed, now: MapNode | undefined): boolean {
  return content === now && place.key === key && place.id === id
}

function isSameList(some: readonly Flow[], others: readonly Flow[]): boolean {
  return some.length === others.length && some.every((flow, at) => flow === others[at])
}
