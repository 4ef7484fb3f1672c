/** Parts of an element that are of another type than OTM says: nothing is read of them, and that is told. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'
import { itemsAsked, objectAsked, saysNothing, type Telling, wordAsked } from '../../reading/odd.ts'
import { type Reporting, shorten } from '../../reporting.ts'

const WORDS = ['tags', 'categories', 'cwes'] as const
const HELD = ['processed', 'stored'] as const

/** `owner` is how a message calls the element: `the component "API"`. */
export function tellOddParts(node: JsonObject, owner: string, report: Reporting): void {
  const telling = { report, code: 'otm-not-carried' }
  for (const key of WORDS) tellOddWords(node, key, owner, telling)
  tellOddAssets(node, owner, telling)
  tellOddAttributes(node, owner, telling)
  for (const key of ['threats', 'mitigations']) {
    for (const item of itemsAsked(node, key, `What stands for the ${key} of ${owner}`, telling)) {
      const part = objectAsked(item, `One of the ${key} of ${owner}`, telling)
      if (part) tellOddParts(part, `one of the ${key} of ${owner}`, report)
    }
  }
}

function tellOddWords(holder: JsonValue, key: string, owner: string, telling: Telling): void {
  const items = itemsAsked(holder, key, `What stands for the ${key} of ${owner}`, telling)
  for (const item of items) wordAsked(item, `One of the ${key} of ${owner}`, telling)
}

/** A dataflow lists what it carries; a component says of what it holds whether it processes or stores it. */
function tellOddAssets(node: JsonObject, owner: string, telling: Telling): void {
  const assets = fieldOf(node, 'assets')
  if (!assets || saysNothing(assets)) return
  if (!owner.startsWith('the component')) tellOddWords(node, 'assets', owner, telling)
  else if (objectAsked(assets, `What stands for the assets of ${owner}`, telling)) {
    for (const key of HELD) tellOddWords(assets, key, owner, telling)
  }
}

/** A map of words; older files have a list of such maps. */
function tellOddAttributes(node: JsonObject, owner: string, telling: Telling): void {
  const stated = fieldOf(node, 'attributes')
  if (!stated || saysNothing(stated)) return
  for (const each of stated.kind === 'array' ? stated.items : [stated]) {
    const map = objectAsked(each, `What stands for the attributes of ${owner}`, telling)
    for (const { key, value } of map?.members.values() ?? [])
      wordAsked(value, `The attribute "${shorten(key)}" of ${owner}`, telling)
  }
}
