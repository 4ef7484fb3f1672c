/** Fixes that put a line in or take an item out. */
import { openYaml } from '../../core/yaml/open.ts'
import type { Entry, ListNode, MapNode, SourceNode } from '../../core/yaml/source-node.ts'
import { uniqueId } from '../../model/ids.ts'
import type { Broken, Fix, TextEdit } from '../suggesting/fix.ts'
import { eolOf, lineAt, linesOf } from '../text-lines.ts'
import { openText } from './opened.ts'

const TYPES = ['process', 'external-entity', 'datastore']

export function missingType({ at, text }: Broken): readonly Fix[] {
  const { root } = openYaml(text)
  const assets = root?.kind === 'map' ? root.byKey.get('technical_assets')?.value : undefined
  const entry =
    assets?.kind === 'map' ? assets.entries.find(({ keySpan }) => keySpan.start === at.from) : undefined
  if (!entry) return []
  return TYPES.map((type) => ({
    title: `Add type: ${type}`,
    edits: [firstPair(text, entry, `type: ${type}`)],
  }))
}

export function missingId({ at, text }: Broken): readonly Fix[] {
  const { root } = openYaml(text)
  const list = root?.kind === 'map' ? root.byKey.get('identified_risks')?.value : undefined
  const item = list?.kind === 'list' ? list.items.find(({ start }) => start === at.from) : undefined
  if (item?.value.kind !== 'map') return []
  const taken = new Set(openText(text).model?.risks.map(({ id }) => id))
  const id = uniqueId('risk', (wanted) => taken.has(wanted))
  return [{ title: `Add id: ${id}`, edits: [beforeFirst(text, item.value, `id: ${id}`)] }]
}

/** A pair as the first one of an element, in the style of the element. */
function firstPair(text: string, entry: Entry, pair: string): TextEdit {
  const { value } = entry
  if (value.kind === 'map' && value.entries.length > 0) return beforeFirst(text, value, pair)
  if (value.kind === 'map') return { from: value.start, to: value.end, insert: `{${pair}}` }
  const end = entry.afterColon ?? entry.keySpan.end
  if (entry.afterColon === undefined) return { from: end, to: end, insert: `: {${pair}}` }
  const lines = linesOf(text)
  const column = entry.start - (lines[lineAt(lines, entry.start)]?.start ?? 0)
  const isNothing = value.kind === 'scalar' && value.start < value.end
  const to = isNothing ? value.end : end
  return { from: end, to, insert: `${eolOf(text)}${' '.repeat(column + 2)}${pair}` }
}

function beforeFirst(text: string, map: MapNode, pair: string): TextEdit {
  const first = map.entries[0]?.start ?? map.start
  if (map.flow) return { from: first, to: first, insert: `${pair}, ` }
  const lines = linesOf(text)
  const column = first - (lines[lineAt(lines, first)]?.start ?? 0)
  return { from: first, to: first, insert: `${pair}${eolOf(text)}${' '.repeat(column)}` }
}

/** The list's item at the offset taken out; a list that is left empty stays as a key without a value. */
export function removeItem(text: string, offset: number): readonly Fix[] {
  const { root } = openYaml(text)
  const list = root && listAround(root, offset)
  const at = list ? list.items.findIndex(({ value }) => value.start <= offset && offset < value.end) : -1
  const item = list?.items[at]
  if (!list || !item) return []
  const title = 'Remove it here'
  if (!list.flow) {
    const lines = linesOf(text)
    const number = lineAt(lines, item.start)
    const from = lines[number]?.start ?? item.start
    const to = lines[number + 1]?.start ?? text.length
    return [{ title, edits: [{ from, to, insert: '' }] }]
  }
  const [next, previous] = [list.items[at + 1], list.items[at - 1]]
  if (next) return [{ title, edits: [{ from: item.start, to: next.start, insert: '' }] }]
  const from = previous ? previous.value.end : item.start
  return [{ title, edits: [{ from, to: item.value.end, insert: '' }] }]
}

function listAround(node: SourceNode, offset: number): ListNode | undefined {
  if (node.kind === 'scalar' || node.aliasOf || offset < node.start || offset > node.end) return undefined
  const inner =
    node.kind === 'list' ? node.items.map(({ value }) => value) : node.entries.map(({ value }) => value)
  for (const each of inner) {
    const found = listAround(each, offset)
    if (found) return found
  }
  return node.kind === 'list' ? node : undefined
}
