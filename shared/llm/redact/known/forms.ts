/**
 * Exact strings that are looked for in many texts, and that grow while texts are read. They stand in a tree by what
 * they begin with, so that a text is walked once however many there are.
 */
import type { Found } from '../found.ts'

interface Node {
  /** What stands between the node above and this one; never empty but at the root. */
  readonly label: string
  /** By the first letter of their labels. */
  readonly below: Map<number, Node>
  /** The length of the string that ends here; 0 where none does. */
  length: number
}

export class KnownForms {
  private readonly root = nodeOf('', 0)

  /** An empty string is in no text. */
  add(form: string): void {
    let node = this.root
    let at = 0
    while (at < form.length) {
      const next = node.below.get(form.charCodeAt(at))
      if (!next) {
        node.below.set(form.charCodeAt(at), nodeOf(form.slice(at), form.length))
        return
      }
      const shared = sharedLength(next.label, form, at)
      node = shared === next.label.length ? next : split(node, next, shared)
      at += shared
    }
    if (form !== '') node.length = form.length
  }

  /** Each string wherever it is, from the left, not over itself; different ones may overlap. */
  findIn(text: string): Found[] {
    const found: Found[] = []
    const ends = new Map<Node, number>()
    for (let start = 0; start < text.length; start += 1) {
      let node = this.root.below.get(text.charCodeAt(start))
      let at = start
      while (node && text.startsWith(node.label, at)) {
        at += node.label.length
        if (node.length > 0 && (ends.get(node) ?? 0) <= start) {
          found.push({ start, end: at, kind: 'secret' })
          ends.set(node, at)
        }
        node = node.below.get(text.charCodeAt(at))
      }
    }
    return found
  }
}

function nodeOf(label: string, length: number): Node {
  return { label, below: new Map(), length }
}

/** How many letters of the label the form has from there. */
function sharedLength(label: string, form: string, at: number): number {
  let shared = 0
  while (shared < label.length && label.charCodeAt(shared) === form.charCodeAt(at + shared)) shared += 1
  return shared
}

/** Puts a node where the label of `child` parts from another's. */
function split(above: Node, child: Node, at: number): Node {
  const middle = nodeOf(child.label.slice(0, at), 0)
  above.below.set(child.label.charCodeAt(0), middle)
  middle.below.set(child.label.charCodeAt(at), { ...child, label: child.label.slice(at) })
  return middle
}
