/** Text and selection in step: which element is at the cursor, and where an element's text is. */
import { DFD } from './dfd/language.ts'
import { drawnElementAt } from './drawn/places.ts'
import { MERMAID } from './mermaid/language.ts'
import type { Shown, TextTab } from './shown.ts'
import { linesOf, type Offsets, offsetsOf } from './text-lines.ts'
import { yamlElementAt } from './yaml/places.ts'

const ELEMENT_AT: Readonly<Record<TextTab, (shown: Shown, offset: number) => string | undefined>> = {
  dfd: (shown, offset) => drawnElementAt(DFD, shown, offset),
  mermaid: (shown, offset) => drawnElementAt(MERMAID, shown, offset),
  yaml: yamlElementAt,
}

/**
 * The innermost element whose text holds the offset: a component or boundary id or a flow ref of the
 * document. A risk or review is about its target. In a text with an error only lines that are as they
 * were are known.
 */
export function elementAt(tab: TextTab, shown: Shown, offset: number): string | undefined {
  return ELEMENT_AT[tab](shown, offset)
}

/** Where an element's text is: its block in YAML, its declaration or its arrow in a text that draws. */
export function placeOf(_: TextTab, shown: Shown, ref: string): Offsets | undefined {
  const range = shown.locate(ref)
  return range && offsetsOf(linesOf(shown.text), range)
}
