/** The template that a file carries: types of elements and what threatens them. */
import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
import type { ElementType, KnowledgeBase, ThreatType } from './types.ts'

export function readKnowledgeBase(element: XmlElement | undefined): KnowledgeBase {
  const types = new Map<string, ElementType>()
  for (const list of ['GenericElements', 'StandardElements']) {
    for (const type of childOf(element, list)?.children ?? []) {
      const id = textOf(type, 'Id')
      if (id !== '') types.set(id, { id, name: textOf(type, 'Name'), parent: textOf(type, 'ParentId') })
    }
  }
  const threatTypes = new Map<string, ThreatType>()
  for (const type of childOf(element, 'ThreatTypes')?.children ?? []) {
    const id = textOf(type, 'Id')
    const filters = childOf(type, 'GenerationFilters')
    threatTypes.set(id, {
      id,
      title: textOf(type, 'ShortTitle'),
      description: textOf(type, 'Description'),
      category: textOf(type, 'Category'),
      include: textOf(filters, 'Include'),
      exclude: textOf(filters, 'Exclude'),
    })
  }
  const categories = new Map<string, string>()
  for (const category of childOf(element, 'ThreatCategories')?.children ?? []) {
    categories.set(textOf(category, 'Id'), textOf(category, 'Name'))
  }
  const fields = new Map<string, string>()
  for (const field of childOf(childOf(element, 'ThreatMetaData'), 'PropertiesMetaData')?.children ?? []) {
    fields.set(textOf(field, 'Name'), textOf(field, 'Label'))
  }
  return { name: textOf(childOf(element, 'Manifest'), 'Name'), types, threatTypes, categories, fields }
}

/** The type and everything it descends from, itself first; a circle ends. */
export function ancestryOf({ types }: KnowledgeBase, typeId: string): readonly string[] {
  const found = new Set<string>()
  for (let id = typeId; id !== '' && !found.has(id); id = types.get(id)?.parent ?? '') found.add(id)
  return [...found]
}
