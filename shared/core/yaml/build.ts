/** The parser's nodes as our own: aliases and merge keys resolved, positions kept, nothing expanded twice. */
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { blockEnd, scalarType } from './direct/scalar-text.ts'
import type { Problem } from './problem.ts'
import { MAX_DEPTH, MAX_ENTRIES } from './scan.ts'
import type { Anchor, Entry, Item, ListNode, MapNode, ScalarNode, SourceNode, Span } from './source-node.ts'

/** A key that its map already has; `path` names the map. */
export interface Duplicate {
  readonly path: readonly string[]
  readonly key: string
  readonly first: Span
  readonly again: Span
}

interface Built {
  readonly root: SourceNode
  readonly problems: readonly Problem[]
  readonly anchors: readonly Anchor[]
  readonly duplicates: readonly Duplicate[]
}

const MAX_EXPANSION = 10

/** `depth` is that of the contents, where the text is a piece of another. */
export function buildNodes(contents: unknown, text: string, depth = 0): Built {
  const builder = new Builder(text)
  const root = builder.node(contents, [], depth)
  return { root, problems: builder.problems, anchors: builder.anchors, duplicates: builder.duplicates }
}

interface Token {
  readonly type: string
  readonly offset: number
  readonly source?: string
}

class Builder {
  readonly problems: Problem[] = []
  readonly anchors: Anchor[] = []
  readonly duplicates: Duplicate[] = []
  private readonly named = new Map<string, Anchor>()
  private readonly weights = new Map<Anchor, number>()
  private expanded = 0
  /** Entries that merge keys have taken over. */
  private merged = 0
  private isOverweight = false
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  node(node: unknown, path: readonly string[], depth: number): SourceNode {
    if (depth > MAX_DEPTH && isSpanned(node)) {
      this.error(
        'too-deep',
        `More than ${MAX_DEPTH} levels of nesting. Flatten the file here.`,
        spanOf(node, 0),
      )
      return emptyAt(spanOf(node, 0).start)
    }
    if (isAlias(node)) return this.alias(node)
    const before = this.expanded
    const built = isMap(node)
      ? this.map(node, path, depth)
      : isSeq(node)
        ? this.list(node, path, depth)
        : this.scalar(isScalar(node) ? node : null)
    const name = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor
    if (name) {
      const anchor = { name, node: built }
      this.anchors.push(anchor)
      // Known only from here on, so a node cannot hold itself.
      this.named.set(name, anchor)
      this.weights.set(anchor, built.end - built.start + this.expanded - before)
    }
    return built
  }

  private alias(node: Alias): SourceNode {
    const span = spanOf(node, 0)
    const anchor = this.named.get(node.source)
    if (!anchor) {
      this.error(
        'unknown-alias',
        `*${node.source} names no anchor above it. Write the value out, or define &${node.source} first.`,
        span,
      )
      return emptyAt(span.start)
    }
    this.expanded += this.weights.get(anchor) ?? 0
    if (this.expanded > MAX_EXPANSION * Math.max(this.text.length, 1000)) this.refuseExpansion(span)
    return { ...anchor.node, ...span, aliasOf: anchor }
  }

  private refuseExpansion(at: Span): void {
    if (this.isOverweight) return
    this.isOverweight = true
    this.error(
      'alias-expansion',
      'The aliases unfold to more than ten times the file. Write the values out.',
      at,
    )
  }

  private scalar(node: Scalar | null): ScalarNode {
    if (!node) return emptyAt(0)
    const { start, end } = spanOf(node, 0)
    const text = typeof node.value === 'string' ? node.value : (node.source ?? '')
    switch (node.type) {
      case 'QUOTE_SINGLE':
        return { kind: 'scalar', style: 'single', type: 'text', text, start, end }
      case 'QUOTE_DOUBLE':
        return { kind: 'scalar', style: 'double', type: 'text', text, start, end }
      case 'BLOCK_LITERAL':
      case 'BLOCK_FOLDED': {
        const style = node.type === 'BLOCK_LITERAL' ? 'literal' : 'folded'
        return { kind: 'scalar', style, type: 'text', text, start, end: blockEnd(this.text, start, end) }
      }
      default:
        return { kind: 'scalar', style: 'plain', type: scalarType(text), text, start, end }
    }
  }

  private map(node: YAMLMap, path: readonly string[], depth: number): MapNode {
    const own: Entry[] = []
    const byKey = new Map<string, Entry>()
    for (const pair of node.items) {
      const entry = isPair(pair) ? this.entry(pair, path, depth) : null
      if (!entry) continue
      own.push(entry)
      if (entry.origin === 'merge') continue
      const first = byKey.get(entry.key)
      if (first) this.duplicates.push({ path, key: entry.key, first: first.keySpan, again: entry.keySpan })
      else byKey.set(entry.key, entry)
    }
    const inherited: Entry[] = []
    for (const entry of own) if (entry.origin === 'merge') this.inherit(entry.value, byKey, inherited)
    const flow = node.flow === true
    const range = spanOf(node, own[0]?.start ?? 0)
    const last = own.at(-1)
    const end = flow || !last ? range.end : blockMapEnd(last)
    return { kind: 'map', flow, entries: [...own, ...inherited], byKey, start: range.start, end }
  }

  private entry(pair: Pair, path: readonly string[], depth: number): Entry | null {
    const source = pair.srcToken as { start?: readonly Token[]; sep?: readonly Token[] } | undefined
    const key = pair.key
    if (!isScalar(key)) {
      const at = isSpanned(key) ? spanOf(key, 0) : { start: 0, end: 0 }
      this.error('bad-key', 'A key must be a word here, not a list, map or alias. Write the key out.', at)
      return null
    }
    const keyNode = this.node(key, path, depth + 1) as ScalarNode
    const before = source?.start?.find(
      (token) => token.type === 'explicit-key-ind' || token.type === 'anchor',
    )
    const colon = source?.sep?.find((token) => token.type === 'map-value-ind')
    const isMerge = keyNode.style === 'plain' && keyNode.text === '<<'
    const built = pair.value
      ? this.node(pair.value, [...path, keyNode.text], depth + 1)
      : emptyAt(keyNode.end)
    const value = isBare(built) ? emptyAt(colon ? colon.offset + 1 : keyNode.end) : built
    return {
      key: keyNode.text,
      keySpan: { start: keyNode.start, end: keyNode.end },
      start: before?.offset ?? keyNode.start,
      ...(colon ? { afterColon: colon.offset + 1 } : {}),
      value,
      origin: isMerge ? 'merge' : 'own',
    }
  }

  private inherit(value: SourceNode, byKey: Map<string, Entry>, inherited: Entry[]): void {
    const sources = value.kind === 'list' ? value.items.map((item) => item.value) : [value]
    for (const source of sources) {
      if (source.kind !== 'map') {
        this.error('bad-merge', '`<<` merges maps only. Name an anchored map here.', source)
        continue
      }
      // Each takes room of its own, unlike an alias, so a refused text is not unfolded any further.
      this.merged += source.entries.length
      if (this.merged > MAX_ENTRIES) this.refuseExpansion(source)
      if (this.isOverweight) return
      for (const entry of source.entries) {
        if (entry.origin === 'merge' || byKey.has(entry.key)) continue
        const copy: Entry = { ...entry, origin: 'inherited' }
        byKey.set(entry.key, copy)
        inherited.push(copy)
      }
    }
  }

  private list(node: YAMLSeq, path: readonly string[], depth: number): ListNode {
    const tokens =
      (node as { srcToken?: { items?: readonly { start?: readonly Token[] }[] } }).srcToken?.items ?? []
    const flow = node.flow === true
    const items = node.items.map((child, index): Item => {
      const value = this.node(child, [...path, String(index)], depth + 1)
      const wanted = flow ? 'anchor' : 'seq-item-ind'
      const before = tokens[index]?.start?.find((token) => token.type === wanted)
      const start = before?.offset ?? value.start
      return { start, value: isBare(value) && !flow ? emptyAt(start + 1) : value }
    })
    const range = spanOf(node, 0)
    return {
      kind: 'list',
      flow,
      items,
      start: range.start,
      end: flow ? range.end : (items.at(-1)?.value.end ?? range.end),
    }
  }

  private error(code: string, message: string, at: Span): void {
    this.problems.push({ code, severity: 'error', message, at: { start: at.start, end: at.end } })
  }
}

/** Where a block map with this last entry ends. */
export function blockMapEnd(last: Entry): number {
  return Math.max(last.keySpan.end, last.afterColon ?? 0, isBare(last.value) ? 0 : last.value.end)
}

function isBare(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.start === node.end && !node.aliasOf
}

function emptyAt(offset: number): ScalarNode {
  return { kind: 'scalar', style: 'plain', type: 'null', text: '', start: offset, end: offset }
}

function isSpanned(node: unknown): node is { range?: readonly number[] | null } {
  return typeof node === 'object' && node !== null && 'range' in node
}

function spanOf(node: { range?: readonly number[] | null }, fallback: number): Span {
  return { start: node.range?.[0] ?? fallback, end: node.range?.[1] ?? fallback }
}
