/** A person's own data of a shape ("Edit Data"): what has a place in a model, and what stays in words. */
import type { Boundary, Component, Flow } from '../../../model/schema.ts'
import { shownLabel } from '../file/label.ts'
import type { Cell } from '../file/types.ts'

/** Says what a shape is, and is read where kinds are. */
const KIND_KEY =
  /^(?:type|kind|stencil|element[_-]?type|tm[_-]?type|threat[_-]?model(?:ling|ing)?[_-]?type)$/iu
/** Names of data that are members of a model, as draw.io users see them; others are lines of the description. */
const OURS: ReadonlySet<string> = new Set(
  'description technologies tags owner outOfScope protocol authentication authorization encryption'.split(
    ' ',
  ),
)

export function componentData({ properties }: Cell): Partial<Component> {
  const text = (key: string) => properties.get(key)?.trim() || undefined
  return {
    ...described(properties),
    ...given('owner', text('owner')),
    ...given('encryption', text('encryption')),
    ...given('outOfScope', text('outOfScope')),
    technologies: listOf(properties.get('technologies')),
    tags: tagsOf(properties.get('tags')),
  }
}

export function flowData({ properties }: Cell): Partial<Flow> {
  const text = (key: string) => properties.get(key)?.trim() || undefined
  return {
    ...described(properties),
    ...given('protocol', text('protocol')),
    ...given('authentication', text('authentication')),
    ...given('authorization', text('authorization')),
    tags: tagsOf(properties.get('tags')),
  }
}

export function boundaryData({ properties }: Cell): Partial<Boundary> {
  return { ...described(properties), tags: tagsOf(properties.get('tags')) }
}

/** Lines `name: value` of data that a model has no place for. */
export function extraLines(properties: ReadonlyMap<string, string>): readonly string[] {
  return [...properties].flatMap(([name, value]) => {
    const words = shownLabel(value, false).replace(/\n/gu, ' ')
    const isOther = !OURS.has(name) && !KIND_KEY.test(name) && words !== ''
    return isOther ? [`${name}: ${words}`] : []
  })
}

/** Tags are one word each in draw.io. */
function tagsOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/u).filter(Boolean)
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

function described(properties: ReadonlyMap<string, string>): { readonly description?: string } {
  const own = properties.get('description')?.trim() ?? ''
  const lines = [...(own === '' ? [] : [own]), ...extraLines(properties)]
  return lines.length === 0 ? {} : { description: lines.join('\n') }
}

function given<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, string>>)
}
