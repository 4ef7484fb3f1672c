/** A hand-written model file in canonical order and style; its comments, its quoting and the order of its elements stay. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { isSameJson } from '../../core/text.ts'
import { openYaml } from '../../core/yaml/open.ts'
import type { SourceNode } from '../../core/yaml/source-node.ts'
import { printModel, readModel } from '../../formats/fenceline/index.ts'
import { dialectOf } from '../../formats/fenceline/threagile/dialect.ts'
import type { Model } from '../../model/schema.ts'
import { MapLines, type OrderAt } from './map-lines.ts'

export interface FormattedModel {
  /** Null when the text is no whole model: what cannot be read is not formatted. */
  readonly text: string | null
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Keys stand as in a new file, unknown ones after them, two columns in; blanks at the ends of lines and second blank
 * lines go. Threagile's own dialects keep their order, and so does a file with anchors, which must stand before their
 * uses. Formatting the result again changes nothing. `include` gives the files that the text includes, which stay.
 */
export function formatModelText(
  text: string,
  file?: string,
  include?: (path: string) => string | undefined,
): FormattedModel {
  const { model, diagnostics } = readModel(text, file, include)
  const opened = openYaml(unixLines(text))
  const { root } = opened
  if (!model || root?.kind !== 'map') return { text: null, diagnostics }
  if (root.flow) return { text, diagnostics }
  const keepsOrder = opened.anchors.length > 0 || dialectOf(root).name !== 'fenceline'
  const lines = new MapLines(opened.text, keepsOrder ? () => undefined : canonicalOrder(model))
  const rows = lines.format(root, 0, opened.text.split('\n').length, 0, [])
  const formatted = withEnds(rows, text)
  // Whatever a file may hold: nothing that changes what it says, or drops a comment, is ever written.
  const again = readModel(formatted, file, include)
  const isSafe = isSameJson(again.model, model) && isSameJson(commentsOf(formatted), commentsOf(text))
  if (isSafe) return { text: formatted, diagnostics }
  const message = 'This file cannot be formatted without changing what it says, so it stays as it is.'
  const where = file === undefined ? {} : { file }
  return {
    text,
    diagnostics: [...diagnostics, { code: 'not-formatted', severity: 'warning', message, ...where }],
  }
}

/** The order of keys in what a new file of this model has at the same place. */
function canonicalOrder(model: Model): OrderAt {
  const { root } = openYaml(printModel(model))
  return (path) => {
    let node: SourceNode | undefined = root ?? undefined
    for (const step of path) {
      if (node?.kind === 'map') node = node.byKey.get(String(step))?.value
      else node = node?.kind === 'list' && typeof step === 'number' ? node.items[step]?.value : undefined
    }
    return node?.kind === 'map' ? node.entries.map(({ key }) => key) : undefined
  }
}

const unixLines = (text: string) => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')

/** One line break at the end, the breaks and the mark at the start that the file has. */
function withEnds(rows: readonly string[], text: string): string {
  const body = `${rows.join('\n').trimEnd()}\n`
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  return mark + (text.includes('\r\n') ? body.replaceAll('\n', '\r\n') : body)
}

/** In any order: entries take theirs along. */
function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|\s)(#.*)$/gm)].map(([, comment = '']) => comment.trimEnd()).sort()
}
