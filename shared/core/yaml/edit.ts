/**
 * Changes values of a YAML text by path, as `editJson` does those of a JSON text: what is not named keeps its bytes,
 * comments and anchors.
 */
import type { Json } from '../json/look.ts'
import type { JsonEdit, JsonPath } from '../json/plan.ts'
import { treeOfJson } from './as-json.ts'
import { type OpenedYaml, openSpliced, openYaml } from './open.ts'
import { printEntry, printInline, printInlineEntry, printItem } from './printing/print.ts'
import type { MapNode, SourceNode } from './source-node.ts'
import { inlineAlias, inlineMerge, inlineTouched } from './splice/aliases.ts'
import { applyEdits, type Edit, SourceText } from './splice/edit-text.ts'
import { type Holder, replaceScalar, replaceValue } from './splice/replace-value.ts'
import { insertSlot, type Printed, removeKeepingComments, removeSlot, slotsOf } from './splice/slots.ts'

/**
 * The text with the edits made. Every path is one of the text as it is given. Members on the way that are absent are
 * made. Throws a RangeError for a text that cannot be read, and for a path that leads nowhere.
 */
export function editYaml(text: string, edits: readonly JsonEdit[]): string {
  let opened = openYaml(text)
  if (!opened.root) throw new RangeError('not YAML')
  const [scalars, others] = split(opened.root, edits)
  opened = writeScalars(opened, scalars)
  // The last ones first, so that no index moves before it is used.
  for (const edit of lastFirst(others)) opened = writeOne(opened, edit)
  return opened.text
}

type SetEdit = Extract<JsonEdit, { readonly set: JsonPath }>

/** Texts that become other texts do not touch each other, so they are written in one go. */
function split(root: SourceNode, edits: readonly JsonEdit[]): readonly [SetEdit[], JsonEdit[]] {
  const [scalars, others]: [SetEdit[], JsonEdit[]] = [[], []]
  for (const edit of edits) {
    if ('set' in edit && isScalarEdit(root, edit)) scalars.push(edit)
    else others.push(edit)
  }
  return [scalars, others]
}

function isScalarEdit(root: SourceNode, { set, to }: SetEdit): boolean {
  const found = follow(root, set)
  const value = found.kind === 'there' ? found.holder?.slot.value : undefined
  if (value?.kind !== 'scalar' || value.aliasOf || value.start === value.end) return false
  return typeof to !== 'object'
}

function writeScalars(opened: OpenedYaml, edits: readonly SetEdit[]): OpenedYaml {
  const { root } = opened
  if (edits.length === 0 || !root) return opened
  const source = new SourceText(opened.text)
  return applied(
    opened,
    source,
    edits.flatMap(({ set, to }) => {
      const found = follow(root, set)
      return found.kind === 'there' && found.holder ? [setValue(source, found.holder, to)] : []
    }),
  )
}

/** Aliases on the way are written out first: what they name elsewhere must not change. */
function writeOne(given: OpenedYaml, edit: JsonEdit): OpenedYaml {
  const path = pathOf(edit)
  let opened = given
  // Every round writes out one alias or merge, and a path has no more of them than steps.
  for (let round = 0; round <= path.length * 2; round += 1) {
    const { root } = opened
    if (!root) break
    const source = new SourceText(opened.text)
    const found = follow(root, path, 'remove' in edit || 'insert' in edit ? 1 : 0)
    if (found.kind === 'shared') opened = applied(opened, source, [found.edit(source)])
    else return applied(opened, source, editsFor(source, root, edit))
  }
  throw nowhere(path)
}

function editsFor(source: SourceText, root: SourceNode, edit: JsonEdit): readonly Edit[] {
  if ('set' in edit) return [setAt(source, root, edit.set, edit.to)]
  const path = pathOf(edit)
  const step = path.at(-1)
  const parent = follow(root, path.slice(0, -1))
  if (parent.kind !== 'there' || step === undefined) throw nowhere(path)
  if ('insert' in edit) return [insertAt(source, parent, step, edit.value, path)]
  return [removeAt(source, parent, step, path)]
}

interface There {
  readonly kind: 'there'
  readonly node: SourceNode
  /** Absent for the root. */
  readonly holder?: Holder
}

type Found =
  | There
  /** What is written here stands elsewhere: it has to be written out. */
  | { readonly kind: 'shared'; readonly edit: (source: SourceText) => Edit }
  | { readonly kind: 'absent'; readonly parent: There; readonly depth: number }

/** `short` leaves out the last steps. */
function follow(root: SourceNode, path: JsonPath, short = 0): Found {
  let place: There = { kind: 'there', node: root }
  for (const [depth, step] of path.slice(0, path.length - short).entries()) {
    const { node, holder } = place
    if (node.aliasOf && holder) return { kind: 'shared', edit: (source) => inlineAlias(source, holder) }
    const next = childOf(node, step)
    if (!next) return { kind: 'absent', parent: place, depth }
    if (next.kind === 'entry' && next.slot.origin === 'inherited') {
      const merge = next.in.entries.find(({ origin }) => origin === 'merge')
      if (merge) return { kind: 'shared', edit: (source) => inlineMerge(source, next.in, merge) }
    }
    place = { kind: 'there', node: next.slot.value, holder: next }
  }
  const { node, holder } = place
  if (short > 0 && node.aliasOf && holder)
    return { kind: 'shared', edit: (source) => inlineAlias(source, holder) }
  return place
}

function childOf(node: SourceNode, step: string | number): Holder | undefined {
  if (node.kind === 'map') {
    const slot = node.byKey.get(String(step))
    return slot && { kind: 'entry', in: node, slot }
  }
  const slot = node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined
  return node.kind === 'list' && slot ? { kind: 'item', in: node, slot } : undefined
}

function setAt(source: SourceText, root: SourceNode, path: JsonPath, to: Json): Edit {
  const found = follow(root, path)
  if (found.kind === 'there' && found.holder) return setValue(source, found.holder, to)
  if (found.kind !== 'absent') throw nowhere(path)
  const [key, ...rest] = path.slice(found.depth)
  const value = rest.reduceRight<Json>((inner, step) => ({ [step]: inner }), to)
  const { node, holder } = found.parent
  if (key === undefined || node.kind === 'list') throw nowhere(path)
  if (node.kind === 'map' && slotsOf(node).slots.length > 0) return addEntry(source, node, String(key), value)
  if (!holder) throw nowhere(path)
  return replaceValue(source, holder, treeOfJson({ [key]: value }))
}

function setValue(source: SourceText, holder: Holder, to: Json): Edit {
  const { value } = holder.slot
  const isText = typeof to === 'string' && value.kind === 'scalar' && value.type === 'text'
  if (isText && !value.aliasOf && value.end > value.start) return replaceScalar(source, holder, value, to)
  return replaceValue(source, holder, treeOfJson(to))
}

function addEntry(source: SourceText, map: MapNode, key: string, value: Json): Edit {
  const tree = treeOfJson(value)
  const slots = slotsOf(map)
  const after = slots.slots.at(-1)
  const printed: Printed = {
    inline: () => printInlineEntry(key, tree),
    block: (indent) => printEntry(key, tree, { indent, isUnterminated: source.isUnterminated }),
  }
  return insertSlot(source, slots, after ? { after } : {}, printed)
}

function insertAt(
  source: SourceText,
  parent: There,
  step: string | number,
  value: Json,
  path: JsonPath,
): Edit {
  const { node, holder } = parent
  const slots = node.kind === 'list' ? slotsOf(node) : undefined
  const tree = treeOfJson(value)
  if (!slots || slots.slots.length === 0) {
    const isEmpty = node.kind === 'list' || (node.kind === 'scalar' && node.type === 'null')
    if (!holder || !isEmpty) throw nowhere(path)
    return replaceValue(source, holder, treeOfJson([value]))
  }
  const after = typeof step === 'number' && step > 0 ? slots.slots[step - 1] : undefined
  const before = slots.slots[0]
  if (step !== 0 && !after) throw nowhere(path)
  return insertSlot(source, slots, after ? { after } : before ? { before } : {}, {
    inline: () => printInline(tree),
    block: (indent) => printItem(tree, { indent, isUnterminated: source.isUnterminated }),
  })
}

function removeAt(source: SourceText, parent: There, step: string | number, path: JsonPath): Edit {
  const { node, holder } = parent
  const found = childOf(node, step)
  if (!found || node.kind === 'scalar') throw nowhere(path)
  const slots = slotsOf(node)
  const slot = slots.slots.find(({ start }) => start === found.slot.start)
  if (!slot) throw nowhere(path)
  // Without its last line a block collection would be nothing at all.
  if (slots.slots.length === 1 && !holder) throw nowhere(path)
  if (slots.slots.length === 1 && holder)
    return replaceValue(source, holder, treeOfJson(node.kind === 'list' ? [] : {}))
  return node.kind === 'list' ? removeSlot(source, slots, slot) : removeKeepingComments(source, slots, slot)
}

function applied(opened: OpenedYaml, source: SourceText, edits: readonly Edit[]): OpenedYaml {
  const spliced = applyEdits(source, [...inlineTouched(source, opened, edits), ...edits])
  return spliced ? openSpliced(opened, spliced.text, spliced.splices) : opened
}

function pathOf(edit: JsonEdit): JsonPath {
  return 'set' in edit ? edit.set : 'insert' in edit ? edit.insert : edit.remove
}

/** Later items before earlier ones, what is inside before what is around it; of inserts at one place the last first. */
function lastFirst(edits: readonly JsonEdit[]): readonly JsonEdit[] {
  return edits
    .map((edit, index) => ({ edit, index, path: pathOf(edit) }))
    .sort((a, b) => {
      const isInsert = ['insert' in a.edit, 'insert' in b.edit] as const
      const order = comparePaths(a.path, b.path) || Number(isInsert[0]) - Number(isInsert[1])
      return order || (isInsert[0] ? b.index - a.index : a.index - b.index)
    })
    .map(({ edit }) => edit)
}

function comparePaths(a: JsonPath, b: JsonPath): number {
  for (const [at, step] of a.entries()) {
    const other = b[at]
    if (other === undefined) return -1
    if (step === other) continue
    if (typeof step === 'number' && typeof other === 'number') return other - step
    return String(step) < String(other) ? -1 : 1
  }
  return b.length - a.length
}

function nowhere(path: JsonPath): RangeError {
  return new RangeError(`${path.join('.')} leads nowhere`)
}
