import { type OpenedYaml, openYaml } from '../../../core/yaml/open.ts'
import { printEntries } from '../../../core/yaml/printing/print.ts'
import type { TreeMap } from '../../../core/yaml/printing/tree.ts'
import { type Compare, reconcile } from '../../../core/yaml/splice/reconcile.ts'
import type { Model } from '../../../model/schema.ts'
import { partOf } from '../includes/home.ts'
import { renameKeys } from '../threagile/rename-keys.ts'
import { MARKED_END, MARKED_START } from './end-marker.ts'
import { type Includes, modelOf } from './read-model.ts'
import { withKnown } from './remembered/with-known.ts'
import { toTree } from './to-tree.ts'

/** The model as a new file, in canonical order and style, with the mark that shows a lost tail. */
export function printModel(model: Model): string {
  return `${MARKED_START}${printEntries(toTree(model, null), { indent: 0 })}${MARKED_END}`
}

const said = new WeakMap<OpenedYaml, TreeMap | null>()

/** What a text says, once for each: the text that one save ends with is the one that the next begins with. */
function saidBy(opened: OpenedYaml): TreeMap | null {
  const known = said.get(opened)
  if (known !== undefined) return known
  const { model } = modelOf(opened)
  const tree = model && toTree(model, opened.root)
  said.set(opened, tree)
  return tree
}

/**
 * The source with only the lines changed that `next` asks for; comments, order, quoting and unknown keys
 * stay. What the source leaves dangling is not part of its model and is left alone. Throws `invalid-file`
 * when the source is not a readable model.
 */
export function spliceModel(source: string, next: Model): string {
  const known = modelOf(openYaml(source)).model
  const wanted = known ? withKnown(known, next) : next
  return reconcile(
    source,
    (opened) => {
      const before = saidBy(opened)
      return before && { before, after: toTree(wanted, opened.root) }
    },
    (opened) => renameKeys(opened, wanted),
  )
}

/**
 * As `spliceModel`, for a file that may include others: the texts of all files of the model by their paths,
 * each with only its own lines changed. A new element goes to the first file.
 */
export function spliceModelFiles(
  source: string,
  next: Model,
  includes: Includes,
): ReadonlyMap<string, string> {
  const { parts, model } = modelOf(openYaml(source), includes)
  if (!model || parts.length === 1) {
    return new Map([[includes.file, spliceModel(source, next)]])
  }
  const before = new Map(parts.map(({ file, opened }) => [file, opened.text]))
  const after = new Map(before)
  for (const { file, opened, base } of parts) {
    // First as they were, so that what goes from two files goes from both; then as they are, so that what one
    // file names is there when another one has got it.
    let texts: ReadonlyMap<string, string> = before
    const compare: Compare = (changed) => {
      const include = (path: string) => (path === file ? changed.text : texts.get(path))
      const first = base === 0 ? changed : openYaml(texts.get(includes.file) ?? '')
      const now = modelOf(first, { file: includes.file, include })
      texts = after
      if (!now.model || changed.root?.kind !== 'map') return null
      const { root } = changed
      const others = now.parts.filter((part) => part.file !== file).map((part) => part.opened.root)
      const own = (wanted: Model) => partOf(toTree(wanted, now.root), root, others, base === 0)
      return { before: own(now.model), after: own(next) }
    }
    const text = reconcile(opened.text, compare, (changed) => renameKeys(changed, next))
    after.set(file, text)
  }
  return after
}
