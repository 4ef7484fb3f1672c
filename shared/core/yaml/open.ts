/** Opened texts, the last of them remembered: a text is asked for by every part that works on it. */
import { type OpenedYaml, parseYaml } from './parse.ts'
import { reopenYaml } from './reopen.ts'
import { findSplice, type Splice } from './splices.ts'

export type { OpenedYaml } from './parse.ts'

/** What a save and the text pane ask for: model and layout, as they were, as they are and as they are shown. */
const KEPT = 8
/** In characters, so that a few huge files are not all kept. */
const KEPT_TEXT = 4_000_000
let recent: readonly OpenedYaml[] = []

/** Never throws and never changes what a word means: every scalar keeps its text. */
export function openYaml(text: string): OpenedYaml {
  const known = recent.find((each) => each.text === text)
  if (known) return remember(known)
  const near = nearest(text)
  return remember((near && reopenYaml(near.opened, text, [near.splice])) ?? parseYaml(text))
}

/** The text that the splices make of an opened one. */
export function openSpliced(before: OpenedYaml, text: string, splices: readonly Splice[]): OpenedYaml {
  const known = recent.find((each) => each.text === text)
  return remember(known ?? reopenYaml(before, text, splices) ?? parseYaml(text))
}

/** The one of which the least has to be read again. */
function nearest(text: string): { readonly opened: OpenedYaml; readonly splice: Splice } | undefined {
  const found = recent.flatMap((opened) => {
    if (!opened.root) return []
    const splice = findSplice(opened.text, text)
    return [{ opened, splice, size: splice.end - splice.start + splice.text.length }]
  })
  return found.reduce<(typeof found)[number] | undefined>(
    (best, each) => (best && best.size <= each.size ? best : each),
    undefined,
  )
}

function remember(opened: OpenedYaml): OpenedYaml {
  const kept = [opened]
  let size = opened.text.length
  for (const each of recent) {
    if (each.text === opened.text) continue
    size += each.text.length
    if (kept.length < KEPT && size <= KEPT_TEXT) kept.push(each)
  }
  recent = kept
  return opened
}
