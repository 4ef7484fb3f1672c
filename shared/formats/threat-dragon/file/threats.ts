/** Threats of a cell. The tool keeps them in its attributes; its published schema says directly in the cell. */
import { textOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import { itemsAsked, objectAsked, type Telling } from '../../reading/odd.ts'
import { shorten } from '../../reporting.ts'
import type { Threat } from './types.ts'
import { oneLine, wordOf } from './values.ts'

/** What a new threat says before anybody wrote anything. */
const PLACEHOLDER = /^provide (?:a description for this threat|remediation for this threat or a reason if)/iu

/** A threat that stands in both places is one. What is no threat is told by the `name` of the cell. */
export function readThreats(
  cell: JsonValue,
  attributes: JsonValue,
  path: JsonPath,
  attributesPath: JsonPath,
  name: string,
  telling: Telling,
): readonly Threat[] {
  const owner = name === '' ? 'a cell' : `"${shorten(name)}"`
  const threatsIn = (holder: JsonValue, listPath: JsonPath): readonly Threat[] =>
    itemsAsked(holder, 'threats', `What stands for the threats of ${owner}`, telling).flatMap(
      (item, index) => {
        const value = objectAsked(item, `A threat of ${owner}`, telling)
        return value ? [threatOf(value, [...listPath, index])] : []
      },
    )
  const inside = threatsIn(attributes, [...path, ...attributesPath, 'threats'])
  if (attributes === cell) return inside
  const known = new Set(inside.map(({ id }) => id).filter((id) => id !== ''))
  return [...inside, ...threatsIn(cell, [...path, 'threats']).filter(({ id }) => !known.has(id))]
}

function threatOf(value: JsonValue, path: JsonPath): Threat {
  const text = (key: string) => {
    const words = textOf(value, key) ?? ''
    return PLACEHOLDER.test(words) ? '' : words
  }
  return {
    id: wordOf(value, 'id') || wordOf(value, 'threatId'),
    title: oneLine(text('title')),
    description: text('description'),
    mitigation: text('mitigation'),
    type: oneLine(text('type')),
    modelType: text('modelType'),
    status: text('status'),
    severity: text('severity'),
    score: wordOf(value, 'score'),
    number: wordOf(value, 'number'),
    path,
    at: value.at,
  }
}
