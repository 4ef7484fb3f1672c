/**
 * The text beside the canvas: a document as a text, and typing in that text as an edit of the document.
 * Pure, so that whatever a person types can be tried in a test.
 */
import type { Document } from '../model/document.ts'
import { DFD } from './dfd/language.ts'
import type { Language } from './drawn/language.ts'
import { showDrawn } from './drawn/show.ts'
import { typeDrawn } from './drawn/type.ts'
import { MERMAID } from './mermaid/language.ts'
import type { Shown, TextTab, Typed } from './shown.ts'
import { showYaml } from './yaml/show.ts'
import { typeYaml } from './yaml/type.ts'

export type { Shown, TextTab, Typed } from './shown.ts'

interface Kernel {
  readonly show: (document: Document, onDisk: string | null, previous?: Shown) => Shown
  readonly type: (previous: Shown, text: string, onDisk: string | null) => Typed
}

const KERNELS: Readonly<Record<TextTab, Kernel>> = {
  dfd: kernelOf(DFD),
  mermaid: kernelOf(MERMAID),
  yaml: { show: showYaml, type: typeYaml },
}

function kernelOf(language: Language): Kernel {
  return {
    show: (document, _, previous) => showDrawn(language, document, previous),
    type: (previous, text) => typeDrawn(language, previous, text),
  }
}

/**
 * The text of a document. With `previous` of the same tab only the lines change that must, so that a
 * person's own formatting and comments stay; a text with an error stays too, unless its line changed.
 * `onDisk` is the model file's text, null for a new model.
 */
export function showText(tab: TextTab, document: Document, onDisk: string | null, previous?: Shown): Shown {
  return KERNELS[tab].show(document, onDisk, previous)
}

/**
 * What typing did. The document is null where the text cannot be read: the diagnostics say why, and
 * `shown` keeps the text to go on with. It is the same reference where the text says the same.
 */
export function typeText(tab: TextTab, previous: Shown, text: string, onDisk: string | null): Typed {
  if (text === previous.text) {
    const document = text === previous.readable ? previous.document : null
    return { document, shown: previous, diagnostics: previous.diagnostics }
  }
  return KERNELS[tab].type(previous, text, onDisk)
}
