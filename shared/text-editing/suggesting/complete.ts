/** What may be typed at the cursor: keywords, ids and words of the vocabulary, never in comments or free text. */
import type { Model } from '../../model/schema.ts'
import { completeDfd } from '../dfd/complete.ts'
import { completeMermaid } from '../mermaid/complete.ts'
import type { TextTab } from '../shown.ts'
import { completeYaml } from '../yaml/complete.ts'
import type { Completion } from './completion.ts'

export type { Completion } from './completion.ts'

const COMPLETERS: Readonly<
  Record<TextTab, (text: string, offset: number, model: Model) => Completion | null>
> = { dfd: completeDfd, mermaid: completeMermaid, yaml: completeYaml }

/** Null where nothing can be offered. `model` is the document's, which an unreadable text does not change. */
export function completeText(tab: TextTab, text: string, offset: number, model: Model): Completion | null {
  const found = COMPLETERS[tab](text, Math.max(0, Math.min(offset, text.length)), model)
  return found && found.options.length > 0 ? found : null
}
