/** A model of several files as one: its main file with all that the others say, and without its includes. */

import { openYaml } from '../../../core/yaml/open.ts'
import { applyEdits, SourceText } from '../../../core/yaml/splice/edit-text.ts'
import { removeSlot, slotsOf } from '../../../core/yaml/splice/slots.ts'
import type { Model } from '../../../model/schema.ts'
import { modelOf } from '../model/read-model.ts'
import { spliceModel } from '../model/write-model.ts'
import { printThreagile } from './print.ts'

/** Throws `invalid-file` when the source is not a readable model for another reason than its includes. */
export function spliceAsOneFile(source: string, next: Model): string {
  const { root } = openYaml(source)
  const slots = root?.kind === 'map' ? slotsOf(root) : undefined
  const includes = slots?.slots.find(({ name }) => name === 'includes')
  if (!slots || !includes) return spliceModel(source, next)
  const text = new SourceText(source)
  const rest = applyEdits(text, [removeSlot(text, slots, includes)])?.text ?? ''
  // A file of nothing but includes has no style of its own.
  return modelOf(openYaml(rest)).model ? spliceModel(rest, next) : printThreagile(next)
}
