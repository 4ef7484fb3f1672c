import type { Completion, CompletionSource } from '@codemirror/autocomplete'
import type { Model } from '../../../../shared/model/schema.ts'
import type { TextTab } from '../../../../shared/text-editing/editing.ts'
import { completeText } from '../../../../shared/text-editing/suggesting/complete.ts'

/** Words that go on being a title, an id or a keyword: the same list is filtered while they are typed. */
const GOES_ON = /^[\p{L}\p{N} _-]*$/u
/** Before a word begins, these ask for one. */
const ASKS = /(->|→|[[:{,>])\s?$/

/** Offers what the kernel offers at the cursor. */
export function completeFrom(tab: TextTab, model: () => Model): CompletionSource {
  return ({ state, pos, explicit }) => {
    const current = model()
    const found = completeText(tab, state.doc.toString(), pos, current)
    if (!found) return null
    if (!explicit && found.from === pos && !ASKS.test(state.sliceDoc(Math.max(0, pos - 4), pos))) return null
    const kinds = kindsOf(current)
    return {
      from: found.from,
      to: found.to,
      validFor: GOES_ON,
      options: found.options.map(
        ({ label, detail, insert, kind }): Completion => ({
          label,
          type: (kind === 'component' && kinds.get(label)) || kind,
          ...(detail === undefined ? {} : { detail }),
          ...(insert === undefined ? {} : { apply: insert }),
        }),
      ),
    }
  }
}

/** By title and id, for the little picture beside each component. */
function kindsOf({ components }: Model): ReadonlyMap<string, string> {
  return new Map(
    components.flatMap(
      ({ id, title, kind }) =>
        [
          [id, kind],
          [title, kind],
        ] as const,
    ),
  )
}
