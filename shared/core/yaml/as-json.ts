/** YAML that says what JSON could say, as the tree that `core/json` gives: who reads it need not know how it is written. */
import type { Json } from '../json/look.ts'
import type { JsonMember, JsonValue } from '../json/parse.ts'
import type { Span } from '../places.ts'
import { type Tree, values } from './printing/tree.ts'
import type { Entry, ScalarNode, SourceNode } from './source-node.ts'

/** Aliases and merge keys are followed; the places are those of the text, an alias's own where there is one. */
export function jsonOf(node: SourceNode): JsonValue {
  const at = spanOf(node.start, node.end)
  if (node.kind === 'scalar') return scalarOf(node, at)
  if (node.kind === 'list') return { kind: 'array', items: node.items.map((item) => jsonOf(item.value)), at }
  const members = new Map<string, JsonMember>()
  for (const [key, entry] of node.byKey) if (entry.origin !== 'merge') members.set(key, memberOf(key, entry))
  return { kind: 'object', members, at }
}

/** The value as a tree to be printed as YAML. */
export function treeOfJson(value: Json): Tree {
  if (value === null) return { kind: 'raw', text: 'null' }
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const empty = { kind: 'list', items: [], by: 'value', isBlock: false } as const
    return values((value as readonly Json[]).map(treeOfJson)) ?? empty
  }
  const entries = new Map<string, Tree>()
  for (const [key, member] of Object.entries(value))
    if (member !== undefined) entries.set(key, treeOfJson(member))
  if (entries.size === 0) return { kind: 'raw', text: '{}' }
  return { kind: 'map', entries, isCollection: false, isInline: false }
}

function memberOf(key: string, { keySpan, start, value }: Entry): JsonMember {
  const from = Math.min(start, keySpan.start)
  return {
    key,
    keyAt: spanOf(keySpan.start, keySpan.end),
    value: jsonOf(value),
    at: spanOf(from, Math.max(keySpan.end, value.end)),
  }
}

function scalarOf({ type, text }: ScalarNode, at: Span): JsonValue {
  if (type === 'null') return { kind: 'null', value: null, at }
  if (type === 'boolean') return { kind: 'boolean', value: text.toLowerCase() === 'true', at }
  if (type === 'number') return { kind: 'number', value: Number(text), at }
  return { kind: 'string', value: text, at }
}

function spanOf(start: number, end: number): Span {
  return { from: start, to: end }
}
