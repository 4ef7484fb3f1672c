/** Writes a draw.io drawing: a new one, or an old one with only what differs changed. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { exactLayout } from '../../model/from-drawing/exact.ts'
import { pageOf } from '../../model/geometry.ts'
import type { Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { WriteForeign } from '../format.ts'
import { shorten } from '../reporting.ts'
import { readDrawio } from './read.ts'
import { Side } from './splicing/sides.ts'
import { type Base, spliceDrawio } from './splicing/splice.ts'
import { lossesOf } from './writing/data.ts'
import { printDrawio } from './writing/fresh.ts'
import { redrawnIn } from './writing/redrawn.ts'

// Who writes over a file reads it, too.
export { readDrawio } from './read.ts'

export const writeDrawio: WriteForeign = (model, layout, base) => {
  const lost = [...lossesOf(model), ...apartOf(model, layout)].map(lossOf)
  const fresh = (more: readonly Diagnostic[]) => {
    const text = printDrawio(model, layout)
    return { text, diagnostics: [...more, ...lost, ...redrawn(model, text)] }
  }
  if (base === undefined) return fresh([])
  const read = readDrawio(base)
  if (!read.model || !read.source) {
    const message = 'The old file cannot be read as a drawing, so it is written anew.'
    return fresh([{ code: 'drawio-base-unread', severity: 'warning', message }])
  }
  const side = new Side(read.model, read.layout)
  const [old, after] = [
    { text: base, ...read.source, side },
    new Side(model, exactLayout(layout, read.layout)),
  ]
  const first = spliceDrawio(old, after)
  const stated = first.text === base ? [] : misread(old, after, first.text)
  const spliced = stated.length === 0 ? first : spliceDrawio(old, after, new Set(stated))
  const told = spliced.text === base ? [] : redrawn(model, spliced.text)
  return { text: spliced.text, diagnostics: [...spliced.lost.map(lossOf), ...lost, ...told] }
}

function redrawn(model: Model, text: string): readonly Diagnostic[] {
  const again = readDrawio(text).model
  return again ? redrawnIn(model, again).map(lossOf) : []
}

/** Components that would be read as another kind: what a page draws beside them says what their shape means. */
function misread({ traces }: Base, { model }: Side, text: string): readonly string[] {
  const again = readDrawio(text)
  if (!again.model || !again.source) return []
  const kinds = new Map(again.model.components.map(({ id, kind }) => [id, kind]))
  const byCell = new Map<string, string>()
  for (const [key, { cell, page }] of again.source.traces) byCell.set(`${page}/${cell.id}`, key)
  return model.components
    .filter(({ id, kind }) => {
      const trace = traces.get(id)
      const is = trace && kinds.get(byCell.get(`${trace.page}/${trace.cell.id}`) ?? '')
      return is !== undefined && is !== kind
    })
    .map(({ id }) => id)
}

function lossOf(message: string): Diagnostic {
  return { code: 'drawio-not-carried', severity: 'warning', message, about: 'lost' }
}

/** A connector joins shapes of one page. */
function apartOf(model: Model, layout: Layout): readonly string[] {
  if (layout.pages.length < 2) return []
  return model.flows
    .filter(({ from, to }) => pageOf(model, layout, from) !== pageOf(model, layout, to))
    .map(
      ({ from, to }) =>
        `The flow from "${shorten(from)}" to "${shorten(to)}" is left out: its ends are on two pages.`,
    )
}
