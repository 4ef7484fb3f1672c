/**
 * YAML text as located data. Every node knows where it stands in the text, so that an edit can be a
 * splice of that text; a key is found by name without ever becoming a property of an object.
 */

/** UTF-16 offsets into the text; `end` is exclusive and never includes the line break after a value. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A named node and its later uses; `node` is where it is defined. */
export interface Anchor {
  readonly name: string
  readonly node: SourceNode
}

interface Located extends Span {
  /** Set where the text holds `*name`: the span is the alias, the content is the anchor's. */
  readonly aliasOf?: Anchor
}

export type ScalarType = 'text' | 'number' | 'boolean' | 'null'

export interface ScalarNode extends Located {
  readonly kind: 'scalar'
  /** As written for plain scalars (so a big number keeps its digits), unescaped for quoted ones. */
  readonly text: string
  readonly type: ScalarType
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
}

export interface Entry {
  readonly key: string
  readonly keySpan: Span
  /** Where the entry begins: its key, or the anchor or `?` before it. */
  readonly start: number
  /** The offset after the colon; absent in `{a, b}`. */
  readonly afterColon?: number
  readonly value: SourceNode
  /** `merge` is a `<<` entry itself; `inherited` entries come through one and stand elsewhere. */
  readonly origin: 'own' | 'merge' | 'inherited'
}

export interface MapNode extends Located {
  readonly kind: 'map'
  readonly flow: boolean
  /** Own and merge entries in the order of the text, duplicates included; then what is inherited. */
  readonly entries: readonly Entry[]
  /** The first entry of each key, own before inherited. */
  readonly byKey: ReadonlyMap<string, Entry>
}

export interface Item {
  /** Where the item begins: its dash in a block list, else its value or the anchor before it. */
  readonly start: number
  readonly value: SourceNode
}

export interface ListNode extends Located {
  readonly kind: 'list'
  readonly flow: boolean
  readonly items: readonly Item[]
}

export type SourceNode = ScalarNode | MapNode | ListNode

/** Where the entry's value, or what stands for it, ends. */
export function entryEnd(entry: Entry): number {
  const written = Math.max(entry.keySpan.end, entry.afterColon ?? 0)
  return isEmptyScalar(entry.value) ? written : Math.max(written, entry.value.end)
}

/** True for the value of `key:` with nothing behind it. */
export function isEmptyScalar(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.start === node.end
}

/** True for nothing, `~` and `null`. */
export function isNull(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.type === 'null'
}
