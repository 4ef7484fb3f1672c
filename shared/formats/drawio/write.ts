/** Writes a draw.io drawing: a new one, or an old one with only what differs changed. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { pageOf } from '../../model/geometry.ts'
import type { Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { WriteForeign } from '../format.ts'
import { shorten } from '../reporting.ts'
import { lossesOf } from './writing/data.ts'
import { printDrawio } from './writing/fresh.ts'

export const writeDrawio: WriteForeign = (model, layout) => {
  const lost = [...lossesOf(model), ...apartOf(model, layout)]
  return { text: printDrawio(model, layout), diagnostics: lost.map(lossOf) }
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
