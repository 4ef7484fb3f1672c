import { isTreeList, isTreeMap, type Tree } from '../printing/tree.ts'
import type { SourceNode } from '../source-node.ts'

/** True when the text already says what the tree wants; keys that the tree does not name do not matter. */
export function says(text: string, node: SourceNode, tree: Tree): boolean {
  if (isTreeMap(tree)) {
    if (node.kind !== 'map') return false
    return [...tree.entries].every(([key, value]) => {
      const entry = node.byKey.get(key)
      return entry !== undefined && says(text, entry.value, value)
    })
  }
  if (isTreeList(tree)) {
    if (node.kind !== 'list' || node.items.length !== tree.items.length) return false
    return tree.items.every((item, at) => {
      const value = node.items[at]?.value
      return value !== undefined && says(text, value, item)
    })
  }
  if (typeof tree === 'object') return !node.aliasOf && text.slice(node.start, node.end) === tree.text
  if (node.kind !== 'scalar' || node.type === 'null') return false
  if (typeof tree === 'string') return node.text === tree
  if (typeof tree === 'number') return node.type === 'number' && Number(node.text) === tree
  return node.type === 'boolean' && node.text.toLowerCase() === String(tree)
}
