/**
 * An element's attributes as its dialect wants them. What the dialect cannot say stands beside it under keys
 * that start with `fenceline_`, which both schemas and Threagile's own reader leave alone.
 */

import { attributes, isTreeList, type Tree, type TreeMap, values } from '../../../core/yaml/printing/tree.ts'
import type { MapNode } from '../../../core/yaml/source-node.ts'
import type { Dialect } from './dialect.ts'
import { dialectWord, type EntryKind, FIELDS, type Field, standIn, TECHNOLOGIES } from './words.ts'

export type Pair = readonly [key: string, value: Tree | undefined]

/** Names the attributes whose values are not stated, but demanded by Threagile's schema. */
export const UNSTATED = 'fenceline_unstated'

export function ownKey(key: string): string {
  return `fenceline_${key}`
}

/**
 * `node` is the entry as it stands; undefined for a new one. `isSpoken` is false for keys of the entry that
 * hold something the model does not know of, and that must not be replaced as a whole.
 */
export function dress(
  kind: EntryKind,
  pairs: readonly Pair[],
  node: MapNode | undefined,
  dialect: Dialect,
  isSpoken: (key: string) => boolean = () => true,
): TreeMap {
  if (dialect.name === 'fenceline') return attributes(pairs)
  const isHead = dialect.name === 'threagile-head'
  const said = new Map<string, Tree>()
  for (const [key, value] of pairs) if (value !== undefined) said.set(key, value)
  const out: Pair[] = []
  const own: Pair[] = []
  const unstated: string[] = []
  for (const field of FIELDS[kind]) {
    const { key, blank, isConstant, isFact } = field
    const value = said.get(key)
    said.delete(key)
    const isWanted = node ? node.byKey.has(key) && !isConstant && isSpoken(key) : isOfStyle(key, dialect)
    if (value !== undefined) {
      const written = isAsWritten(node, key, value) ? value : inWords(field, value, isHead)
      out.push([key, written])
      if (written !== value && hasLost(field, value, isHead)) own.push([ownKey(key), value])
    } else if (blank !== undefined && isWanted && !(key === 'technology' && said.has('technologies'))) {
      out.push([key, blank])
      if (typeof blank !== 'object' && !isConstant && !isFact) unstated.push(key)
    }
  }
  return attributes([...out, ...said, ...own, [UNSTATED, values(unstated, 'set')]])
}

/** A new component has its technologies in one of two ways. */
function isOfStyle(key: string, { listsTechnologies }: Dialect): boolean {
  return key === 'technology' ? !listsTechnologies : key !== 'technologies' || listsTechnologies
}

/** A word that the file has already is its author's, whatever the schema says of it. */
function isAsWritten(node: MapNode | undefined, key: string, value: Tree): boolean {
  const there = node?.byKey.get(key)?.value
  return there?.kind === 'scalar' && there.text === value
}

function inWords(field: Field, value: Tree, isHead: boolean): Tree {
  if (!field.words) return value
  if (typeof value === 'string') return wordFor(field, value, isHead)
  if (!isTreeList(value)) return value
  const words = value.items.map((item) =>
    typeof item === 'string' ? wordsOfList(field, item, isHead) : [item],
  )
  return { ...value, items: [...new Set(words.flat())] }
}

function hasLost(field: Field, value: Tree, isHead: boolean): boolean {
  const isLost = (word: Tree) => typeof word === 'string' && dialectWord(field, word, isHead) === undefined
  return isTreeList(value) ? value.items.some(isLost) : isLost(value)
}

function wordsOfList(field: Field, word: string, isHead: boolean): readonly string[] {
  return [dialectWord(field, word, isHead) ?? standIn(field.key, word)].filter((each) => each !== undefined)
}

/** What stands under a key for a word of the model. */
export function wordFor(field: Field, word: string, isHead: boolean): string {
  const blank = typeof field.blank === 'string' ? field.blank : word
  return dialectWord(field, word, isHead) ?? standIn(field.key, word) ?? blank
}

/** Technologies as one word or a list, as the entry has them. */
export function technologyPairs(
  words: readonly string[],
  node: MapNode | undefined,
  dialect: Dialect,
): Pair[] {
  const { name, listsTechnologies } = dialect
  const isSingle = node
    ? node.byKey.has('technology') && !node.byKey.has('technologies')
    : name !== 'fenceline' && !listsTechnologies
  if (name === 'fenceline') {
    const isOne = isSingle && words.length === 1
    return isOne ? [['technology', words[0]]] : [['technologies', values(words, 'set')]]
  }
  const isKept = isSingle && (words.length <= 1 || name === 'threagile-0.9')
  if (words.length === 0) return []
  const there = node?.byKey.get(isKept ? 'technology' : 'technologies')?.value
  const written = listOf(there)
  const isTheirs = words.length === written.length && words.every((word) => written.includes(word))
  const known = isTheirs ? words : knownTechnologies(words)
  const isWhole = isTheirs || (known.length === words.length && words.every((word) => known.includes(word)))
  return [
    isKept ? ['technology', known[0] ?? UNKNOWN] : ['technologies', values(known, 'set') ?? NOTHING],
    [ownKey('technologies'), isWhole && (!isKept || words.length === 1) ? undefined : values(words, 'set')],
  ]
}

export const UNKNOWN = 'unknown-technology'
const NOTHING: Tree = { kind: 'raw', text: '[]' }

/** The words that Threagile knows, and those near the ones that it does not. */
export function knownTechnologies(words: readonly string[]): readonly string[] {
  const known = words.flatMap((word) =>
    TECHNOLOGIES.includes(word) ? word : (standIn('technology', word) ?? []),
  )
  return [...new Set(known)]
}

function listOf(node: MapNode['entries'][number]['value'] | undefined): readonly string[] {
  if (node?.kind === 'scalar') return [node.text]
  return node?.kind === 'list'
    ? node.items.flatMap(({ value }) => (value.kind === 'scalar' ? [value.text] : []))
    : []
}
