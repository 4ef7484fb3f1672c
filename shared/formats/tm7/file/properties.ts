/** The list of attributes that every drawn thing has. */
import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
import type { Property } from './types.ts'

export interface Properties {
  readonly properties: readonly Property[]
  /** The first heading, which names the type. */
  readonly header: string
  /** The attribute labelled Name. */
  readonly name: string
}

export function readProperties(list: XmlElement | undefined): Properties {
  const properties: Property[] = []
  let header = ''
  let name = ''
  for (const entry of list?.children ?? []) {
    const type = (entry.attributes.get('type') ?? '').replace(/^.*:/u, '').trim()
    const label = textOf(entry, 'DisplayName')
    if (type === 'HeaderDisplayAttribute') {
      header ||= label
      continue
    }
    const own = textOf(entry, 'Name')
    if (label === 'Name' && type === 'StringDisplayAttribute') name = textOf(entry, 'Value')
    else properties.push({ name: own, label: label || own, ...contentOf(entry, type) })
  }
  return { properties, header, name }
}

function contentOf(entry: XmlElement, type: string): Pick<Property, 'kind' | 'value' | 'isUnset'> {
  const value = childOf(entry, 'Value')
  const text = value?.text.trim() ?? ''
  const choices = value?.children.map((choice) => choice.text.trim()) ?? []
  if (choices.length === 0) {
    const isFlag = type === 'BooleanDisplayAttribute'
    return { kind: isFlag ? 'flag' : 'text', value: text, isUnset: isFlag ? text !== 'true' : text === '' }
  }
  // The tool shows the first where the file selects none.
  const selected = Number.parseInt(textOf(entry, 'SelectedIndex') || '0', 10)
  const kind = type === 'StaticListDisplayAttribute' ? 'fixed' : 'choice'
  return { kind, value: choices[selected] ?? '', isUnset: selected <= 0 || kind === 'fixed' }
}
