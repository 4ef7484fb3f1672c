/** Files that are printed from the model. One is current when it equals what the model on disk prints. */
import { printDfd } from '../../../shared/formats/dfd/write.ts'
import { printMermaid } from '../../../shared/formats/mermaid/write.ts'
import type { Config } from '../../../shared/model/config.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { DerivedFile } from '../../../shared/protocol/contract.ts'
import { printMarkdown } from '../../../shared/report/markdown.ts'
import type { SourceFile } from '../files/read-file.ts'
import type { DerivedFormat } from './names.ts'

const PRINTERS: Readonly<Record<DerivedFormat, (model: Model) => string>> = {
  mermaid: (model) => printMermaid(model),
  markdown: (model) => printMarkdown(model),
  dfd: (model) => printDfd(model),
}

/** The formats that a save writes, in the order it writes them. */
export function wantedFormats(config: Config): readonly DerivedFormat[] {
  return (['mermaid', 'markdown', 'dfd'] as const).filter((format) => config.derived[format])
}

const printed = new WeakMap<Model, Map<DerivedFormat, string>>()

/** A save asks three times: how the file stood, what to write, and how it stands then. */
export function printDerived(format: DerivedFormat, model: Model): string {
  const texts = printed.get(model) ?? new Map<DerivedFormat, string>()
  printed.set(model, texts)
  const text = texts.get(format) ?? PRINTERS[format](model)
  texts.set(format, text)
  return text
}

/** How the file on disk stands to `model`, the model on disk; null where that is not readable. */
export function stateOf(
  format: DerivedFormat,
  file: SourceFile | null,
  model: Model | null,
): DerivedFile['state'] {
  if (file === null) return 'absent'
  if (file.text === null || model === null) return 'differs'
  return withoutReturns(file.text) === printDerived(format, model) ? 'current' : 'differs'
}

/** `text` with the line ends that the file on disk has, so that a checkout with CRLF stays one. */
export function withLineEndsOf(file: SourceFile | null, text: string): string {
  const old = file?.text ?? ''
  return old.includes('\r\n') && !/[^\r]\n/.test(old) ? text.replace(/\n/g, '\r\n') : text
}

function withoutReturns(text: string): string {
  return text.replace(/\r\n/g, '\n')
}
