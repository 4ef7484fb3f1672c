import type { Model } from '../../../model/schema.ts'
import { reconcile } from '../splice/reconcile.ts'
import { renameKeys } from '../threagile/rename-keys.ts'
import { printEntries } from '../yaml/print.ts'
import { MARKED_END, MARKED_START } from './end-marker.ts'
import { modelOf } from './read-model.ts'
import { toTree } from './to-tree.ts'

/** The model as a new file, in canonical order and style, with the mark that shows a lost tail. */
export function printModel(model: Model): string {
  return `${MARKED_START}${printEntries(toTree(model, null), { indent: 0 })}${MARKED_END}`
}

/**
 * The source with only the lines changed that `next` asks for; comments, order, quoting and unknown keys
 * stay. What the source leaves dangling is not part of its model and is left alone. Throws `invalid-file`
 * when the source is not a readable model.
 */
export function spliceModel(source: string, next: Model): string {
  return reconcile(
    source,
    (opened) => {
      const { model } = modelOf(opened)
      return model && { before: toTree(model, opened.root), after: toTree(next, opened.root) }
    },
    (opened) => renameKeys(opened, next),
  )
}
