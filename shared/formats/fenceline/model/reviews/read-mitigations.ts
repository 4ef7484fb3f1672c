/** Mitigations of a model file, and what risks say of them. */

import type { MapNode } from '../../../../core/yaml/source-node.ts'
import type { Mitigation, Risk } from '../../../../model/schema.ts'
import { type Attribute, MITIGATION } from '../keys/attributes.ts'
import type { Reading } from '../reading.ts'

const byKey = ({ key }: { readonly key: string }) => key

export function readMitigations(reading: Reading, root: MapNode): Mitigation[] {
  return reading.elements(root, 'mitigations', byKey).flatMap(({ id, entry, node }): Mitigation[] => {
    if (!reading.isUsableId(id, entry.keySpan)) return []
    reading.places.set(`mitigation:${id}`, entry.keySpan)
    const title = reading.text(node, 'title') ?? id
    const members = reading.attributes(node, MITIGATION) as Pick<Mitigation, 'evidence'>
    return [{ status: 'planned', ...members, id, title }]
  })
}

/** A risk's members that the attributes describe. Its lists are there only where they hold something. */
export function readRiskMembers(
  reading: Reading,
  node: MapNode,
  attributes: readonly Attribute[],
  mitigations: ReadonlySet<string>,
  id: string,
): Partial<Risk> {
  const plain = attributes.filter(({ member }) => member !== 'mitigations')
  const { evidence = [], ...members } = reading.attributes(node, plain) as Partial<Risk>
  const named = new Set<string>()
  for (const { text, at } of reading.texts(node, 'mitigations')) {
    if (mitigations.has(text)) named.add(text)
    else {
      const message = `Risk "${id}" names the mitigation "${text}", and there is none of that name. Add it or correct the reference.`
      reading.error('unknown-mitigation', message, at, `risk:${id}`)
    }
  }
  return {
    ...members,
    ...(evidence.length > 0 ? { evidence } : {}),
    ...(named.size > 0 ? { mitigations: [...named] } : {}),
  }
}
