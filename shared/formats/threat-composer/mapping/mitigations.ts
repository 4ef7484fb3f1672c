/** Mitigations, with the assumptions that they rest on or answer. */
import { fieldOf } from '../../../core/json/look.ts'
import { slug } from '../../../model/ids.ts'
import type { FreeIds } from '../../../model/names/free-ids.ts'
import type { Mitigation, MitigationStatus } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { wordOf } from '../file/file.ts'
import type { Item } from '../file/types.ts'
import { describe, metadataLines, titleOf } from './words.ts'

const STATUSES: ReadonlyMap<string, MitigationStatus> = new Map([
  ['mitigationIdentified', 'planned'],
  ['mitigationInProgress', 'in-progress'],
  ['mitigationResolved', 'landed'],
])
const UNSET = new Set(['', 'NoSet', 'NotSet'])

/** `assumes` are contents of assumptions. */
export function mitigationOf(
  item: Item,
  assumes: readonly string[],
  { ids, reporting }: { readonly ids: FreeIds; readonly reporting: Reporting },
): Mitigation {
  const content = wordOf(fieldOf(item.value, 'content'))
  const title = titleOf(content) || (item.number === '' ? 'Mitigation' : `Mitigation ${item.number}`)
  const word = wordOf(fieldOf(item.value, 'status'))
  const status = STATUSES.get(word)
  const id = ids.take(idOf(title))
  const isUnknown = status === undefined && !UNSET.has(word)
  if (isUnknown) {
    const what =
      word === 'mitigationResolvedWillNotAction'
        ? `"${shorten(title)}" will not be done; a mitigation has no such status, so it is read as planned and says so.`
        : `The status "${shorten(word)}" of "${shorten(title)}" is not known here; it is read as planned.`
    reporting.guessed('threat-composer-status-guessed', what, item.at, `mitigation:${id}`)
  }
  return {
    ...{ id, title, status: status ?? 'planned', evidence: [] },
    ...describe([
      title === content.replace(/\s+/gu, ' ') ? '' : content,
      isUnknown ? `Status in Threat Composer: ${word}` : '',
      ...assumes.map((text) => `Assumes: ${text}`),
      ...metadataLines(item, []),
    ]),
  }
}

/** Long titles would make ids that no table can show. */
function idOf(title: string): string {
  const words = slug(title, 'mitigation')
  return words.length <= 60 ? words : words.slice(0, 60).replace(/-[^-]*$/, '')
}
