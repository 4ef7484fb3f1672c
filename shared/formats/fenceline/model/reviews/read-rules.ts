/** Which rules a model file switches on and off. Whether they exist is known to who runs them. */

import type { MapNode } from '../../../../core/yaml/source-node.ts'
import type { Model } from '../../../../model/schema.ts'
import type { Reading } from '../reading.ts'

export function readRules(reading: Reading, root: MapNode): Pick<Model, 'rulePacks' | 'rulesOff'> {
  const rules = reading.map(root, 'rules')
  if (!rules) return {}
  const packs = reading.texts(rules, 'packs')
  for (const { text, at } of packs) reading.places.set(`rule:${text}`, at)
  const off: [string, string][] = []
  for (const { key, keySpan, value } of reading.map(rules, 'off')?.byKey.values() ?? []) {
    reading.places.set(`rule:${key}`, keySpan)
    if (value.kind === 'scalar') off.push([key, value.text])
    else {
      const message = `"${key}" under rules: off must have a reason: why it drafts nothing here.`
      reading.error('wrong-type', message, value, `rule:${key}`)
    }
  }
  return {
    ...(packs.length === 0 ? {} : { rulePacks: packs.map(({ text }) => text) }),
    ...(off.length === 0 ? {} : { rulesOff: Object.fromEntries(off) }),
  }
}
